"""Eighteen months of lessons behind us and eight weeks ahead."""

import uuid
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from digitilts.apps.demo.services.content import BATCH, Town, content
from digitilts.apps.learning.models import (
    Activity,
    DiaryQuestion,
    EquipmentBooking,
    Kind,
    Lesson,
    LessonPlan,
)
from digitilts.apps.learning.rules import Audience, Form, LessonStatus, Topic
from digitilts.apps.people.models import User
from digitilts.apps.places.models import Equipment, Venue
from digitilts.kit.translated_text import TranslatedText

RIGA = ZoneInfo("Europe/Riga")
DAYS_BACK, DAYS_AHEAD = 548, 56
STARTS = (time(10), time(13), time(15), time(17, 30))
QUIET_MONTHS = {7: 0.4, 8: 0.6, 12: 0.6, 1: 0.8}
FARM_SEASON = {4, 5, 8, 9}
# New runs of each kind in an ordinary week.
PER_WEEK = {
    "course": 1.5,
    "digital_wednesday": 1.6,
    "workshop": 1.3,
    "consultation": 2.2,
    "open_doors": 0.4,
    "story_evening": 0.25,
    "staff_practice": 0.25,
    "enterprise": 0.25,
    "youth": 0.3,
    "izm": 0.15,
}
SLOT_MINUTES = 30
WEDNESDAY = 2


def build_learning(town: Town) -> None:
    given = content("activities")
    kinds = {row["code"]: build_kind(town, row) for row in given["kind"]}
    for row in given["activity"]:
        town.activities.append((build_activity(town, kinds[row["kind"]], row), row))
    DiaryQuestion.objects.bulk_create(
        DiaryQuestion(territory=town.municipality, number=number, text=TranslatedText(row["text"]))
        for number, row in enumerate(given["question"], start=1)
    )
    build_lessons(town)


def build_kind(town: Town, row: dict[str, Any]) -> Kind:
    return Kind.objects.create(
        territory=town.municipality,
        code=row["code"],
        name=TranslatedText(row["name"]),
        form=Form(row["form"]),
        audience=Audience(row.get("audience", "residents")),
        icon=row["icon"],
        weekday=row.get("weekday"),
        gives_certificate=row.get("gives_certificate", False),
        external_programme=row.get("external_programme", ""),
    )


def build_activity(town: Town, kind: Kind, row: dict[str, Any]) -> Activity:
    activity = Activity.objects.create(
        territory=town.municipality,
        kind=kind,
        action=town.actions[row["action"]],
        title=TranslatedText(row["title"]),
        i_want_to=TranslatedText(row.get("i_want_to", {})),
        description=TranslatedText(row["description"]),
        bring_along=TranslatedText(row.get("bring_along", {})),
        topic=Topic(row["topic"]),
        level=row["level"],
        language=row.get("language", "lv"),
        min_age=row.get("min_age"),
    )
    LessonPlan.objects.create(
        activity=activity,
        version=1,
        content="Iepazīšanās 10 min. Rādām 15 min. Darbojas paši 45 min. Ko paņemam līdzi 10 min.",
        made_at=town.now - timedelta(days=DAYS_BACK),
        made_by=town.coordinator,
    )
    return activity


def build_lessons(town: Town) -> None:
    monday = town.today - timedelta(days=DAYS_BACK + (town.today - timedelta(days=DAYS_BACK)).weekday())
    weeks = (DAYS_BACK + DAYS_AHEAD) // 7
    for week in range(weeks):
        start_of_week = monday + timedelta(weeks=week)
        growth = 0.55 + 0.45 * min(1.0, week / 60)
        pace = growth * QUIET_MONTHS.get(start_of_week.month, 1.0)
        for code, usual in PER_WEEK.items():
            for _ in range(times(town.rng, usual * pace)):
                plan_run(town, code, start_of_week)
    save_lessons(town)


def times(rng: Random, expected: float) -> int:
    """A whole number with this mean."""
    return int(expected) + (rng.random() < expected - int(expected))


def plan_run(town: Town, kind_code: str, start_of_week: date) -> None:
    if kind_code == "enterprise" and start_of_week.month in FARM_SEASON:
        return
    options = [(activity, row) for activity, row in town.activities if row["kind"] == kind_code]
    activity, row = town.rng.choices(options, weights=[row.get("weight", 1) for _, row in options])[0]
    venue = town.rng.choice(town.venues)
    weekday = WEDNESDAY if kind_code == "digital_wednesday" else town.rng.choice([0, 1, 2, 3, 4])
    start = town.rng.choice(STARTS)
    trainer = town.rng.choice(town.trainers)
    for number in range(row.get("lessons", 1)):
        day = start_of_week + timedelta(days=weekday + 7 * number)
        if day <= town.today + timedelta(days=DAYS_AHEAD):
            town.lessons.append(make_lesson(town, activity, kind_code, venue, day, start, trainer))


def make_lesson(  # a lesson is these seven things
    town: Town, activity: Activity, kind_code: str, venue: Venue, day: date, start: time, trainer: User
) -> Lesson:
    starts_at = datetime.combine(day, start, tzinfo=RIGA)
    is_slots = kind_code == "consultation"
    is_past = day < town.today
    lesson = Lesson(
        activity=activity,
        venue=venue,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=180 if is_slots else 90),
        registration_closes_at=starts_at,
        seats=6 if is_slots else max(6, min(venue.seats, 16)),
        slot_minutes=SLOT_MINUTES if is_slots else None,
        min_turnout=1 if is_slots else 3,
        status=LessonStatus.HELD if is_past else LessonStatus.OPEN,
        made_at=starts_at - timedelta(days=45),
        submission_key=uuid.UUID(int=town.rng.getrandbits(128), version=4),
    )
    if is_past:
        lesson.attendance_closed_at = lesson.ends_at + timedelta(hours=2)
    lesson.demo_trainer = trainer  # type: ignore[attr-defined]  # remembered until the rows have keys
    return lesson


def save_lessons(town: Town) -> None:
    """Some lessons were cancelled; two of the newest still wait for their attendance."""
    town.lessons.sort(key=lambda lesson: (lesson.starts_at, lesson.submission_key))
    for lesson in town.lessons:
        if lesson.status == LessonStatus.HELD and town.rng.random() < 0.025:
            cancel(town, lesson)
    past = [lesson for lesson in town.lessons if lesson.status == LessonStatus.HELD]
    for lesson in past[-2:]:
        lesson.status, lesson.attendance_closed_at = LessonStatus.OPEN, None
    # The trainer whom visitors step into has something to do.
    ahead = [lesson for lesson in town.lessons if lesson.starts_at > town.now]
    for lesson in [*past[-2:], *ahead[:3]]:
        lesson.demo_trainer = town.users["pasniedzeja"]  # type: ignore[attr-defined]
    Lesson.objects.bulk_create(town.lessons, batch_size=BATCH)
    through = Lesson.trainers.through
    through.objects.bulk_create(
        through(lesson_id=lesson.pk, user_id=lesson.demo_trainer.pk)  # type: ignore[attr-defined]
        for lesson in town.lessons
    )
    book_laipa_computers(town)


def cancel(town: Town, lesson: Lesson) -> None:
    lesson.status = LessonStatus.CANCELLED
    lesson.attendance_closed_at = None
    lesson.cancelled_at = lesson.starts_at - timedelta(days=1)
    lesson.cancelled_by = town.coordinator
    lesson.cancel_reason = "Pasniedzēja slimība"


def book_laipa_computers(town: Town) -> None:
    """The LAIPA computers are in use somewhere: booked for coming lessons, never twice at once."""
    equipment = Equipment.objects.filter(may_travel=True).order_by("id").first()
    if equipment is None:
        return
    coming = [lesson for lesson in town.lessons if lesson.starts_at > town.now]
    free_from = town.now
    for lesson in coming:
        if lesson.starts_at >= free_from and lesson.venue.computers < lesson.seats:
            EquipmentBooking.objects.create(lesson=lesson, equipment=equipment, quantity=equipment.quantity)
            free_from = lesson.ends_at + timedelta(days=6)
