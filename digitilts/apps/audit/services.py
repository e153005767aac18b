"""Adds to the record of what happened. Called by every service, inside its transaction."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Model

from digitilts.apps.audit.models import Entry, Viewing

Code = str | int | bool | None | list[str] | list[int]


class By(Protocol):
    """Who acts: satisfied by people.access.Actor."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def acting_role(self) -> str: ...


def record(  # noqa: PLR0913  # the six facts of an entry
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
        details=details,
    )


def record_viewing(*, by: By, person_id: UUID, page: str, now: datetime) -> None:
    """Somebody opened a person's page. Called from the POST that opens it, never from a GET."""
    Viewing.objects.create(at=now, user_id=by.user_id, person_id=person_id, page=page)
