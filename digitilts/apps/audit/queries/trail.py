"""The record of what happened as a page of words."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from digitilts.apps.audit.models import Entry
from digitilts.apps.audit.queries.words import act_in_words, role_in_words
from digitilts.kit.tables import Cell, Column, Row, Table
from digitilts.values.roles import Role

READERS = (Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR)
PAGE_SIZE = 50
MOST_USERS = 200  # whose names match what was typed


class Reader(Protocol):
    """Who reads: satisfied by people.access.Actor."""

    def within(self, path_field: str, *roles: Role) -> Q: ...


@dataclass(frozen=True, kw_only=True)
class Search:
    """What the reader looks for; empty means everything."""

    did: str = ""
    who: str = ""
    object_id: str = ""
    since: date | None = None
    until: date | None = None


def entries_visible_to(reader: Reader) -> QuerySet[Entry]:
    """Only what happened in the reader's own territories."""
    return Entry.objects.filter(reader.within("territory_path", *READERS))


def trail(reader: Reader, search: Search, *, page_number: int) -> tuple[Page[Entry], Table]:
    """One page of the trail, newest first."""
    found = entries_visible_to(reader).select_related("seal")
    if search.did:
        found = found.filter(did__startswith=search.did)
    if search.who:
        found = found.filter(user_id__in=_users_named(search.who))
    if search.object_id:
        found = found.filter(object_id=search.object_id)
    if search.since:
        found = found.filter(at__date__gte=search.since)
    if search.until:
        found = found.filter(at__date__lte=search.until)
    page = Paginator(found, PAGE_SIZE).get_page(page_number)
    return page, _table(list(page.object_list))


def _users_named(text: str) -> list[int]:
    """Numbers of the users whose name or user name holds every word."""
    found = get_user_model()._default_manager.order_by("pk")
    for word in text.split():
        found = found.filter(Q(display_name__icontains=word) | Q(username__icontains=word))
    return list(found.values_list("pk", flat=True)[:MOST_USERS])


def _table(entries: list[Entry]) -> Table:
    users = get_user_model()._default_manager.in_bulk({entry.user_id for entry in entries if entry.user_id})
    return Table(
        caption=_("Entries, newest first"),
        columns=[
            Column("at", _("Time"), kind="date"),
            Column("who", _("Who")),
            Column("role", _("In which role")),
            Column("did", _("What was done")),
            Column("record", _("Record")),
            Column("details", _("Details")),
            Column("seal", _("Seal"), kind="number"),
        ],
        rows=[_row(entry, str(users.get(entry.user_id, "–"))) for entry in entries],
        empty=_("Nothing was found. Empty the fields above to see everything in your territories."),
    )


def _row(entry: Entry, who: str) -> Row:
    details = ", ".join(f"{name}={value}" for name, value in sorted(entry.details.items()))
    return Row(
        [
            Cell(localtime(entry.at).strftime("%d.%m.%Y %H:%M:%S")),
            Cell(who),
            Cell(role_in_words(entry.role)),
            Cell(act_in_words(entry.did)),
            Cell(f"{entry.object_kind} {entry.object_id}"),
            Cell(details),
            Cell(str(entry.seal.number) if hasattr(entry, "seal") else "–"),
        ]
    )
