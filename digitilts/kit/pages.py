"""How any page is made: plain data in, HTML out, no query on the way."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from digitilts.kit.frame import Frame


class QueryWhileRenderingError(Exception):
    """A template tried to fetch. Prepare the value in the app's queries.py instead."""


def refuse_queries(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, ARG001
    raise QueryWhileRenderingError(sql[:300])


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render `app/page.html`, or `app/page.html#part` for htmx. Dev and tests refuse SQL meanwhile."""
    filled = dict(context or {})
    # People and their roles are loaded here, before the guard closes.
    _ = request.user.is_authenticated
    if actor := getattr(request, "actor", None):
        _ = actor.roles
    if not settings.RENDER_GUARD:
        return render(request, template, filled, status=status)
    with connections["default"].execute_wrapper(refuse_queries):
        return render(request, template, filled, status=status)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame shows: the phone number, the helper's name, demo mark, language switch."""
    return {
        "help_phone": settings.HELP_PHONE.replace(" ", "\u00a0"),  # never broken over two lines
        "help_name": settings.HELP_NAME,
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "actor": getattr(request, "actor", None),
        "frame": Frame(request),
    }


# Django calls these with arguments that our pages do not show.
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "kit/problem.html", {"kind": "bad_request"}, status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "kit/problem.html", {"kind": "not_allowed"}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "kit/problem.html", {"kind": "not_found"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/problem.html", {"kind": "broken"}, status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return render(request, "kit/problem.html", {"kind": "form_too_old"}, status=403)
