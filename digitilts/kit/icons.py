"""Line drawings from Lucide (ISC licence), kept in one file, drawn into the page itself."""

import json
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FILE = Path(__file__).with_name("icons.json")
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
    """No drawing of that name in icons.json; the message names the nearest ones."""


@cache
def drawings() -> dict[str, str]:
    """Name of the icon and the inside of its SVG, 24 by 24 units."""
    found: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@cache
def icon_svg(name: str, size: int = 20) -> SafeString:
    """The icon as inline SVG; hidden from screen readers, for the word stands beside it."""
    inner = drawings().get(OTHER_NAMES.get(name, name))
    if inner is None:
        raise UnknownIconError(f"{name!r}; near: {', '.join(get_close_matches(name, drawings(), n=5))}")
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
        ' focusable="false">{1}</svg>',
        size,
        mark_safe(inner),  # noqa: S308  # our own file
    )
