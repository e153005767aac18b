"""Lessons as staff see them: today, the list, one lesson's desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from digitilts.apps.learning.access import lessons_in_reach, lessons_led_by, own_lessons
from digitilts.apps.learning.models import Activity, Lesson
from digitilts.apps.learning.queries.words import STATUSES
from digitilts.apps.learning.rules import ACTIVE, Form, LessonStatus, RegistrationStatus
from digitilts.apps.people.access import Actor
from digitilts.kit.navigation import address, opens_for
from digitilts.values.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LOOK_BACK = timedelta(days=60)
WEEK_AHEAD = timedelta(days=7)
MOST_SHOWN = 60
TONES = {
    LessonStatus.DRAFT: "attention",
    LessonStatus.OPEN: "info",
    LessonStatus.CANCELLED: "error",
    LessonStatus.HELD: "done",
}


@dataclass(frozen=True)
class LessonCard:
    """One lesson in a list."""

    id: int
    activity_id: int
    title: str
    kind: str
    icon: str
    level: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    parish: str
    room: str
    seats: int
    seats_taken: int
    waiting: int
    trainers: str
    status: str
    status_label: "str | _StrPromise"
    tone: str
    is_mine: bool
    may_change: bool
    below_turnout: int
    is_walk_in: bool


@dataclass(frozen=True)
class Today:
    """The start page of a trainer: what waits, what is today, what comes this week."""

    to_close: list[LessonCard]
    to_write: list[LessonCard]
    today: list[LessonCard]
    week: list[LessonCard]
    others_today: list[LessonCard]


def lesson_or_404(lesson_id: int, within: Q) -> Lesson:
    """The lesson if it lies within what the actor may open; otherwise "not found"."""
    found = Lesson.objects.filter(within).select_related(
        "activity__kind",
        "activity__territory",
        "activity__action",
        "venue__territory",
        "venue__serves",
        "lesson_plan",
    )
    return get_object_or_404(found, pk=lesson_id)


def today_page(actor: Actor, now: datetime) -> Today:
    """All about own lessons; helpers and coordinators also see what happens today in their territory."""
    start, end = _day(timezone.localdate(now))
    mine = _cards(Lesson.objects.filter(own_lessons(actor)), actor)
    live = mine.exclude(status__in=[LessonStatus.CANCELLED, LessonStatus.DRAFT])
    over = live.filter(ends_at__lt=now, starts_at__gte=now - LOOK_BACK)
    coming = mine.filter(starts_at__gte=end, starts_at__lt=end + WEEK_AHEAD)
    others = _cards(Lesson.objects.filter(lessons_in_reach(actor, Role.HELPER, Role.COORDINATOR)), actor)
    shown = {
        "to_close": over.filter(status=LessonStatus.OPEN),
        "to_write": over.filter(status=LessonStatus.HELD, diary=None),
        "today": mine.filter(starts_at__gte=start, starts_at__lt=end),
        "week": coming,
        "others_today": others.filter(starts_at__gte=start, starts_at__lt=end).exclude(own_lessons(actor)),
    }
    led = _led_ids(actor, shown.values())
    return Today(**{name: _as_cards(rows, actor, led) for name, rows in shown.items()})


def lessons_of_activity(activity_id: int, actor: Actor, now: datetime, *, within: Q) -> list[LessonCard]:
    """Coming lessons first, then past ones from the newest."""
    rows = list(_cards(Lesson.objects.filter(within, activity_id=activity_id), actor))
    coming = [row for row in rows if row.ends_at >= now]
    past = [row for row in reversed(rows) if row.ends_at < now]
    chosen = [*coming, *past][:MOST_SHOWN]
    led = set(
        Lesson.objects.filter(lessons_led_by(actor), activity_id=activity_id).values_list("pk", flat=True)
    )
    return [_card(row, actor, led) for row in chosen]


def last_lesson_to_copy(actor: Actor) -> Lesson | None:
    """The newest lesson of one's own that was not cancelled."""
    return (
        Lesson.objects.filter(own_lessons(actor))
        .exclude(status=LessonStatus.CANCELLED)
        .select_related("activity__kind", "venue")
        .order_by("-starts_at")
        .first()
    )


def link_to_copy(lesson: Lesson | None) -> str:
    """Where a copy of this lesson is made; nothing without a lesson."""
    return f"{reverse('learning:new_lesson')}?copy={lesson.pk}" if lesson else ""


def affected_people(lesson: Lesson) -> int:
    """How many people will be told of a change: the consequence that a page names before saving."""
    return lesson.registrations.filter(status__in=ACTIVE).values("person_id").distinct().count()


def clashes(
    lesson_id: int | None, venue_id: int, room: str, starts_at: datetime, ends_at: datetime
) -> list[str]:
    """Other lessons in the same room at the same time: a warning, because two groups may share a hall."""
    others = (
        Lesson.objects.filter(venue_id=venue_id, room=room, starts_at__lt=ends_at, ends_at__gt=starts_at)
        .exclude(status=LessonStatus.CANCELLED)
        .exclude(pk=lesson_id or 0)
        .select_related("activity")
    )
    return [str(other.activity) for other in others]


def numbered(lesson: Lesson) -> dict[UUID, int]:
    """The row of each registration on the paper sheet: its place among all that were ever made.

    Cancelled ones keep their number, so a printed sheet stays right whatever happens after printing.
    """
    ids = lesson.registrations.order_by("created_at", "id").values_list("pk", flat=True)
    return {each: number for number, each in enumerate(ids, start=1)}


def _day(day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    following = day + timedelta(days=1)
    return start, datetime(following.year, following.month, following.day, tzinfo=zone)


def _cards(lessons: QuerySet[Lesson], actor: Actor) -> QuerySet[Lesson]:  # noqa: ARG001  # kept for symmetry
    waiting = Count(
        "registrations", filter=Q(registrations__status=RegistrationStatus.WAITING), distinct=True
    )
    return (
        lessons.select_related("activity__kind", "venue__territory")
        .prefetch_related("trainers")
        .annotate(waiting=waiting)
        .order_by("starts_at", "id")
    )


def _led_ids(actor: Actor, several: Iterable[QuerySet[Lesson]]) -> set[int]:
    """Which of the shown lessons the actor may change, in one question."""
    wanted = Q(pk__in=[])
    for rows in several:
        wanted |= Q(pk__in=rows.values("pk"))
    return set(Lesson.objects.filter(lessons_led_by(actor)).filter(wanted).values_list("pk", flat=True))


def _as_cards(rows: QuerySet[Lesson], actor: Actor, led: set[int]) -> list[LessonCard]:
    return [_card(row, actor, led) for row in rows[:MOST_SHOWN]]


def _card(row: Lesson, actor: Actor, led: set[int]) -> LessonCard:
    trainers = list(row.trainers.all())
    is_walk_in = row.activity.kind.form == Form.WALK_IN
    short = 0 if is_walk_in else max(0, row.min_turnout - row.seats_taken)
    return LessonCard(
        id=row.pk,
        activity_id=row.activity_id,
        title=str(row.activity),
        kind=str(row.activity.kind),
        icon=row.activity.kind.icon,
        level=row.activity.level,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        venue=row.venue.name,
        parish=row.venue.territory.name,
        room=row.room,
        seats=row.seats,
        seats_taken=row.seats_taken,
        waiting=row.waiting,  # type: ignore[attr-defined]  # annotated in _cards
        trainers=", ".join(str(trainer) for trainer in trainers),
        status=row.status,
        status_label=STATUSES[LessonStatus(row.status)],
        tone=TONES[LessonStatus(row.status)],
        is_mine=actor.user_id in {trainer.pk for trainer in trainers},
        may_change=row.pk in led and row.status in {LessonStatus.OPEN, LessonStatus.DRAFT},
        below_turnout=short if row.status == LessonStatus.OPEN else 0,
        is_walk_in=is_walk_in,
    )


def results_of_action(actor: Actor, activity: Activity) -> str:
    """Where the action that the activity serves shows its indicators; "" for those who may not read them."""
    to = address("results:action_results", code=activity.action.code) if activity.action else ""
    return to if opens_for(actor, to) else ""
