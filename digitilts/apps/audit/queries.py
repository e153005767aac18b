"""Reads the record of what happened: for the trail page, and to check that nobody changed it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from digitilts.apps.audit.models import Entry, Seal
from digitilts.apps.audit.rules import Break, Fact, Link, first_break
from digitilts.kit.tables import Cell, Column, Row, Table
from digitilts.values.roles import Role

READERS = (Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR)
PAGE_SIZE = 50
Item = TypeVar("Item")


class Reader(Protocol):
    """Who reads: satisfied by people.access.Actor."""

    def within(self, path_field: str, *roles: Role) -> Q: ...


@dataclass(frozen=True, kw_only=True)
class Search:
    """What the reader looks for; empty means everything."""

    did: str = ""
    object_id: str = ""
    since: date | None = None
    until: date | None = None


def keys() -> list[bytes]:
    """The present key first, then earlier ones."""
    return [key.encode() for key in settings.AUDIT_KEYS]


def fact_of(entry: Entry) -> Fact:
    return Fact(
        id=entry.pk,
        at=entry.at,
        user_id=entry.user_id,
        person_id=entry.person_id,
        role=entry.role,
        did=entry.did,
        object_kind=entry.object_kind,
        object_id=entry.object_id,
        territory_path=entry.territory_path,
        details=entry.details,
    )


def newest_seal() -> Seal | None:
    """The head of the chain: write it down elsewhere, and nobody can cut the end off unseen."""
    return Seal.objects.order_by("-number").first()


def unsealed(limit: int) -> list[Entry]:
    return list(Entry.objects.filter(seal=None).order_by("id")[:limit])


def broken_link(*, head: tuple[int, str] | None = None) -> Break | None:
    """Recompute the whole chain.  None if it holds; about 30 000 links a second."""
    known = Link(head[0], head[1], None) if head else None
    return first_break(_links(), keys=keys(), head=known)


def _links() -> Iterator[Link]:
    seals = Seal.objects.order_by("number").values_list("number", "mac", "entry_id")
    for some in batched(seals.iterator(), 1000):
        entries = Entry.objects.in_bulk([link[2] for link in some])
        for number, mac, entry_id in some:
            yield Link(number, mac, fact_of(entries[entry_id]) if entry_id in entries else None)


def batched(rows: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(rows)
    while some := list(islice(iterator, size)):
        yield some


def entries_visible_to(reader: Reader) -> QuerySet[Entry]:
    """Only what happened in the reader's own territories."""
    return Entry.objects.filter(reader.within("territory_path", *READERS))


def trail(reader: Reader, search: Search, *, page_number: int) -> tuple[Page[Entry], Table]:
    """One page of the trail, newest first."""
    found = entries_visible_to(reader).select_related("seal")
    if search.did:
        found = found.filter(did__startswith=search.did)
    if search.object_id:
        found = found.filter(object_id=search.object_id)
    if search.since:
        found = found.filter(at__date__gte=search.since)
    if search.until:
        found = found.filter(at__date__lte=search.until)
    page = Paginator(found, PAGE_SIZE).get_page(page_number)
    return page, _table(list(page.object_list))


def _table(entries: list[Entry]) -> Table:
    users = get_user_model()._default_manager.in_bulk({entry.user_id for entry in entries if entry.user_id})
    return Table(
        caption=_("Entries, newest first"),
        columns=[
            Column("at", _("Time"), kind="date"),
            Column("who", _("Who")),
            Column("role", _("In which role (code)")),
            Column("did", _("What was done (code)")),
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
            Cell(entry.role),
            Cell(entry.did),
            Cell(f"{entry.object_kind} {entry.object_id}"),
            Cell(details),
            Cell(str(entry.seal.number) if hasattr(entry, "seal") else "–"),
        ]
    )
