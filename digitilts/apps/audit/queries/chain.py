"""The chain over the record of what happened: to seal it, and to check that nobody changed it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.conf import settings

from digitilts.apps.audit.models import Entry, Seal
from digitilts.apps.audit.rules import Break, Fact, Link, first_break

Item = TypeVar("Item")


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
