"""One stylesheet and one script for all pages, put together in memory from the small files of the kit.

Why not a build step: none to forget, none to install. Why not several links or @import: a village line pays
for every request. The address carries a fingerprint of the content, so a browser asks for it only once.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse

FOLDER = Path(__file__).parent / "static" / "kit"
PREFIX = "kit/bundle/"
KINDS = {"kit.css": ("text/css", "css"), "kit.js": ("text/javascript", "js")}


@dataclass(frozen=True)
class Bundle:
    """A finished file with its fingerprint, plain and compressed."""

    name: str
    content: bytes
    fingerprint: str
    as_brotli: bytes
    as_gzip: bytes

    @property
    def address(self) -> str:
        stem, ending = self.name.rsplit(".", 1)
        return f"{settings.STATIC_URL}{PREFIX}{stem}.{self.fingerprint}.{ending}"


def bundle(name: str) -> Bundle:
    """The current bundle; a developer's change to a file is seen at the next page."""
    parts = parts_of(name)
    changed = max(part.stat().st_mtime_ns for part in parts) if settings.DEBUG else 0
    return _made(name, changed)


def parts_of(name: str) -> list[Path]:
    """The files of a bundle in the order they are joined: tokens first, print last."""
    if name == "kit.js":
        return sorted((FOLDER / "js").glob("*.js"))
    css = FOLDER / "css"
    ends = [css / "tokens.css", css / "base.css", css / "layout.css", css / "layout-staff.css"]
    return [*ends, *sorted((css / "components").glob("*.css")), css / "print.css"]


@cache
def _made(name: str, _changed: int) -> Bundle:
    parts = [part.read_text(encoding="utf-8") for part in parts_of(name)]
    if name == "kit.js":
        parts = [f"(() => {{\n{part}}})();\n" for part in parts]
    content = "".join(parts).encode()
    return Bundle(
        name=name,
        content=content,
        fingerprint=hashlib.sha256(content).hexdigest()[:12],
        as_brotli=brotli.compress(content),
        as_gzip=gzip.compress(content, mtime=0),
    )


class BundlesMiddleware:
    """Answers for the bundles before sessions and users are looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = f"{settings.STATIC_URL}{PREFIX}"
        if not request.path.startswith(start):
            return self.get_response(request)
        stem, _fingerprint, ending = [*request.path.removeprefix(start).split("."), "", ""][:3]
        name = f"{stem}.{ending}"
        if name not in KINDS:
            return HttpResponse(status=404)
        return self._answer(request, bundle(name))

    def _answer(self, request: HttpRequest, found: Bundle) -> HttpResponse:
        """An old fingerprint gets today's file too, but is not to be kept."""
        accepted = request.headers.get("Accept-Encoding", "")
        coding, body = "", found.content
        if "br" in accepted:
            coding, body = "br", found.as_brotli
        elif "gzip" in accepted:
            coding, body = "gzip", found.as_gzip
        response = HttpResponse(body, content_type=f"{KINDS[found.name][0]}; charset=utf-8")
        if coding:
            response["Content-Encoding"] = coding
        is_current = request.path == found.address
        response["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-cache"
        response["Vary"] = "Accept-Encoding"
        return response
