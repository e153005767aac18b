"""Writes the rows of a registration: seats or numbers in the waiting list, for one person or a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import ACTIVE, HOLDS_SEAT, Form, RegistrationStatus, Travel
from digitilts.apps.learning.rules.registration import (
    LessonFacts,
    Wish,
    may_register,
    may_take_slot,
    slot_times,
)
from digitilts.apps.learning.services.seats import (
    Locked,
    dates_covered,
    lock_lessons,
    next_waiting_number,
    room_in,
    take_seats,
)
from digitilts.apps.learning.services.telling import place_in_line, tell_of_place
from digitilts.apps.learning.services.waiting import offer_in
from digitilts.apps.people.access import EDITS_PEOPLE, Actor, can_see_person
from digitilts.apps.people.models import Person
from digitilts.values.channels import Heard
from digitilts.values.codes import new_code
from digitilts.values.verdict import RefusedError


class WhenFull(StrEnum):
    """What a group wants when seats are left for only some of them."""

    ASK = "ask"
    WAIT_TOGETHER = "wait_together"
    SPLIT = "split"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What we heard about the wish: the same for every person and date of it."""

    heard: Heard
    by: Actor
    now: datetime
    submission_key: UUID
    travel: Travel
    with_companion: bool
    on_word_of: UUID | None
    slot_at: datetime | None = None
    when_full: WhenFull = WhenFull.ASK


def enter_people(
    lesson_id: int, person_ids: Sequence[UUID], told: Told, group_key: UUID | None
) -> list[Registration]:
    with transaction.atomic():
        lessons = lock_lessons({lesson_id, *dates_covered(lesson_id, told.now)})
        chosen = lessons[lesson_id]
        if earlier := already_made(chosen, person_ids, told.submission_key):
            return earlier
        persons = [_person(person_id, told.by) for person_id in person_ids]
        for person in persons:
            refuse_who_may_not(person, lessons, told)
        # Nobody overtakes those who wait: what is free goes to them first.
        offer_in(lessons, by=told.by, now=told.now)
        refuse_wrong_slot(chosen, len(persons), told)
        seated = _how_many_get_seats(lessons, len(persons), told.when_full)
        if seated:
            take_seats(list(lessons.values()), seated)
        is_split = 0 < seated < len(persons)
        entered = []
        for number, person in enumerate(persons):
            waits_alone = is_split and number >= seated  # who was split off the group
            place = write_place(
                person,
                lessons,
                told,
                gets_seat=number < seated,
                group_key=None if waits_alone else group_key,
            )
            _tell_and_record(place, lessons, told)
            entered.append(next(row for row in place if row.lesson_id == lesson_id))
        return entered


def already_made(chosen: Lesson, person_ids: Sequence[UUID], key: UUID) -> list[Registration]:
    """Asked only under the lock: otherwise the second of two clicks could be told "full"."""
    rows = Registration.objects.filter(submission_key=key, lesson=chosen, person__in=person_ids)
    by_person = {row.person_id: row for row in rows.select_related("person")}
    return [by_person[person_id] for person_id in person_ids if person_id in by_person]


def _person(person_id: UUID, by: Actor) -> Person:
    """Staff register people whom they may see; at the counter only the one in front of them."""
    person = Person.objects.filter(pk=person_id, is_ghost=False, merged_into=None).first()
    is_strange = (
        by.is_staff and person_id != by.person_id and not can_see_person(by, person_id, *EDITS_PEOPLE)
    )
    if person is None or is_strange:
        raise RefusedError("not_yours")
    return person


def refuse_who_may_not(person: Person, lessons: Locked, told: Told) -> None:
    is_registered = Registration.objects.filter(lesson__in=lessons, person=person, status__in=ACTIVE).exists()
    wish = Wish(
        birth_year=person.birth_year,
        has_adult_word=told.on_word_of not in (None, person.pk),
        is_registered=is_registered,
        by_staff=told.by.is_staff,
    )
    for lesson in lessons.values():
        may_register(facts_of(lesson), wish, now=told.now).or_refuse()


def facts_of(lesson: Lesson) -> LessonFacts:
    """The lesson as the rule sees it; needs activity and kind loaded."""
    return LessonFacts(
        form=Form(lesson.activity.kind.form),
        status=lesson.status,
        starts_at=lesson.starts_at,
        closes_at=lesson.registration_closes_at,
        min_age=lesson.activity.min_age,
    )


def refuse_wrong_slot(chosen: Lesson, people: int, told: Told) -> None:
    if chosen.activity.kind.form != Form.SLOTS:
        return
    if people > 1:
        raise RefusedError("slot_for_one")
    held = Registration.objects.filter(lesson=chosen, status__in=HOLDS_SEAT, slot_at__isnull=False)
    may_take_slot(
        told.slot_at,
        slots=slot_times(chosen.starts_at, chosen.ends_at, chosen.slot_minutes),
        taken=[slot for slot in held.values_list("slot_at", flat=True) if slot],
        has_room=room_in([chosen]) > 0,
    ).or_refuse()


def _how_many_get_seats(lessons: Locked, people: int, when_full: WhenFull) -> int:
    room = max(0, room_in(lessons.values()))
    if room >= people:
        return people
    if room and when_full == WhenFull.ASK:
        raise RefusedError("not_all_fit", left=room)
    return room if when_full == WhenFull.SPLIT else 0


def write_place(
    person: Person, lessons: Locked, told: Told, *, gets_seat: bool, group_key: UUID | None
) -> list[Registration]:
    """One row per date, earliest first. The seats were taken before."""
    series_key = uuid4() if len(lessons) > 1 else None
    place = []
    for lesson in sorted(lessons.values(), key=lambda lesson: lesson.starts_at):
        row = Registration(
            lesson=lesson,
            person=person,
            status=RegistrationStatus.REGISTERED if gets_seat else RegistrationStatus.WAITING,
            code=_unused_code(),
            waiting_number=None if gets_seat else next_waiting_number(lesson),
            slot_at=told.slot_at if gets_seat else None,
            travel=told.travel,
            with_companion=told.with_companion,
            group_key=group_key,
            series_key=series_key,
            heard=told.heard,
            entered_by=told.by.user,
            on_word_of_id=told.on_word_of,
            submission_key=told.submission_key,
            created_at=told.now,
        )
        row.save(force_insert=True)
        place.append(row)
    return place


def _tell_and_record(place: list[Registration], lessons: Locked, told: Told) -> None:
    first, lesson = place[0], lessons[place[0].lesson_id]
    if first.status == RegistrationStatus.REGISTERED:
        tell_of_place("seat_confirmed", place, lesson, by=told.by, now=told.now)
    else:
        line = place_in_line(first)
        tell_of_place("on_waiting_list", place, lesson, by=told.by, now=told.now, place_in_line=line)
    record(
        by=told.by,
        did="learning.register_person",
        on=first,
        about=first.person_id,
        now=told.now,
        status=first.status,
        heard=told.heard,
        dates=len(place),
    )


def _unused_code() -> str:
    code = new_code()
    while Registration.objects.filter(code=code).exists():
        code = new_code()
    return code
