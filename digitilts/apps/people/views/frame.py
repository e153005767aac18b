"""What stands around every page for somebody who is signed in: counter mode and the second factor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from digitilts.apps.people.access import COUNTER_PAGES, DESK_PAGES, Actor, actor_of
from digitilts.apps.people.services.counter import keep_counter_open

GetResponse = Callable[[HttpRequest], HttpResponse]
MARGIN = timedelta(seconds=2)


@dataclass(frozen=True)
class Banner:
    """What the line at the top says while somebody is served."""

    name: str
    minutes_left: int


class CounterMiddleware:
    """While a person is served, only pages about that person open; afterwards none, until the next one.

    Pages that have no door (sign-out, language) and pages for everyone always open: nobody is locked out.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        actor = _actor(request)
        if actor is not None and actor.serves_at_counter and actor.counter is not None:
            response["Cache-Control"] = "no-store"
            left = actor.counter.expires_at - timezone.now() + MARGIN
            # Works without JavaScript: a page left open leaves by itself.
            response["Refresh"] = (
                f"{max(1, ceil(left.total_seconds()))}; url={reverse('people:counter_ended')}"
            )
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        args: Sequence[Any],  # noqa: ARG002  # Django's own signature
        kwargs: Mapping[str, Any],  # noqa: ARG002  # Django's own signature
    ) -> HttpResponse | None:
        actor = _actor(request)
        door = getattr(view, "door", None)
        if actor is None or actor.counter is None or door in {None, "everyone"}:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not actor.serves_at_counter:
            return None if name in DESK_PAGES else redirect("people:counter_ended")
        if request.method == "POST":
            keep_counter_open(by=actor, now=timezone.now())
        return None if name in COUNTER_PAGES | DESK_PAGES else redirect("people:counter")


class StaffMfaMiddleware:
    """Staff without a second factor are led to set one up, where the municipality asks for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        args: Sequence[Any],  # noqa: ARG002  # Django's own signature
        kwargs: Mapping[str, Any],  # noqa: ARG002  # Django's own signature
    ) -> HttpResponse | None:
        # allauth's own pages wear no door: there the factor is set up.
        if not settings.STAFF_MFA or getattr(view, "door", None) in {None, "everyone"}:
            return None
        actor = _actor(request)
        if actor is None or not actor.is_staff or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_index")


def counter_banner(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the banner, if somebody is being served, and where its template lies."""
    actor = _actor(request)
    if actor is None or not actor.serves_at_counter or actor.counter is None:
        return {"banners": [], "counter": None}
    left = actor.counter.expires_at - timezone.now()
    name = actor.counter.person.name
    return {
        "banners": ["people/counter_banner.html"],
        "counter": Banner(name, max(1, ceil(left.total_seconds() / 60))),
    }


def _actor(request: HttpRequest) -> Actor | None:
    """The signed-in actor; pages of broken requests have none."""
    if not hasattr(request, "actor") or not request.user.is_authenticated:
        return None
    return actor_of(request)
