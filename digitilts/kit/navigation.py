"""Menus made from settings: only what this person may open and what exists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext

from digitilts.kit.doors import HasRoles
from digitilts.values.roles import STAFF, Role


@dataclass(frozen=True)
class Item:
    label: str
    to: str
    icon: str
    is_current: bool


@dataclass
class Section:
    label: str
    items: list[Item] = field(default_factory=list)


def address(url_name: str, **arguments: object) -> str:
    """The address of a page, or nothing when the page does not exist."""
    try:
        return reverse(url_name, kwargs=arguments or None)
    except NoReverseMatch:
        return ""


def roles_of_door(to: str) -> frozenset[Role]:
    """Whom the page at this address opens for; a page open to all that are signed in opens for all staff."""
    door = getattr(resolve(to).func, "door", STAFF)
    return STAFF if isinstance(door, str) else door


def opens_for(actor: HasRoles, to: str) -> bool:
    """Does a page at this address exist, and does one of the actor's roles open it?"""
    return bool(to) and actor.has_role(*roles_of_door(to))


def staff_menu(actor: HasRoles, path: str) -> list[Section]:
    """Sections with the pages that one of the actor's roles opens."""
    allowed = [
        (section, Item(gettext(words), to, icon, is_current=False))
        for url_name, words, roles, icon, section in settings.NAVIGATION
        if (to := address(url_name)) and actor.has_role(*roles & roles_of_door(to))
    ]
    current = nearest(path, (item.to for _section, item in allowed))
    sections: dict[str, Section] = {}
    for section, item in allowed:
        marked = Item(item.label, item.to, item.icon, is_current=item.to == current)
        sections.setdefault(section, Section(gettext(section))).items.append(marked)
    return list(sections.values())


def public_menu(path: str) -> list[Item]:
    found = [
        (to, words, icon) for url_name, words, icon in settings.PUBLIC_NAVIGATION if (to := address(url_name))
    ]
    current = nearest(path, (to for to, _words, _icon in found))
    return [Item(gettext(words), to, icon, is_current=to == current) for to, words, icon in found]


def nearest(path: str, addresses: Iterable[str]) -> str:
    """The longest address the path begins with: a lesson's page marks "Lessons" as where we are."""
    return max(
        (to for to in addresses if path == to or (to != "/" and path.startswith(to))), key=len, default=""
    )
