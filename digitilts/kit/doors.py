"""Who may open a page. Every view wears exactly one of these; the permission matrix reads them.

A door checks the role. Which rows a person sees is the query's duty (`visible_to(actor)`), so somebody
else's object is "not found", never "forbidden".
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from digitilts.values.roles import STAFF, Role

P = ParamSpec("P")
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class HasRoles(Protocol):
    def has_role(self, *roles: Role) -> bool: ...


class WithActor(Protocol):
    actor: HasRoles


def open_to_everyone(view: View[P]) -> View[P]:
    """Public: no account, no session needed."""
    view.door = "everyone"  # type: ignore[attr-defined]
    return view


def open_to_signed_in(view: View[P]) -> View[P]:
    """Any signed-in person, resident or staff; the view shows only what is theirs."""
    return _guarded(view, "signed_in", lambda _request: True)


def open_to(
    *roles: Role, auditor_leaves_a_trace: bool = False, only_searches: bool = False
) -> Callable[[View[P]], View[P]]:
    """Signed-in people who hold one of these roles somewhere.

    An auditor changes nothing: whoever enters only as auditor may read, not send. The exceptions are a page
    whose sending writes down that the auditor looked, and a search that keeps names out of the address.
    """
    allowed = frozenset(roles)
    senders = allowed if auditor_leaves_a_trace or only_searches else allowed - {Role.AUDITOR}

    def may_enter(request: HttpRequest) -> bool:
        is_reading = request.method in READING_METHODS
        return bool(cast("Any", request).actor.has_role(*(allowed if is_reading else senders)))

    def wrap(view: View[P]) -> View[P]:
        return _guarded(view, allowed, may_enter)

    return wrap


def open_to_staff(view: View[P]) -> View[P]:
    return open_to(*STAFF)(view)


def _guarded(view: View[P], door: object, may_enter: Callable[[HttpRequest], bool]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_enter(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.door = door  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


__all__ = ["HttpResponse", "open_to", "open_to_everyone", "open_to_signed_in", "open_to_staff"]
