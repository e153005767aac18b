"""What the frame of every page shows: menus, help, language, size of the text, a mark on demo data."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from digitilts.kit.bundles import bundle
from digitilts.kit.names import dative
from digitilts.kit.navigation import Item, Section, address, public_menu, roles_of_door, staff_menu

SIZES = ("normal", "large", "larger")
SIZE_COOKIE = "text_size"


def bundle_address(name: str) -> str:
    """Where the browser finds kit.css or kit.js."""
    return bundle(name).address


class Frame:
    """Read by the layouts only. Everything is made when asked for; nothing here queries."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Any = getattr(request, "actor", None)

    @property
    def is_signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @property
    def is_staff(self) -> bool:
        return bool(self.actor and self.actor.is_staff)

    @property
    def finds_people(self) -> bool:
        """A search box only for whom its page opens; at the counter there is only the person in front."""
        to = self.links["person_list"]
        is_open = bool(to and self.is_staff and self.actor.has_role(*roles_of_door(to)))
        return is_open and not getattr(self.actor, "counter", None)

    @cached_property
    def menu(self) -> list[Section]:
        return staff_menu(self.actor, self.request.path) if self.is_staff else []

    @cached_property
    def public_menu(self) -> list[Item]:
        return public_menu(self.request.path)

    @property
    def help_phone_link(self) -> str:
        return "tel:" + "".join(settings.HELP_PHONE.split())

    @property
    def help_name_dative(self) -> str:
        is_latvian = (get_language() or "lv").startswith("lv")
        return dative(settings.HELP_NAME) if is_latvian else settings.HELP_NAME

    @property
    def other_languages(self) -> list[dict[str, str]]:
        """The same page in the other languages."""
        here = self.request.get_full_path()
        now = get_language()
        return [
            {"code": code, "name": name, "to": translate_url(here, code)}
            for code, name in settings.LANGUAGES
            if code != now
        ]

    @property
    def size(self) -> str:
        chosen = self.request.COOKIES.get(SIZE_COOKIE, "")
        return chosen if chosen in SIZES else "normal"

    @property
    def next_size(self) -> str:
        return SIZES[(SIZES.index(self.size) + 1) % len(SIZES)]

    @property
    def here(self) -> str:
        """This page as a place to come back to; an answer to a form is no such place."""
        return self.request.get_full_path() if self.request.method == "GET" else self.request.path

    @property
    def idle_seconds(self) -> int:
        if not self.is_signed_in:
            return 0
        return int(settings.IDLE_SECONDS_STAFF if self.is_staff else settings.IDLE_SECONDS_RESIDENT)

    @property
    def links(self) -> dict[str, str]:
        """Pages the frame names; one that does not exist is simply not linked."""
        names = {
            "home": "front:home",
            "start": "front:start",
            "about": "front:about",
            "accessibility": "front:accessibility",
            "privacy": "front:privacy",
            "ask": "notices:ask",
            "my_page": "people:my_page",
            "person_list": "people:person_list",
            "login": "account_login",
            "logout": "account_logout",
            "text_size": "kit:text_size",
            "still_here": "kit:still_here",
            "demo": "demo:roles",
        }
        return {key: address(name) for key, name in names.items()}
