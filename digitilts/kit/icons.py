"""Line drawings of the Lucide package (ISC licence), drawn into the page itself."""

import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

INSIDE = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
OTHER_NAMES = {
    "alert-circle": "circle-alert",
    "bar-chart-3": "chart-column",
    "check-circle": "circle-check",
    "circle-help": "circle-question-mark",
    "filter": "funnel",
    "help-circle": "circle-question-mark",
    "home": "house",
    "minus-circle": "circle-minus",
    "pie-chart": "chart-pie",
    "plus-circle": "circle-plus",
    "unlock": "key-round",
    "x-circle": "circle-x",
}


class UnknownIconError(Exception):
    """The package has no drawing of that name; the message names the nearest ones."""


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@cache
def drawing(name: str) -> str:
    """The inside of the icon's SVG, 24 by 24 units.  Raises UnknownIconError."""
    file = f"{OTHER_NAMES.get(name, name)}.svg"
    if file not in _archive().NameToInfo:
        known = [known.removesuffix(".svg") for known in _archive().NameToInfo]
        raise UnknownIconError(f"{name!r}; near: {', '.join(get_close_matches(name, known, n=5))}")
    found = INSIDE.search(_archive().read(file).decode())
    return " ".join(found.group(1).split()) if found else ""


@cache
def icon_svg(name: str, size: int = 20) -> SafeString:
    """The icon as inline SVG; hidden from screen readers, for the word stands beside it."""
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
        ' focusable="false">{1}</svg>',
        size,
        mark_safe(drawing(name)),  # noqa: S308  # from the installed package
    )
