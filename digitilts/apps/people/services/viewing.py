"""Notes who opened whose page, so that the person can see it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record_viewing
from digitilts.apps.people.access import Actor, can_see_person
from digitilts.values.verdict import RefusedError


def open_person(*, person_id: UUID, page: str, by: Actor, now: datetime) -> None:
    """Note that this page of a person is being opened. Raises RefusedError: not_yours."""
    if not can_see_person(by, person_id):
        raise RefusedError("not_yours")
    with transaction.atomic():
        record_viewing(by=by, person_id=person_id, page=page, now=now)
