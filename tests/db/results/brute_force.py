"""Every measure once more, in plain Python over all rows: no aggregates, no filters of the database."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from digitilts.apps.learning.models import Attendance, Diary, Lesson, Registration
from digitilts.apps.learning.rules.counting import (
    Sight,
    counts_as_attendance,
    counts_as_reached,
    counts_as_staff_trained,
)
from digitilts.apps.notices.models import Conversation, Message
from digitilts.apps.places.models import Population, Territory

Counted = tuple[Decimal, Decimal | None, int]


def day(moment) -> date:
    return timezone.localtime(moment).date()


class Rows:
    """All rows of the database that a plan's measures look at."""

    def __init__(self, since: date, until: date, action_id: int | None = None) -> None:
        self.since, self.until, self.action_id = since, until, action_id
        self.lessons = [
            lesson
            for lesson in Lesson.objects.select_related("activity__kind", "venue__territory")
            if lesson.status == "held"
            and lesson.activity.kind.counts_in_results
            and since <= day(lesson.starts_at) <= until
            and self.ours(lesson)
        ]
        held = {lesson.pk: lesson for lesson in self.lessons}
        ordered = Attendance.objects.select_related("lesson__activity__kind", "home")
        self.every_mark = sorted(ordered, key=lambda mark: (mark.lesson.starts_at, mark.pk))
        self.marks = [mark for mark in self.every_mark if mark.lesson_id in held]
        self.visits = [mark for mark in self.marks if counts_as_attendance(sight(mark))]
        self.known = [mark for mark in self.marks if counts_as_reached(sight(mark))]

    def ours(self, lesson) -> bool:
        return self.action_id is None or lesson.activity.action_id == self.action_id

    def registrations(self, moment: Callable) -> list[Registration]:
        found = Registration.objects.select_related("lesson__activity__kind")
        return [
            each
            for each in found
            if self.since <= day(moment(each)) <= self.until
            and each.status != "moved"
            and each.lesson.activity.kind.counts_in_results
            and self.ours(each.lesson)
        ]


def sight(mark: Attendance) -> Sight:
    kind = mark.lesson.activity.kind
    return Sight(mark.mark, mark.person_id, kind.audience, kind.counts_in_results, kind.external_programme)


def people(marks) -> Decimal:
    return Decimal(len({mark.person_id for mark in marks}))


def count(records) -> Counted:
    return Decimal(len(records)), None, len(records)


def reached(marks) -> Counted:
    return people(marks), None, len(marks)


def share(records, is_counted) -> Counted:
    return Decimal(sum(bool(is_counted(each)) for each in records)), Decimal(len(records)), len(records)


def hours(rows: Rows) -> Counted:
    seconds = sum((mark.lesson.ends_at - mark.lesson.starts_at).total_seconds() for mark in rows.visits)
    return Decimal(int(seconds)) / 3600, None, len(rows.visits)


def continuing(rows: Rows) -> Counted:
    times = [mark.person_id for mark in rows.known]
    return Decimal(sum(times.count(person) > 1 for person in set(times))), None, len(rows.known)


def first_timers(rows: Rows) -> Counted:
    firsts: dict = {}
    for mark in rows.every_mark:
        is_held = mark.lesson.status == "held" and day(mark.lesson.starts_at) <= rows.until
        if is_held and counts_as_reached(sight(mark)):
            firsts.setdefault(mark.person_id, mark.pk)
    return Decimal(sum(mark.pk in firsts.values() for mark in rows.known)), None, len(rows.known)


def only_external(rows: Rows) -> Counted:
    own = {mark.person_id for mark in rows.known if not sight(mark).programme}
    return reached([mark for mark in rows.known if sight(mark).programme and mark.person_id not in own])


def reach(rows: Rows) -> Counted:
    living_here = [mark for mark in rows.known if mark.home is not None]
    residents = sum(each.people for each in Population.objects.all() if each.age_band == "")
    return people(living_here), Decimal(residents), len(living_here)


def seats(rows: Rows) -> Counted:
    present = {"present", "late", "walked_in", "anonymous"}
    came = [
        sum(mark.mark in present for mark in rows.marks if mark.lesson_id == lesson.pk)
        for lesson in rows.lessons
    ]
    return Decimal(sum(came)), Decimal(sum(lesson.seats for lesson in rows.lessons)), len(rows.lessons)


def parishes(rows: Rows) -> Counted:
    every = list(Territory.objects.filter(kind="parish"))
    return share(every, lambda parish: any(each.venue.territory_id == parish.pk for each in rows.lessons))


def waiting(rows: Rows) -> Counted:
    stood = [
        each
        for each in rows.registrations(lambda each: each.lesson.starts_at)
        if each.waiting_number is not None and each.lesson.status in {"open", "held"}
    ]
    return Decimal(sum(each.status == "registered" for each in stood)), None, len(stood)


def working_days_after(start: date, days: int) -> date:
    while days:
        start += timedelta(days=1)
        days -= start.weekday() < 5
    return start


def answered(rows: Rows) -> Counted:
    counted = judged = 0
    for each in Conversation.objects.prefetch_related("entries"):
        if not rows.since <= day(each.opened_at) <= rows.until:
            continue
        last = working_days_after(day(each.opened_at), 3)
        answers = sorted(day(entry.at) for entry in each.entries.all() if entry.author == "staff")
        if answers or last < rows.until:
            judged += 1
            counted += bool(answers) and answers[0] <= last
    return Decimal(counted), Decimal(judged), judged


def told(rows: Rows) -> Counted:
    messages = [
        each
        for each in Message.objects.prefetch_related("receipts", "calls")
        if each.topic == "change" and rows.since <= day(each.created_at) <= rows.until
    ]

    def arrived(each) -> bool:
        return (
            each.status == "reached"
            or any(receipt.is_success for receipt in each.receipts.all())
            or any(call.outcome in {"reached", "left_word"} for call in each.calls.all())
        )

    return share(messages, arrived)


BRUTE: dict[str, Callable[[Rows], Counted]] = {
    "attendances": lambda rows: count(rows.visits),
    "residents_reached": lambda rows: reached(rows.known),
    "participant_hours": hours,
    "reach_per_100": reach,
    "no_show_share": lambda rows: share(
        [
            mark
            for mark in rows.marks
            if mark.mark in {"present", "late", "excused", "no_show"}
            and mark.lesson.activity.kind.audience != "staff"
        ],
        lambda mark: mark.mark == "no_show",
    ),
    "first_time_participants": first_timers,
    "seniors_reached": lambda rows: reached(
        [mark for mark in rows.known if mark.age_band in {"65-74", "75+"}]
    ),
    "residents_continuing": continuing,
    "safety_attendances": lambda rows: count(
        [mark for mark in rows.visits if mark.lesson.activity.topic == "safety"]
    ),
    "youth_attendances": lambda rows: count(
        [mark for mark in rows.visits if mark.lesson.activity.kind.audience == "youth"]
    ),
    "external_participants": lambda rows: reached([mark for mark in rows.known if sight(mark).programme]),
    "external_only_participants": only_external,
    "staff_trained": lambda rows: reached(
        [mark for mark in rows.marks if counts_as_staff_trained(sight(mark))]
    ),
    "lessons_held": lambda rows: count(rows.lessons),
    "seats_used": seats,
    "step_free_lessons": lambda rows: share(rows.lessons, lambda lesson: lesson.venue.is_step_free),
    "diaries_written": lambda rows: share(
        rows.lessons, lambda lesson: Diary.objects.filter(lesson=lesson).exists()
    ),
    "parishes_with_lessons": parishes,
    "registered_with_help": lambda rows: share(
        rows.registrations(lambda each: each.created_at), lambda each: each.heard != "own_click"
    ),
    "waiting_placed": waiting,
    "answered_in_time": answered,
    "told_of_change": told,
}
