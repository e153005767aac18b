"""A small town with enough of everything that every measure has something to count."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digitilts.apps.learning.rules import Audience, LessonStatus, Mark, RegistrationStatus
from digitilts.apps.notices.rules import Author, CallOutcome, MessageStatus, Topic
from digitilts.apps.plan.models import Plan
from digitilts.values.age_bands import CODES
from digitilts.values.channels import Heard
from tests import factories as make

RIGA = ZoneInfo("Europe/Riga")
PARISHES = (("0540010", "Elejas pagasts"), ("0540020", "Glūdas pagasts"), ("0540030", "Vilces pagasts"))


def build_town(*, seed: int = 7, lessons: int = 24, people: int = 14) -> Plan:
    """The same seed gives the same town: lessons from December to March, all marks, all kinds."""
    dice = random.Random(seed)
    municipality = make.make_municipality()
    parishes = [make.make_territory(code, name) for code, name in PARISHES]
    for parish in parishes:
        make.make_population(territory=parish, people=dice.randint(100, 900))
        for band in ("0-15", "65-74", "75+"):
            make.make_population(territory=parish, people=dice.randint(10, 90), age_band=band)
    plan = make.make_plan(territory=municipality, first_year=2025, last_year=2029)
    activities = _activities(plan)
    residents = [
        make.make_person(home=dice.choice([*parishes, None]), sex=dice.choice(["f", "m", ""]))
        for _ in range(people)
    ]
    venues = [make.make_venue(territory=parish, is_step_free=dice.random() < 0.5) for parish in parishes[:2]]
    for _ in range(lessons):
        starts = datetime(2025, 12, 1, 10, tzinfo=RIGA) + timedelta(days=dice.randint(0, 89))
        _lesson(dice, dice.choice(activities), dice.choice(venues), starts, residents)
    _contacts(dice, residents)
    return plan


def _activities(plan: Plan):
    actions = [make.make_action(plan=plan, code=code) for code in ("1.1", "2.1")]
    kinds = [
        make.make_kind(code="course"),
        make.make_kind(code="youth", audience=Audience.YOUTH),
        make.make_kind(code="izm", external_programme="IZM"),
        make.make_kind(code="staff", audience=Audience.STAFF),
        make.make_kind(code="private", counts_in_results=False),
    ]
    return [
        make.make_activity(kind=kind, action=action, level=level, topic=topic)
        for kind, level, topic in zip(
            kinds, (1, 2, 3, 1, 2), ("safety", "health", "work", "safety", "work"), strict=True
        )
        for action in (*actions, None)
    ]


def _lesson(dice, activity, venue, starts, residents) -> None:
    status = dice.choice([LessonStatus.HELD] * 4 + [LessonStatus.OPEN])
    lesson = make.make_lesson(
        activity=activity,
        venue=venue,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=dice.choice([60, 90, 120])),
        status=status,
        seats=20,
    )
    for person in dice.sample(residents, dice.randint(0, 8)):
        waited = dice.random() < 0.2
        registration = make.make_registration(
            lesson=lesson,
            person=person,
            heard=dice.choice([Heard.OWN_CLICK, Heard.PHONE, Heard.COUNTER]),
            status=dice.choice([RegistrationStatus.REGISTERED] * 3 + [RegistrationStatus.MOVED]),
            created_at=starts - timedelta(days=3),
        )
        if waited:
            lesson.last_waiting_number += 1
            lesson.save()
            registration.waiting_number = lesson.last_waiting_number
            registration.save()
        make.make_attendance(
            lesson=lesson,
            person=person,
            mark=dice.choice([Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.NO_SHOW, Mark.WALKED_IN]),
            age_band=dice.choice(CODES),
            sex=person.sex,
            home=person.home,
        )
    for _ in range(dice.randint(0, 2)):
        make.make_attendance(lesson=lesson, mark=Mark.ANONYMOUS)
    if dice.random() < 0.6:
        make.make_diary(lesson=lesson)
    message = make.make_message(
        person=dice.choice(residents),
        topic=Topic.CHANGE,
        about_kind="learning.lesson",
        about_id=str(lesson.pk),
        status=dice.choice([MessageStatus.SENT, MessageStatus.TO_CALL, MessageStatus.REACHED]),
        created_at=starts - timedelta(days=1),
    )
    make.make_receipt(message=message, is_success=dice.random() < 0.5)
    make.make_call_attempt(message=message, outcome=dice.choice(list(CallOutcome)))


def _contacts(dice, residents) -> None:
    for day in range(14):
        opened = datetime(2026, 1, 5 + day, 9, tzinfo=RIGA)
        asked = make.make_conversation(
            person=dice.choice(residents),
            territory=make.make_territory(*PARISHES[0]),
            opened_at=opened,
            last_entry_at=opened,
        )
        make.make_conversation_entry(conversation=asked, at=opened)
        if dice.random() < 0.8:
            make.make_conversation_entry(
                conversation=asked,
                author=Author.STAFF,
                at=opened + timedelta(days=dice.randint(0, 8), hours=3),
            )


def indicator_for(plan: Plan, measure: str, **given):
    """An indicator with a target for 2026."""
    made = make.make_indicator(plan=plan, measure=measure, **given)
    make.make_target(indicator=made, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), value=10)
    return made
