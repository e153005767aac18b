"""Pages of a signed-in person leave nothing behind on a shared computer, and close by themselves."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

CLEAR_ALL = '"cache", "cookies", "storage"'
SEEN = "seen_at"
WRITE_EVERY = 60  # seconds; the idle clock need not be finer


class PrivatePagesMiddleware:
    """`no-store` for everyone who is signed in; sign-out also clears cookies, cache and storage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        is_signed_in = request.user.is_authenticated
        if (was_signed_in or is_signed_in) and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        if was_signed_in and not is_signed_in:
            response["Clear-Site-Data"] = CLEAR_ALL
        return response


class IdleMiddleware:
    """Signs out whoever has done nothing for a while: staff after 15 minutes, residents after 30.

    Every page that is opened begins the time anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        if self._has_been_idle(request, now):
            logout(request)
            next_page = request.get_full_path() if request.method == "GET" else "/"
            # The word travels in the address: Clear-Site-Data also clears the cookie of flash messages.
            return redirect_to_login(next_page, f"{resolve_url(settings.LOGIN_URL)}?idle=1")
        self._note(request, now)
        return self.get_response(request)

    def _has_been_idle(self, request: HttpRequest, now: datetime) -> bool:
        seen = request.session.get(SEEN)
        if seen is None:
            return False
        is_staff = cast("Any", request).actor.is_staff
        limit = settings.IDLE_SECONDS_STAFF if is_staff else settings.IDLE_SECONDS_RESIDENT
        return bool(now.timestamp() - seen > limit)

    def _note(self, request: HttpRequest, now: datetime) -> None:
        seen = request.session.get(SEEN)
        if seen is None or now.timestamp() - seen >= WRITE_EVERY:
            request.session[SEEN] = int(now.timestamp())
