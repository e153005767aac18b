"""Adds to the record of what happened (every service does, inside its transaction), and seals it."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from digitilts.apps.audit.models import Entry, Seal, Viewing
from digitilts.apps.audit.queries.chain import fact_of, keys, newest_seal, unsealed
from digitilts.apps.audit.rules import START, mac_of
from digitilts.kit.one_at_a_time import is_my_turn

Code = str | int | bool | None | list[str] | list[int]
SEALED_AT_ONCE = 2000
# Relations that lead from an object to the territory it belongs to, nearest first.
TOWARDS_TERRITORY = (
    "territory",
    "lesson",
    "activity",
    "plan",
    "action",
    "area",
    "indicator",
    "plan_indicator",
    "diary",
    "registration",
    "conversation",
    "venue",
    "home",
    "entered_in",
    "person",
    "acts_for",
    "kept",
    "message",
)
FARTHEST = 4  # steps from an object to its territory: tag → diary → lesson → activity → territory


class By(Protocol):
    """Who acts: satisfied by people.access.Actor."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def acting_role(self) -> str: ...
    @property
    def roles(self) -> tuple[tuple[str, str], ...]: ...


def record(
    *,
    by: By,
    did: str,
    on: Model,
    now: datetime,
    about: UUID | None = None,
    **details: Code,
) -> Entry:
    """Write one entry. `details` are codes and numbers; never a name, a phone number or free text."""
    return Entry.objects.create(
        at=now,
        user_id=by.user_id,
        role=by.acting_role,
        person_id=about,
        did=did,
        object_kind=on._meta.label_lower,
        object_id=str(on.pk),
        territory_path=territory_path_of(on) or (by.roles[0][1] if by.roles else ""),
        details=details,
    )


def territory_path_of(thing: Model, steps: int = FARTHEST) -> str:
    """Path of the territory that a row belongs to, found along its relations; "" if none leads there."""
    if thing._meta.label_lower == "places.territory":
        return str(getattr(thing, "path", ""))
    if not steps:
        return ""
    named = {field.name for field in thing._meta.concrete_fields if field.many_to_one or field.one_to_one}
    for name in TOWARDS_TERRITORY:
        nearer = getattr(thing, name, None) if name in named else None
        if isinstance(nearer, Model) and (path := territory_path_of(nearer, steps - 1)):
            return path
    return ""


def record_viewing(*, by: By, person_id: UUID, page: str, now: datetime) -> None:
    """Somebody opened a person's page. Called from the POST that opens it, never from a GET."""
    Viewing.objects.create(at=now, user_id=by.user_id, person_id=person_id, page=page)


@transaction.atomic
def seal(*, now: datetime) -> int:
    """Add a link to the chain for every entry that has none.  Returns how many; safe in many processes."""
    if not is_my_turn("audit.seal"):
        return 0
    last = newest_seal()
    number, previous = (last.number, last.mac) if last else (0, START)
    key = keys()[0]
    links = []
    for entry in unsealed(SEALED_AT_ONCE):
        number += 1
        previous = mac_of(number=number, previous=previous, fact=fact_of(entry), key=key)
        links.append(Seal(number=number, entry=entry, mac=previous, sealed_at=now))
    Seal.objects.bulk_create(links, batch_size=200)
    return len(links)
