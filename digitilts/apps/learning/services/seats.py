"""Seats and places in the waiting list. Every function needs the lessons locked by `lock_lessons`."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import Form, LessonStatus
from digitilts.apps.learning.rules.registration import CourseDate, dates_of_course

Locked = Mapping[int, Lesson]


class SeatsChangedError(Exception):
    """Somebody changed the seats although we held the lock: undo everything rather than oversell."""


def lock_lessons(ids: Iterable[int]) -> dict[int, Lesson]:
    """The lessons, locked in the order of their ids, so that two of us never wait for each other."""
    rows = Lesson.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows.select_related("activity__kind", "activity__territory", "venue")}


def dates_covered(lesson_id: int, now: datetime) -> list[int]:
    """What one registration to this lesson covers: itself, or every remaining date of its course."""
    chosen = Lesson.objects.select_related("activity__kind").get(pk=lesson_id)
    if chosen.activity.kind.form != Form.SERIES:
        return [lesson_id]
    remaining = Lesson.objects.filter(
        activity=chosen.activity_id, venue=chosen.venue_id, status=LessonStatus.OPEN, starts_at__gt=now
    ).prefetch_related("trainers")
    dates = [_date(lesson) for lesson in remaining]
    return [date.lesson_id for date in dates_of_course(_date(chosen), dates)]


def _date(lesson: Lesson) -> CourseDate:
    trainers = frozenset(user.pk for user in lesson.trainers.all())
    return CourseDate(lesson_id=lesson.pk, starts_at=lesson.starts_at, trainers=trainers)


def room_in(lessons: Iterable[Lesson]) -> int:
    """How many people still fit into every one of these lessons."""
    return min(lesson.seats - lesson.seats_taken for lesson in lessons)


def take_seats(lessons: Iterable[Lesson], count: int) -> None:
    """Take so many seats in each lesson by one conditional UPDATE; the CHECK stands behind it."""
    ids = [lesson.pk for lesson in lessons]
    with_room = Lesson.objects.filter(pk__in=ids, seats__gte=F("seats_taken") + count)
    if with_room.update(seats_taken=F("seats_taken") + count) != len(ids):
        raise SeatsChangedError
    for lesson in lessons:
        lesson.seats_taken += count


def free_seat(lesson: Lesson) -> None:
    """Give one seat back."""
    taken = Lesson.objects.filter(pk=lesson.pk, seats_taken__gt=0)
    if taken.update(seats_taken=F("seats_taken") - 1) != 1:
        raise SeatsChangedError
    lesson.seats_taken -= 1


def next_waiting_number(lesson: Lesson) -> int:
    """The end of this lesson's waiting list."""
    Lesson.objects.filter(pk=lesson.pk).update(last_waiting_number=F("last_waiting_number") + 1)
    lesson.last_waiting_number += 1
    return lesson.last_waiting_number
