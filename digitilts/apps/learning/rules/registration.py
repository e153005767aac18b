"""May this person have a place in this lesson? See docs/rules/registration.md."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digitilts.apps.learning.rules import ACTIVE, Form, LessonStatus, RegistrationStatus
from digitilts.values.verdict import YES, Verdict, no

# Below this age somebody grown-up must say yes (Personal Data Processing Law, own consent from 13).
OWN_WORD_AGE = 13
# Dates of one course follow each other at most this far apart.
LONGEST_PAUSE = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class LessonFacts:
    """What decides whether a lesson takes registrations."""

    form: Form
    status: LessonStatus
    starts_at: datetime
    closes_at: datetime
    min_age: int | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Who asks for a place, and how we heard it."""

    birth_year: int | None = None
    has_adult_word: bool = False  # a grown-up speaks for the person
    is_registered: bool = False  # holds a place here, or waits for one
    by_staff: bool = False  # a helper types it


def may_register(lesson: LessonFacts, wish: Wish, *, now: datetime) -> Verdict:
    """May this person register now? The first "no" is the one that is said."""
    takes = takes_registrations(lesson, by_staff=wish.by_staff, now=now)
    if not takes:
        return takes
    if wish.is_registered:
        return no("already_registered")
    return _age_fits(lesson, wish, now=now)


def takes_registrations(lesson: LessonFacts, *, by_staff: bool, now: datetime) -> Verdict:
    """Residents register until the closing time; a helper can until the lesson starts."""
    by_status = {
        LessonStatus.DRAFT: "not_open",
        LessonStatus.CANCELLED: "lesson_cancelled",
        LessonStatus.HELD: "lesson_over",
    }
    if reason := by_status.get(lesson.status):
        return no(reason)
    if lesson.form == Form.WALK_IN:
        return no("walk_in")
    if now >= lesson.starts_at:
        return no("lesson_over")
    if now >= lesson.closes_at and not by_staff:
        return no("registration_closed")
    return YES


def _age_fits(lesson: LessonFacts, wish: Wish, *, now: datetime) -> Verdict:
    """A birth year is all we know: the lower limit is read kindly, the child's protection strictly."""
    if wish.birth_year is None:
        return YES
    if lesson.min_age is not None and lesson.starts_at.year - wish.birth_year < lesson.min_age:
        return no("too_young", min_age=lesson.min_age)
    may_be_under_13 = now.year - wish.birth_year <= OWN_WORD_AGE
    if may_be_under_13 and not wish.has_adult_word:
        return no("needs_guardian")
    return YES


def slot_times(starts_at: datetime, ends_at: datetime, minutes: int | None) -> list[datetime]:
    """Beginnings of the consultation slots that end before the lesson does."""
    if not minutes:
        return []
    length = timedelta(minutes=minutes)
    return [starts_at + length * number for number in range((ends_at - starts_at) // length)]


def may_take_slot(
    wanted: datetime | None, *, slots: Sequence[datetime], taken: Collection[datetime], has_room: bool
) -> Verdict:
    """A consultation with room needs a free slot; without room the person waits for any slot."""
    if not has_room:
        return YES
    if wanted is None:
        return no("slot_needed")
    if wanted not in slots:
        return no("slot_unknown")
    if wanted in taken:
        return no("slot_taken")
    return YES


@dataclass(frozen=True, kw_only=True)
class CourseDate:
    """One date that may belong to the same course."""

    lesson_id: int
    starts_at: datetime
    trainers: frozenset[int] = frozenset()


def dates_of_course(chosen: CourseDate, others: Sequence[CourseDate]) -> list[CourseDate]:
    """The dates that one registration covers: same group of trainers, no pause longer than 28 days.

    `others` are the remaining open dates of the same activity at the same venue.
    """
    same_group = [
        date
        for date in others
        if date.lesson_id == chosen.lesson_id
        or not date.trainers
        or not chosen.trainers
        or date.trainers & chosen.trainers
    ]
    ordered = sorted(same_group, key=lambda date: (date.starts_at, date.lesson_id))
    runs: list[list[CourseDate]] = []
    for date in ordered:
        if runs and date.starts_at - runs[-1][-1].starts_at <= LONGEST_PAUSE:
            runs[-1].append(date)
        else:
            runs.append([date])
    return next((run for run in runs if chosen.lesson_id in {date.lesson_id for date in run}), [chosen])


def may_cancel(status: RegistrationStatus, *, starts_at: datetime, now: datetime) -> Verdict:
    """A place can be given up until the lesson starts; afterwards the trainer's mark counts."""
    if status not in ACTIVE:
        return no("not_active")
    return no("lesson_over") if now >= starts_at else YES


def may_move(
    status: RegistrationStatus, *, from_id: int, to_id: int, starts_at: datetime, now: datetime
) -> Verdict:
    """A place can be moved while it could be given up; the other date must have room (the service looks)."""
    if from_id == to_id:
        return no("same_lesson")
    return may_cancel(status, starts_at=starts_at, now=now)
