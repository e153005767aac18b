"""Gives people places in lessons, moves and ends them. Rules: docs/rules/registration.md."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import RegistrationStatus, Travel
from digitilts.apps.learning.rules.registration import may_cancel, may_move
from digitilts.apps.learning.services.entering import (
    Told,
    WhenFull,
    already_made,
    enter_people,
    refuse_who_may_not,
    refuse_wrong_slot,
    write_place,
)
from digitilts.apps.learning.services.places import leave, lock_place, refuse_strangers
from digitilts.apps.learning.services.seats import Locked, dates_covered, room_in, take_seats
from digitilts.apps.learning.services.telling import tell_of_place
from digitilts.apps.learning.services.waiting import offer_in
from digitilts.apps.people.access import Actor
from digitilts.values.channels import Heard
from digitilts.values.verdict import RefusedError


def register(  # noqa: PLR0913  # the facts of a registration
    *,
    lesson_id: int,
    person_id: UUID,
    heard: Heard,
    by: Actor,
    now: datetime,
    submission_key: UUID,
    travel: Travel = Travel.NOT_SAID,
    with_companion: bool = False,
    on_word_of: UUID | None = None,
    slot_at: datetime | None = None,
    group_key: UUID | None = None,
) -> Registration:
    """One person's place: a seat, or the end of the waiting list. In a course, on every remaining date.

    The same submission key gives the same registration again.
    Raises RefusedError with the reasons of docs/rules/registration.md, or not_yours.
    """
    told = Told(
        heard=heard,
        by=by,
        now=now,
        submission_key=submission_key,
        travel=travel,
        with_companion=with_companion,
        on_word_of=on_word_of,
        slot_at=slot_at,
    )
    return enter_people(lesson_id, [person_id], told, group_key)[0]


def register_group(  # noqa: PLR0913  # the facts of a registration
    *,
    lesson_id: int,
    person_ids: Sequence[UUID],
    heard: Heard,
    by: Actor,
    now: datetime,
    submission_key: UUID,
    travel: Travel = Travel.NOT_SAID,
    with_companion: bool = False,
    on_word_of: UUID | None = None,
    when_full: WhenFull = WhenFull.ASK,
) -> list[Registration]:
    """Places for several people, all or none, in the order of `person_ids`.

    Raises RefusedError: not_all_fit (details: left) when they should choose to wait together or to split.
    """
    told = Told(
        heard=heard,
        by=by,
        now=now,
        submission_key=submission_key,
        travel=travel,
        with_companion=with_companion,
        on_word_of=on_word_of,
        when_full=when_full,
    )
    return enter_people(lesson_id, person_ids, told, uuid4() if len(person_ids) > 1 else None)


def cancel_registration(*, registration_id: UUID, how: Heard, by: Actor, now: datetime) -> Registration:
    """Give the place up (in a course: all remaining dates); the next in line is offered it.

    Giving it up twice is the same as once.  Raises RefusedError: not_yours, lesson_over, not_active.
    """
    with transaction.atomic():
        place, lessons = lock_place(registration_id, now)
        refuse_strangers(place, lessons, how=how, by=by)
        first, lesson = place[0], lessons[place[0].lesson_id]
        if first.status == RegistrationStatus.CANCELLED:
            return first
        may_cancel(first.status, starts_at=lesson.starts_at, now=now).or_refuse()
        leave(place, lessons, status=RegistrationStatus.CANCELLED, how=how, now=now)
        tell_of_place("registration_cancelled", place, lesson, by=by, now=now)
        record(by=by, did="learning.cancel_registration", on=first, about=first.person_id, now=now, how=how)
        offer_in(lessons, by=by, now=now)
    return first


def move_registration(  # the facts of a move
    *,
    registration_id: UUID,
    to_lesson_id: int,
    how: Heard,
    by: Actor,
    now: datetime,
    submission_key: UUID,
    slot_at: datetime | None = None,
) -> Registration:
    """Change the date in one step: the new seat is taken before the old one is freed.

    Raises RefusedError: no_seat_there and the reasons of registering and cancelling; nothing changes then.
    """
    with transaction.atomic():
        covered = dates_covered(to_lesson_id, now)
        place, lessons = lock_place(registration_id, now, also=(to_lesson_id, *covered))
        refuse_strangers(place, lessons, how=how, by=by)
        first, old = place[0], lessons[place[0].lesson_id]
        if earlier := already_made(lessons[to_lesson_id], [first.person_id], submission_key):
            return earlier[0]
        may_move(
            first.status, from_id=old.pk, to_id=to_lesson_id, starts_at=old.starts_at, now=now
        ).or_refuse()
        told = _same_wish(first, how=how, by=by, now=now, key=submission_key, slot_at=slot_at)
        new_place = _take_new_place(first, {pk: lessons[pk] for pk in covered}, to_lesson_id, told)
        _leave_old_place(place, lessons, new_place, now=now)
        moved = next(row for row in new_place if row.lesson_id == to_lesson_id)
        tell_of_place(
            "registration_moved",
            new_place,
            lessons[new_place[0].lesson_id],
            by=by,
            now=now,
            was_at=old.starts_at,
        )
        record(
            by=by,
            did="learning.move_registration",
            on=moved,
            about=first.person_id,
            now=now,
            how=how,
            from_lesson=old.pk,
        )
        offer_in(lessons, by=by, now=now)
    return moved


def _same_wish(  # the facts of a move
    place: Registration, *, how: Heard, by: Actor, now: datetime, key: UUID, slot_at: datetime | None
) -> Told:
    """What was said about the old place holds for the new one."""
    return Told(
        heard=how,
        by=by,
        now=now,
        submission_key=key,
        travel=place.travel,
        with_companion=place.with_companion,
        on_word_of=place.on_word_of_id,
        slot_at=slot_at,
    )


def _take_new_place(first: Registration, lessons: Locked, chosen_id: int, told: Told) -> list[Registration]:
    """A seat on the other date, after those who wait there; a move never ends in a waiting list."""
    refuse_who_may_not(first.person, lessons, told)
    offer_in(lessons, by=told.by, now=told.now)
    if room_in(lessons.values()) < 1:
        raise RefusedError("no_seat_there")
    refuse_wrong_slot(lessons[chosen_id], 1, told)
    take_seats(list(lessons.values()), 1)
    return write_place(first.person, lessons, told, gets_seat=True, group_key=None)


def _leave_old_place(
    old: list[Registration], lessons: Locked, new: list[Registration], *, now: datetime
) -> None:
    leave(old, lessons, status=RegistrationStatus.MOVED, how="", now=now)
    for row, moved_to in zip(old, new, strict=False):  # courses may differ in length
        row.moved_to = moved_to
        row.save(update_fields=["moved_to"])
