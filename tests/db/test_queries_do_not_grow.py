"""No page asks the database more often when there are more rows: every address, before and after growth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import LessonStatus, Mark, RegistrationStatus
from digitilts.apps.notices.models import Conversation
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.plan.models import Objective
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests import factories as f
from tests.worlds import ANONYMOUS, RESIDENT, Page, World, all_pages, make_world

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGES = all_pages()
# Who looks at a page: the first of these whom its door lets in.
GUIDES = (Role.COORDINATOR, Role.HELPER, Role.TRAINER, Role.ADMINISTRATOR, *Role)
FEW, MORE = 1, 3  # rows of everything beside the world's own, and how many are added then


@dataclass(frozen=True)
class Look:
    status: int
    queries: int


@pytest.fixture(scope="module")
def looks(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, tuple[Look, Look]]]:
    """Every page once with few rows and once with many, in one rolled-back transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world("9990000", "Mūsu")
        grow(world, FEW)
        few = {page.name: look_at(page, world) for page in PAGES}
        grow(world, MORE)
        many = {page.name: look_at(page, world) for page in PAGES}
        yield {name: (few[name], many[name]) for name in few}
        transaction.set_rollback(True)


def look_at(page: Page, world: World) -> Look:
    address = reverse(page.name, kwargs=world.address_arguments(page))
    client = Client()
    visitor = visitor_of(page)
    with transaction.atomic():
        if visitor != ANONYMOUS:
            client.force_login(world.users[visitor], backend=BACKEND)
        client.get(address)  # what is remembered between requests is not counted
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return Look(response.status_code, len(captured))


def visitor_of(page: Page) -> str:
    if page.door == "everyone":
        return ANONYMOUS
    if page.door == "signed_in":
        return RESIDENT
    return next(role for role in GUIDES if role in page.door)


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_more_rows_mean_no_more_queries(name: str, looks: dict[str, tuple[Look, Look]]) -> None:
    few, many = looks[name]
    assert many.status == few.status
    assert many.queries <= few.queries


def test_most_pages_were_really_seen(looks: dict[str, tuple[Look, Look]]) -> None:
    """The control: redirects, "only by sending" and files of nothing must not be what is counted."""
    seen = [few for few, _many in looks.values() if few.status == 200]
    assert len(seen) > 80
    assert sum(few.queries > 3 for few in seen) > 60


def test_a_page_that_asks_once_for_each_row_is_noticed(db: None) -> None:
    """The control of the counting itself."""
    person = f.make_person()
    counts = []
    for _time in range(2):
        f.make_need(person=person, code=["larger_text", "companion"][_time])
        with CaptureQueriesContext(connection) as captured:
            [need.person.given_name for need in type(person).objects.get(pk=person.pk).needs.all()]
            [need.refresh_from_db() for need in person.needs.all()]
        counts.append(len(captured))
    assert counts[1] > counts[0]


def grow(world: World, times: int) -> None:
    """One more row of everything, on the same parents that the pages show, and beside them."""
    for _time in range(times):
        grow_plan(world)
        grow_people(world)
        grow_learning(world)
        grow_notices(world)


def grow_plan(world: World) -> None:
    plan, first = world.arguments["plan"], world.arguments["action"]
    area = f.make_area(plan=plan, has_themes=True)
    objective = f.make_objective(area=area)
    f.make_objective(area=Objective.objects.get(pk=world.arguments["objective_id"]).area)
    second = f.make_action(plan=plan, area=area, objective=objective, responsible=world.users[Role.TRAINER])
    for action in (first, second):
        f.make_milestone(action=action)
        f.make_cost_line(action=action)
        f.make_funding_line(action=action)
        f.make_partner(action=action)
        f.make_risk(action=action)
        grow_indicators(world, action)
    f.make_plan_version(plan=plan, number=plan.versions.count() + 20, made_by=world.users[Role.COORDINATOR])
    f.make_plan(territory=world.municipality)


def grow_indicators(world: World, action: Any) -> None:
    """No further measures: each is one declared query of the plan, however many records it counts."""
    plan = world.arguments["plan"]
    top = plan.indicators.get(code=world.arguments["results/about/|code"])
    first = plan.indicators.get(code=world.arguments["plan/indicator/|code"])
    made, own = f.make_indicator(plan=plan, action=action), f.make_indicator(plan=plan)
    f.make_contribution(plan_indicator=top, action_indicator=made)
    for each in (first, top, made, own):
        year = 2030 + each.targets.count()
        f.make_target(indicator=each, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
        f.make_manual_value(indicator=each, entered_by=world.users[Role.BUDGET_PLANNER])


def grow_people(world: World) -> None:
    person, resident = world.arguments["person"], world.users[RESIDENT].person
    years = world.parish.populations.count()
    f.make_population(territory=world.parish, as_of=date(2000 + years, 1, 1))
    other = f.make_person(
        given_name=person.given_name,
        family_name=person.family_name,
        birth_year=person.birth_year,
        home=world.parish,
        phone=person.phone,
    )
    f.make_proxy(person=resident, acts_for=other)
    for each in (person, resident):
        f.make_proxy(person=other, acts_for=each)
        f.make_consent(person=each)
        f.make_entry(object_kind="people.person", object_id=str(each.pk), person_id=each.pk)
    for role in (Role.TRAINER, Role.HELPER, Role.COORDINATOR):
        f.make_user(role, world.municipality)
    venue = f.make_venue(territory=world.parish)
    f.make_equipment(venue=venue)
    f.make_equipment(venue=world.arguments["venue"])
    f.make_territory(f"{world.municipality.code}-{venue.pk}", f"Pagasts {venue.pk}", world.municipality)


def grow_learning(world: World) -> None:
    activity = Lesson.objects.get(pk=world.arguments["lesson_id"]).activity
    kind = f.make_kind(territory=world.municipality, gives_certificate=True)
    beside = f.make_activity(territory=world.municipality, kind=kind, action=world.arguments["action"])
    f.make_diary_question(territory=world.municipality)
    for each in (activity, beside):
        f.make_lesson_plan(activity=each, made_by=world.users[Role.TRAINER])
        for days in (1, -4):
            grow_lesson(world, each, days)
        f.make_certificate(person=f.make_person(home=world.parish), activity=each)
    f.make_certificate(person=world.arguments["person"], activity=beside)
    f.make_feed(person=world.arguments["person"])
    Lesson.objects.filter(pk=world.arguments["lesson_id"]).update(seats=60)
    for lesson in (
        Lesson.objects.get(pk=world.arguments["lesson_id"]),
        Lesson.objects.get(attendances=world.arguments["attendance_id"]),
    ):
        fill_lesson(world, lesson)
    f.make_diary_tag(diary=Lesson.objects.get(attendances=world.arguments["attendance_id"]).diary)


def grow_lesson(world: World, activity: Any, days: int) -> None:
    trainers = [world.users[Role.TRAINER], world.users[Role.COORDINATOR]]
    lesson = f.make_lesson(
        activity=activity,
        venue=f.make_venue(territory=world.parish) if days > 1 else world.arguments["venue"],
        trainers=trainers,
        starts_at=timezone.now() + timedelta(days=days),
        status=LessonStatus.OPEN if days > 0 else LessonStatus.HELD,
    )
    f.make_equipment_booking(lesson=lesson)
    fill_lesson(world, lesson)
    f.make_registration(lesson=lesson, person=world.arguments["person"])
    if days < 0:
        f.make_diary_tag(diary=f.make_diary(lesson=lesson, written_by=world.users[Role.TRAINER]))


def fill_lesson(world: World, lesson: Lesson) -> None:
    """Somebody registered with needs, somebody waiting, somebody who came, somebody without a name."""
    comes = f.make_person(home=world.parish, phone="+37150000009")
    f.make_need(person=comes)
    registration = f.make_registration(lesson=lesson, person=comes, on_word_of=world.arguments["person"])
    waits = f.make_person(home=world.parish)
    f.make_registration(lesson=lesson, person=waits, status=RegistrationStatus.WAITING)
    if lesson.status == LessonStatus.HELD:
        f.make_attendance(lesson=lesson, registration=registration, home=world.parish, age_band="75+")
        f.make_attendance(lesson=lesson, person=f.make_person(), mark=Mark.WALKED_IN, age_band="65-74")
        f.make_attendance(lesson=lesson, mark=Mark.ANONYMOUS)


def grow_notices(world: World) -> None:
    for person in (world.arguments["person"], f.make_person(home=world.parish)):
        call = f.make_message(person=person, channel=Channel.CALL, status=MessageStatus.TO_CALL)
        f.make_call_attempt(message=call)
        f.make_message(person=person, channel=Channel.LETTER, status=MessageStatus.TO_PRINT)
        f.make_receipt(message=f.make_message(person=person, status=MessageStatus.SENT))
        conversation = f.make_conversation(person=person, territory=world.parish)
        f.make_conversation_entry(conversation=conversation)
    first = Conversation.objects.get(pk=world.arguments["conversation_id"])
    f.make_conversation_entry(conversation=first, written_by=world.users[Role.HELPER])
