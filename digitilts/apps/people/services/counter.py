"""Counter mode: a helper and one person at a shared computer."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record, record_viewing
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import CounterSession, Person, User
from digitilts.apps.people.rules import COUNTER_IDLE_MINUTES, COUNTER_LONGEST_MINUTES
from digitilts.apps.people.services.persons import can_serve
from digitilts.values.verdict import RefusedError

IDLE = timedelta(minutes=COUNTER_IDLE_MINUTES)
LONGEST = timedelta(minutes=COUNTER_LONGEST_MINUTES)


def open_counter(*, person_id: UUID, by: Actor, now: datetime) -> CounterSession:
    """From now on this helper sees only this person. An earlier session of the helper is closed.

    Raises RefusedError: not_yours.
    """
    with transaction.atomic():
        if by.user is None:
            raise RefusedError("not_yours")
        User.objects.select_for_update().get(pk=by.user.pk)
        _close_open(by, now)
        _forget_cached(by)
        if not can_serve(by, person_id):
            raise RefusedError("not_yours")
        person = Person.objects.get(pk=person_id)
        session = CounterSession.objects.create(
            helper=by.user, person=person, opened_at=now, expires_at=now + IDLE
        )
        record_viewing(by=by, person_id=person_id, page="people.counter", now=now)
        record(by=by, did="people.open_counter", on=session, about=person_id, now=now)
    _forget_cached(by)
    return session


def keep_counter_open(*, by: Actor, now: datetime) -> None:
    """Something was done: ten more idle minutes, but never longer than half an hour in all."""
    session = by.counter
    if session is None or session.expires_at <= now:
        return
    session.expires_at = min(now + IDLE, session.opened_at + LONGEST)
    session.save(update_fields=["expires_at"])


def finish_counter(*, by: Actor, now: datetime) -> None:
    """The person goes. Until the helper calls the next one or goes back to work, no staff page opens."""
    with transaction.atomic():
        session = by.counter
        if session is not None and session.expires_at > now:
            session.expires_at = now
            session.save(update_fields=["expires_at"])
            record(by=by, did="people.finish_counter", on=session, about=session.person_id, now=now)
    _forget_cached(by)


def leave_counter(*, by: Actor, now: datetime) -> None:
    """The helper is alone at the computer again and sees their own pages."""
    with transaction.atomic():
        _close_open(by, now)
    _forget_cached(by)


def _close_open(by: Actor, now: datetime) -> None:
    session = by.counter
    if session is not None:
        session.closed_at = now
        session.expires_at = min(session.expires_at, now)
        session.save(update_fields=["closed_at", "expires_at"])
        record(by=by, did="people.close_counter", on=session, about=session.person_id, now=now)


def _forget_cached(by: Actor) -> None:
    by.__dict__.pop("counter", None)
