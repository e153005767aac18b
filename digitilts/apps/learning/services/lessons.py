"""Makes, copies, repeats, changes and cancels lessons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.learning.access import leads, makes_lessons_of
from digitilts.apps.learning.models import Activity, Lesson
from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.learning.rules.lessons import (
    Appointment,
    at_wall_time,
    changes_to_tell,
    may_change,
    may_have_seats,
    may_take_place,
)
from digitilts.apps.learning.services import waiting
from digitilts.apps.learning.services.equipment import book_equipment
from digitilts.apps.learning.services.lesson_news import (
    close_registrations,
    shift_slots,
    tell_cancelled,
    tell_changed,
)
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import RoleAssignment
from digitilts.apps.places.models import Venue
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


@dataclass(frozen=True, kw_only=True)
class LessonDetails:
    """All that a person decides about one date. Without a closing time one can register until the start."""

    venue_id: int
    starts_at: datetime
    ends_at: datetime
    seats: int
    room: str = ""
    registration_closes_at: datetime | None = None
    min_turnout: int = 3
    slot_minutes: int | None = None
    trainer_ids: Sequence[int] = ()
    equipment: Mapping[int, int] = field(default_factory=dict)
    is_open: bool = True

    @property
    def closes_at(self) -> datetime:
        return self.registration_closes_at or self.starts_at


def create_lesson(
    *, activity_id: int, details: LessonDetails, by: Actor, now: datetime, submission_key: UUID | None = None
) -> Lesson:
    """Make one date of an activity. The same submission_key gives the same lesson.

    Refuses "not_yours", what `may_take_place` refuses, "trainer_unknown", "equipment_taken".
    """
    key = submission_key or uuid4()
    with transaction.atomic():
        activity = Activity.objects.select_for_update(of=("self",)).select_related("kind").get(pk=activity_id)
        if earlier := Lesson.objects.filter(submission_key=key).first():
            return earlier
        if not makes_lessons_of(by, activity):
            raise RefusedError("not_yours")
        lesson = Lesson(
            activity=activity,
            lesson_plan=activity.lesson_plans.order_by("-version").first(),
            status=LessonStatus.OPEN if details.is_open else LessonStatus.DRAFT,
            made_at=now,
            submission_key=key,
        )
        _fill(lesson, details)
        lesson.save(force_insert=True)
        lesson.trainers.set(_trainers(details.trainer_ids, lesson, now=now))
        book_equipment(lesson, details.equipment)
        record(by=by, did="learning.create_lesson", on=lesson, now=now)
    return lesson


def create_series(  # six facts of a weekly rule
    *,
    activity_id: int,
    details: LessonDetails,
    dates: Sequence[date],
    by: Actor,
    now: datetime,
    submission_key: UUID | None = None,
) -> list[Lesson]:
    """Make the same lesson on several days, at the same hour on the wall; all of them or none."""
    key = submission_key or uuid4()
    with transaction.atomic():
        return [
            create_lesson(
                activity_id=activity_id,
                details=moved_to_day(details, day),
                by=by,
                now=now,
                submission_key=uuid5(key, day.isoformat()),
            )
            for day in dates
        ]


def moved_to_day(details: LessonDetails, day: date) -> LessonDetails:
    """The same lesson on another day: wall times stay, also across the change to summer time."""
    zone = timezone.get_default_timezone()
    starts, ends, closes = (
        timezone.localtime(moment, zone) for moment in (details.starts_at, details.ends_at, details.closes_at)
    )
    return replace(
        details,
        starts_at=at_wall_time(day, starts.time(), zone),
        ends_at=at_wall_time(day + (ends.date() - starts.date()), ends.time(), zone),
        registration_closes_at=at_wall_time(day + (closes.date() - starts.date()), closes.time(), zone),
    )


def details_of(lesson: Lesson) -> LessonDetails:
    """What a copy or an edit form starts from."""
    return LessonDetails(
        venue_id=lesson.venue_id,
        starts_at=lesson.starts_at,
        ends_at=lesson.ends_at,
        seats=lesson.seats,
        room=lesson.room,
        registration_closes_at=lesson.registration_closes_at,
        min_turnout=lesson.min_turnout,
        slot_minutes=lesson.slot_minutes,
        trainer_ids=tuple(lesson.trainers.values_list("pk", flat=True)),
        equipment=dict(lesson.equipment_bookings.values_list("equipment_id", "quantity")),
        is_open=lesson.status != LessonStatus.DRAFT,
    )


def copy_lesson(
    *, lesson_id: int, on_day: date, by: Actor, now: datetime, submission_key: UUID | None = None
) -> Lesson:
    """The same lesson on another day, with its trainers and equipment; nobody's registration is copied."""
    with transaction.atomic():
        lesson = Lesson.objects.get(pk=lesson_id)
        details = replace(moved_to_day(details_of(lesson), on_day), is_open=True)
        return create_lesson(
            activity_id=lesson.activity_id, details=details, by=by, now=now, submission_key=submission_key
        )


def edit_lesson(*, lesson_id: int, version: int, details: LessonDetails, by: Actor, now: datetime) -> Lesson:
    """Change a date; everyone affected hears of another time or place. More seats go to the waiting list.

    Refuses "changed_meanwhile" when `version` is not the newest, "fewer_than_taken", "already_cancelled".
    """
    with transaction.atomic():
        lesson = Lesson.objects.select_for_update(of=("self",)).select_related("venue").get(pk=lesson_id)
        if not leads(by, lesson):
            raise RefusedError("not_yours")
        may_change(lesson.status).or_refuse()
        if lesson.version != version:
            raise RefusedError("changed_meanwhile")
        may_have_seats(details.seats, taken=lesson.seats_taken).or_refuse()
        before, seats_before = _appointment(lesson), lesson.seats
        _fill(lesson, details)
        lesson.status = LessonStatus.OPEN if details.is_open else LessonStatus.DRAFT
        lesson.version += 1
        lesson.sequence += 1
        lesson.save(update_fields=[*CHANGEABLE, "status", "version", "sequence"])
        lesson.trainers.set(_trainers(details.trainer_ids, lesson, now=now))
        book_equipment(lesson, details.equipment)
        changed = changes_to_tell(before, _appointment(lesson))
        shift_slots(lesson, by_time=lesson.starts_at - before.starts_at)
        if changed:
            tell_changed(lesson, before=before, changed=changed, by=by, now=now)
        if lesson.seats > seats_before:
            waiting.offer_free_seats(lesson_id=lesson.pk, by=by, now=now)
        record(by=by, did="learning.edit_lesson", on=lesson, now=now, changed=list(changed))
    return lesson


def cancel_lesson(*, lesson_id: int, reason: str, by: Actor, now: datetime) -> int:
    """Cancel a date and tell everybody who has a seat, an offer or a number; gives how many were told.

    The reason is read to people as it stands. Cancelling twice tells nobody twice.
    """
    with transaction.atomic():
        lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson_id)
        if not leads(by, lesson):
            raise RefusedError("not_yours")
        may_change(lesson.status).or_refuse()
        lesson.status = LessonStatus.CANCELLED
        lesson.cancelled_at, lesson.cancelled_by_id, lesson.cancel_reason = now, by.user_id, reason
        lesson.version += 1
        lesson.sequence += 1
        lesson.seats_taken = 0
        lesson.save(
            update_fields=[
                "status",
                "cancelled_at",
                "cancelled_by",
                "cancel_reason",
                "version",
                "sequence",
                "seats_taken",
            ]
        )
        told = tell_cancelled(lesson, by=by, now=now)
        close_registrations(lesson, now=now)
        lesson.equipment_bookings.all().delete()
        record(by=by, did="learning.cancel_lesson", on=lesson, now=now, told=told)
    return told


CHANGEABLE = (
    "venue",
    "room",
    "starts_at",
    "ends_at",
    "registration_closes_at",
    "seats",
    "min_turnout",
    "slot_minutes",
)


def _fill(lesson: Lesson, details: LessonDetails) -> None:
    may_take_place(
        starts_at=details.starts_at,
        ends_at=details.ends_at,
        registration_closes_at=details.closes_at,
        seats=details.seats,
    ).or_refuse()
    lesson.venue = Venue.objects.get(pk=details.venue_id)
    lesson.starts_at, lesson.ends_at = details.starts_at, details.ends_at
    lesson.registration_closes_at = details.closes_at
    lesson.seats, lesson.min_turnout = details.seats, details.min_turnout
    lesson.room, lesson.slot_minutes = details.room, details.slot_minutes


def _appointment(lesson: Lesson) -> Appointment:
    return Appointment(lesson.starts_at, lesson.ends_at, lesson.venue_id, lesson.room)


def _trainers(wanted: Sequence[int], lesson: Lesson, *, now: datetime) -> list[int]:
    """Only people who are trainers now, or lead this lesson already."""
    day = timezone.localdate(now)
    known = set(
        RoleAssignment.objects.filter(user_id__in=wanted, role=Role.TRAINER, since__lte=day)
        .exclude(until__lt=day)
        .values_list("user_id", flat=True)
    ) | set(lesson.trainers.values_list("pk", flat=True))
    if not set(wanted) <= known:
        raise RefusedError("trainer_unknown")
    return list(wanted)
