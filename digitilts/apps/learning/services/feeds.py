"""Makes and revokes the secret addresses of calendars."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.learning.models import CalendarFeed
from digitilts.apps.people.access import EDITS_PEOPLE, Actor, can_see_person
from digitilts.apps.people.models import Person, User
from digitilts.values.verdict import RefusedError

SECRET_BYTES = 32


def feed_of_person(*, person_id: UUID, by: Actor, now: datetime, anew: bool = False) -> CalendarFeed:
    """The calendar of a person; `anew` makes the earlier address useless.  Raises RefusedError: not_yours."""
    if by.person_id != person_id and not can_see_person(by, person_id, *EDITS_PEOPLE):
        raise RefusedError("not_yours")
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person_id)
        return _feed(by=by, now=now, anew=anew, person_id=person_id)


def feed_of_trainer(*, by: Actor, now: datetime, anew: bool = False) -> CalendarFeed:
    """The calendar of the lessons that the actor leads.  Raises RefusedError: not_yours."""
    if by.user_id is None:
        raise RefusedError("not_yours")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.user_id)
        return _feed(by=by, now=now, anew=anew, user_id=by.user_id)


def _feed(
    *, by: Actor, now: datetime, anew: bool, person_id: UUID | None = None, user_id: int | None = None
) -> CalendarFeed:
    valid = CalendarFeed.objects.filter(person=person_id, user=user_id, revoked_at=None)
    if anew:
        valid.update(revoked_at=now)
    elif feed := valid.first():
        return feed
    feed = CalendarFeed.objects.create(
        secret=secrets.token_urlsafe(SECRET_BYTES), person_id=person_id, user_id=user_id, made_at=now
    )
    record(by=by, did="learning.make_calendar", on=feed, about=person_id, now=now)
    return feed
