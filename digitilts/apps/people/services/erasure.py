"""Forgets one person everywhere, so that counts stay and nothing of them does."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Field, Model, QuerySet
from django.utils.module_loading import import_string

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import EDITS_PEOPLE, Actor, can_see_person
from digitilts.apps.people.models import Person, RoleAssignment
from digitilts.apps.people.queries.links import Link, links_to_people, rows_below
from digitilts.apps.people.rules import Delete, ToGhost
from digitilts.values.codes import new_code
from digitilts.values.verdict import RefusedError

Rows = QuerySet[Model]


def erase_person(*, person_id: UUID, by: Actor, now: datetime) -> UUID:
    """Forget a person for good. Gives the id of the nameless person who keeps their place in the counts.

    Records that were merged into this one are the same human and are forgotten with it.
    General Data Protection Regulation, article 17.
    Raises RefusedError: not_yours, ends_roles_first.
    """
    with transaction.atomic():
        person = _erasable_person(person_id, by)
        if RoleAssignment.objects.filter(user__person=person).exists():
            raise RefusedError("ends_roles_first")
        ghost = Person.objects.create(given_name="", home=person.home, is_ghost=True, entered_at=now)
        _let_others_prepare(person_id, by, now)
        doomed = [*_merged_into(person), person]
        _forget_sessions(doomed)
        for each in doomed:
            _forget_links(each, ghost)
            Person.objects.filter(pk=each.pk).delete()
        record(by=by, did="people.erase_person", on=ghost, about=person_id, now=now, records=len(doomed))
        transaction.on_commit(_leave_no_bytes)
    return ghost.id


def _erasable_person(person_id: UUID, by: Actor) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id, is_ghost=False, merged_into=None).first()
    if person is None or not (by.person_id == person_id or can_see_person(by, person_id, *EDITS_PEOPLE)):
        raise RefusedError("not_yours")
    return person


def _let_others_prepare(person_id: UUID, by: Actor, now: datetime) -> None:
    """Apps above give free what the person still holds (seats of coming lessons), while they have a name."""
    for name in getattr(settings, "BEFORE_ERASURE", ()):
        import_string(name)(person_id=person_id, by=by, now=now)


def _merged_into(person: Person) -> list[Person]:
    """Everybody who was merged into this person, however long ago, the earliest last in the chain first."""
    found: list[Person] = []
    for earlier in Person.objects.filter(merged_into=person):
        found += [*_merged_into(earlier), earlier]
    return found


def _forget_links(person: Person, ghost: Person) -> None:
    for link in links_to_people():
        if link.model is Person:
            continue
        rows = link.rows(person.pk)
        if not link.is_owner:
            _forget_mention(link, rows, ghost)
        elif isinstance(link.policy, Delete):
            rows.delete()
        else:
            _hand_to_ghost(link, rows, link.policy, ghost)


def _forget_mention(link: Link, rows: Rows, ghost: Person) -> None:
    """The row is another person's; only the mention goes, and what it brought with it."""
    if isinstance(link.policy, ToGhost):
        _blank(rows, link.policy.blank_if_other.get(link.column, ()))
    rows.update(**{link.column: None if link.is_nullable else ghost.pk})


def _hand_to_ghost(link: Link, rows: Rows, policy: ToGhost, ghost: Person) -> None:
    for below, column in rows_below(link.model):
        below_policy = getattr(below, "on_erasure", None)
        if isinstance(below_policy, ToGhost):
            _blank(below._base_manager.filter(**{f"{column}__in": rows}), below_policy.blank)
    _blank(rows, policy.blank)
    rows.update(**{link.column: ghost.pk})


def _blank(rows: Rows, names: Iterable[str]) -> None:
    """Empty these columns; one that must stay unique gets a new code that leads nowhere."""
    for name in names:
        field = rows.model._meta.get_field(name)
        if getattr(field, "unique", False):
            for pk in rows.values_list("pk", flat=True):
                rows.model._base_manager.filter(pk=pk).update(**{name: new_code()})
        else:
            rows.update(**{name: _nothing(field)})


def _nothing(field: object) -> object:
    if isinstance(field, Field) and field.null:
        return None
    empty = field.get_default() if isinstance(field, Field) and field.has_default() else ""
    return empty if not isinstance(empty, str) else ""


def _forget_sessions(people: Iterable[Person]) -> None:
    """Sessions of these people, and any that carries an address of theirs (somebody asked for a code)."""
    people = list(people)
    users = {
        str(pk) for pk in Person.objects.filter(pk__in=[p.pk for p in people]).values_list("user", flat=True)
    }
    marks = {str(person.pk) for person in people}
    marks |= {mark for person in people for mark in (person.email, person.phone) if mark}
    for session in Session.objects.all().iterator():
        held = session.get_decoded()
        text = str(held).casefold()
        if held.get("_auth_user_id") in users or any(mark.casefold() in text for mark in marks):
            session.delete()
    cache.clear()


def _leave_no_bytes() -> None:
    """SQLite keeps old pages in its log until a checkpoint; `secure_delete` has zeroed them in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
