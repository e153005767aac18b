"""Writes down who came: on the trainer's phone or from the paper sheet."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.learning.access import coordinates, marks
from digitilts.apps.learning.models import Attendance, Lesson, Registration
from digitilts.apps.learning.queries.walk_ins import findable
from digitilts.apps.learning.rules import HOLDS_SEAT, LessonStatus, Mark, RegistrationStatus
from digitilts.apps.learning.rules.attendance import FOR_REGISTERED, MOST_ANONYMOUS_AT_ONCE, may_mark
from digitilts.apps.learning.services.newcomers import where_met
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.apps.people.services.persons import create_person
from digitilts.values.age_bands import CODES, UNKNOWN, age_band
from digitilts.values.channels import Heard
from digitilts.values.verdict import RefusedError

UNDO_FOR = timedelta(minutes=30)


def mark(  # where, who, what, how, by, when
    *,
    lesson_id: int,
    registration_id: UUID,
    mark: Mark,
    by: Actor,
    now: datetime,
    heard: Heard = Heard.OWN_CLICK,
) -> Attendance:
    """Write what was seen of somebody registered; marking again replaces the mark.

    Somebody from the waiting list who came is "walked in". Refuses "too_early_to_mark", "attendance_closed".
    """
    with transaction.atomic():
        lesson = open_for_marks(lesson_id, by=by, now=now)
        registration = lesson.registrations.select_related("person").get(pk=registration_id)
        if registration.status not in {*HOLDS_SEAT, RegistrationStatus.WAITING}:
            raise RefusedError("not_in_lesson")
        came_from_waiting_list = registration.status == RegistrationStatus.WAITING
        if mark not in FOR_REGISTERED:
            raise RefusedError("mark_unknown")
        if came_from_waiting_list:
            if mark != Mark.PRESENT:
                raise RefusedError("only_waiting")
            mark = Mark.WALKED_IN
        return _write(
            lesson, registration.person, mark, registration=registration, heard=heard, by=by, now=now
        )


def mark_walk_in(  # where, who, how, by, when, key
    *,
    lesson_id: int,
    person_id: UUID,
    by: Actor,
    now: datetime,
    submission_key: UUID | None = None,  # noqa: ARG001  # a person can be marked only once in a lesson anyway
    heard: Heard = Heard.OWN_CLICK,
) -> Attendance:
    """Somebody known came without registering. Who is registered after all is marked as present."""
    with transaction.atomic():
        lesson = open_for_marks(lesson_id, by=by, now=now)
        person = Person.objects.get(pk=person_id, merged_into=None, is_ghost=False)
        registration = lesson.registrations.filter(person=person, status__in=HOLDS_SEAT).first()
        seen = Mark.PRESENT if registration else Mark.WALKED_IN
        return _write(lesson, person, seen, registration=registration, heard=heard, by=by, now=now)


def mark_anonymous(  # where, how many, who, how, by, when, key
    *,
    lesson_id: int,
    by: Actor,
    now: datetime,
    submission_key: UUID | None = None,
    how_many: int = 1,
    band: str = UNKNOWN,
    heard: Heard = Heard.OWN_CLICK,
) -> list[Attendance]:
    """People came whom nobody asked for a name. The same submission_key adds them once."""
    key = submission_key or uuid4()
    if not 1 <= how_many <= MOST_ANONYMOUS_AT_ONCE:
        raise RefusedError("too_many_unknown", most=MOST_ANONYMOUS_AT_ONCE)
    if band not in CODES:
        raise RefusedError("age_band_unknown")
    with transaction.atomic():
        lesson = open_for_marks(lesson_id, by=by, now=now)
        keys = [uuid5(key, str(number)) for number in range(how_many)]
        if earlier := list(lesson.attendances.filter(submission_key__in=keys)):
            return earlier
        return [
            Attendance.objects.create(
                lesson=lesson,
                mark=Mark.ANONYMOUS,
                age_band=band,
                marked_at=now,
                marked_by_id=by.user_id,
                heard=heard,
                submission_key=each,
            )
            for each in keys
        ]


def walk_in(
    *,
    lesson_id: int,
    person_id: UUID | None,
    name: tuple[str, str],
    by: Actor,
    now: datetime,
    submission_key: UUID,
    heard: Heard = Heard.OWN_CLICK,
) -> Attendance:
    """Somebody came: known (`person_id`) or entered now by given and family name, nothing else is asked."""
    with transaction.atomic():
        lesson = open_for_marks(lesson_id, by=by, now=now)
        if person_id is None:
            given_name, family_name = name
            person = create_person(
                given_name=given_name,
                family_name=family_name,
                entered_in_id=where_met(lesson),
                heard=heard,
                by=by,
                now=now,
                submission_key=submission_key,
            )
            person_id = person.pk
        elif not findable(lesson, by).filter(pk=person_id).exists():
            raise RefusedError("not_yours")
        return mark_walk_in(lesson_id=lesson_id, person_id=person_id, heard=heard, by=by, now=now)


def take_back_mark(*, lesson_id: int, attendance_id: int, by: Actor, now: datetime) -> None:
    """Remove one mark, as if it had not been made."""
    with transaction.atomic():
        lesson = open_for_marks(lesson_id, by=by, now=now)
        if seen := lesson.attendances.filter(pk=attendance_id).first():
            record(
                by=by, did="learning.take_back_mark", on=seen, now=now, about=seen.person_id, mark=seen.mark
            )
            seen.delete()


def unmarked(lesson: Lesson) -> list[Registration]:
    """Those who held a seat and of whom nothing is written yet."""
    return list(
        lesson.registrations.filter(status__in=HOLDS_SEAT, attendance=None)
        .select_related("person")
        .order_by("created_at", "id")
    )


def close_attendance(*, lesson_id: int, by: Actor, now: datetime, unmarked_as: Mark | None = None) -> Lesson:
    """The list is complete. Everyone unmarked becomes `unmarked_as`; without it, refuses "still_unmarked"."""
    with transaction.atomic():
        lesson = open_for_marks(lesson_id, by=by, now=now)
        if now < lesson.starts_at:
            raise RefusedError("not_started")
        left = unmarked(lesson)
        if left and unmarked_as is None:
            raise RefusedError("still_unmarked", n=len(left))
        for registration in left:
            mark(
                lesson_id=lesson.pk,
                registration_id=registration.pk,
                mark=unmarked_as or Mark.NO_SHOW,
                by=by,
                now=now,
            )
        lesson.status, lesson.attendance_closed_at = LessonStatus.HELD, now
        lesson.save(update_fields=["status", "attendance_closed_at"])
        record(by=by, did="learning.close_attendance", on=lesson, now=now, unmarked=len(left))
    return lesson


def may_reopen(lesson: Lesson, *, by: Actor, now: datetime) -> bool:
    """A coordinator at any time; who marks here, for half an hour after closing: a slip is undone at once."""
    if lesson.attendance_closed_at is None or lesson.status != LessonStatus.HELD:
        return False
    in_reach = (lesson.venue.territory.path, lesson.venue.serves.path)
    if any(coordinates(by, path) for path in in_reach):
        return True
    return now - lesson.attendance_closed_at <= UNDO_FOR and marks(by, lesson)


def reopen_attendance(*, lesson_id: int, by: Actor, now: datetime) -> Lesson:
    """Let the list be corrected; the audit keeps that it was opened again."""
    with transaction.atomic():
        lesson = _locked(lesson_id)
        if lesson.status != LessonStatus.HELD:
            raise RefusedError("not_closed")
        if not may_reopen(lesson, by=by, now=now):
            raise RefusedError("not_yours")
        lesson.status, lesson.attendance_closed_at = LessonStatus.OPEN, None
        lesson.save(update_fields=["status", "attendance_closed_at"])
        record(by=by, did="learning.reopen_attendance", on=lesson, now=now)
    return lesson


def _locked(lesson_id: int) -> Lesson:
    return (
        Lesson.objects.select_for_update(of=("self",))
        .select_related("venue__territory", "venue__serves")
        .get(pk=lesson_id)
    )


def open_for_marks(lesson_id: int, *, by: Actor, now: datetime) -> Lesson:
    lesson = _locked(lesson_id)
    if not marks(by, lesson):
        raise RefusedError("not_yours")
    may_mark(
        status=lesson.status,
        starts_at=lesson.starts_at,
        is_closed=lesson.attendance_closed_at is not None,
        now=now,
    ).or_refuse()
    return lesson


def _write(  # the facts of one mark
    lesson: Lesson,
    person: Person,
    seen: Mark,
    *,
    registration: Registration | None,
    heard: Heard,
    by: Actor,
    now: datetime,
) -> Attendance:
    """Age band, sex and parish are kept as they are today, so that counts outlive the person."""
    as_of = timezone.localtime(lesson.starts_at).year
    attendance, is_new = Attendance.objects.get_or_create(
        lesson=lesson,
        person=person,
        defaults={
            "registration": registration,
            "mark": seen,
            "age_band": age_band(person.birth_year, in_year=as_of),
            "sex": person.sex,
            "home_id": person.home_id,
            "marked_at": now,
            "marked_by_id": by.user_id,
            "heard": heard,
        },
    )
    if not is_new and (attendance.mark != seen or attendance.registration_id is None):
        attendance.mark, attendance.marked_at, attendance.marked_by_id = seen, now, by.user_id
        attendance.registration = attendance.registration or registration
        attendance.heard = heard
        attendance.save(update_fields=["mark", "marked_at", "marked_by", "heard", "registration"])
    record(by=by, did="learning.mark", on=attendance, about=person.pk, now=now, mark=seen)
    return attendance
