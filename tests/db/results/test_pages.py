"""The desk pages: who may open them, that they add up, that queries do not grow."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.plan.models import Plan
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.measures.registry import MEASURES
from digitilts.apps.results.queries.words import shown
from digitilts.values.roles import Role
from tests import factories as make
from tests.db.results.town import build_town, indicator_for

READERS = [Role.COORDINATOR, Role.BUDGET_PLANNER, Role.AUDITOR, Role.ADMINISTRATOR]
OTHERS = [Role.HELPER, Role.TRAINER, Role.DISPATCHER, Role.DRIVER, Role.VOLUNTEER_COORDINATOR]


@pytest.fixture
def plan() -> Plan:
    plan = build_town(lessons=10)
    indicator_for(plan, "residents_reached", code="P1", disaggregations=["parish", "age_band", "sex"])
    indicator_for(plan, "participant_hours", code="P3", disaggregations=["parish"])
    indicator_for(plan, "no_show_share", code="P7")
    indicator_for(plan, "lessons_held", code="1.1.1", action=plan.actions.get(code="1.1"))
    return plan


def signed_in(role: Role, territory=None) -> Client:
    client = Client()
    client.force_login(make.make_user(role, territory))
    return client


def pages(plan: Plan) -> list[str]:
    return [
        "/results/dashboard/",
        "/results/figures.xlsx",
        "/results/indicator/P1/",
        "/results/indicator/P1/rows/",
        "/results/indicator/P1/rows.xlsx",
        "/results/indicator/P1/rows.csv",
        reverse("results:action_results", args=["1.1"]),
    ]


@pytest.mark.parametrize("role", READERS)
def test_those_who_answer_for_results_read_every_page(plan: Plan, role: Role) -> None:
    client = signed_in(role)
    assert {page: client.get(page).status_code for page in pages(plan)} == dict.fromkeys(pages(plan), 200)


@pytest.mark.parametrize("role", OTHERS)
def test_other_staff_is_not_let_in(plan: Plan, role: Role) -> None:
    client = signed_in(role)
    for page in pages(plan):
        assert client.get(page).status_code == 403


def test_a_stranger_is_asked_to_sign_in(plan: Plan) -> None:
    for page in [*pages(plan), "/results/publish/"]:
        assert Client().get(page).status_code == 302


@pytest.mark.parametrize("role", READERS)
def test_another_municipality_finds_nothing(plan: Plan, role: Role) -> None:
    make.make_plan(territory=make.municipality_of(make.make_other_territory()), title="Cits plāns")
    client = signed_in(role, make.municipality_of(make.make_other_territory()))
    for page in pages(plan)[2:]:
        assert client.get(page).status_code == 404
        assert client.get(f"{page}?plan={plan.pk}").status_code == 404
    assert plan.title not in client.get("/results/dashboard/").content.decode()


def test_without_any_plan_the_dashboard_leads_to_where_one_begins() -> None:
    answer = signed_in(Role.COORDINATOR).get("/results/dashboard/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("plan:plan_page"))


def test_what_does_not_exist_is_not_found(plan: Plan) -> None:
    client = signed_in(Role.COORDINATOR)
    for page in ("indicator/none/", "indicator/none/rows/", "indicator/none/rows.csv", "action/none/"):
        assert client.get(f"/results/{page}").status_code == 404


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.COORDINATOR, True), (Role.AUDITOR, True), (Role.BUDGET_PLANNER, False)]
)
def test_only_some_roles_see_names_behind_a_figure(plan: Plan, role: Role, sees: bool) -> None:
    client = signed_in(role)
    assert ("Kalniņa" in client.get("/results/indicator/P1/rows/").content.decode()) is sees
    assert ("Kalniņa" in client.get("/results/indicator/P1/rows.csv").content.decode()) is sees


@pytest.mark.parametrize("code", ["P1", "P3", "P7", "1.1.1"])
def test_the_workbooks_rows_add_up_to_the_screen(plan: Plan, code: str) -> None:
    client = signed_in(Role.COORDINATOR)
    figure = indicator_figures(plan, timezone.localdate())[code]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/results/indicator/{code}/rows.xlsx").content))
    head, *rows = list(book.worksheets[0].values)
    adds = head.index("Pieskaita")
    assert sum(row[adds] for row in rows) == pytest.approx(float(figure.numerator))
    assert len(rows) == figure.records
    screen = client.get(f"/results/indicator/{code}/rows/").content.decode()
    assert shown(figure.value, figure.measure) in screen


def test_the_csv_rows_add_up_and_start_no_formula(plan: Plan) -> None:
    lesson = Lesson.objects.filter(status=LessonStatus.HELD, attendances__mark="present").first()
    lesson.activity.title = {"lv": "=HYPERLINK(1)", "en": "=1"}
    lesson.activity.save()
    figure = indicator_figures(plan, timezone.localdate())["P1"]
    text = signed_in(Role.COORDINATOR).get("/results/indicator/P1/rows.csv").content.decode("utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(text)))
    assert sum(int(row[head.index("Pieskaita")]) for row in rows) == figure.numerator
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_narrowing_by_parish_gives_the_line_of_the_split(plan: Plan) -> None:
    figure = indicator_figures(plan, timezone.localdate())["P1"]
    client = signed_in(Role.COORDINATOR)
    for part in MEASURES["residents_reached"].split(figure.scope, "parish"):
        page = client.get("/results/indicator/P1/rows/", {"parish": part.key or "-"})
        assert page.context["page"].whole.numerator == part.numerator
        assert page.context["page"].whole.records == part.records


def test_a_choice_that_does_not_exist_is_refused_in_words(plan: Plan) -> None:
    page = signed_in(Role.COORDINATOR).get("/results/indicator/P1/rows/?parish=nowhere&page=zzz")
    assert page.status_code == 200
    assert page.context["form"].errors


def test_every_record_leads_to_its_lesson(plan: Plan) -> None:
    page = signed_in(Role.COORDINATOR).get("/results/indicator/1.1.1/rows/").content.decode()
    ours = Lesson.objects.filter(activity__action__code="1.1", status=LessonStatus.HELD)
    recent = [lesson for lesson in ours if lesson.starts_at.year == 2026]
    assert all(f"/learning/lesson/{lesson.pk}/" in page or str(lesson.pk) in page for lesson in recent)


def test_the_dashboard_says_what_needs_me(plan: Plan) -> None:
    now = timezone.now()
    action = plan.actions.get(code="1.1")
    make.make_milestone(action=action, title="Nokavēts darbs", due_on=now.date() - timedelta(days=3))
    make.make_milestone(action=action, title="Vēl laiks", due_on=now.date() + timedelta(days=3))
    manual = make.make_indicator(plan=plan, code="P9", title="Aptauja")
    make.make_manual_value(indicator=manual)
    activity = action.activities.first()
    soon = make.make_lesson(activity=activity, starts_at=now + timedelta(days=2), seats=10, seats_taken=1)
    over = make.make_lesson(
        activity=activity, starts_at=now - timedelta(hours=5), ends_at=now - timedelta(hours=3)
    )
    page = signed_in(Role.COORDINATOR).get("/results/dashboard/")
    tasks = {task.key: task for task in page.context["page"].tasks}
    assert tasks["milestones"].count == 1
    assert "Nokavēts darbs" in tasks["milestones"].examples[0].label
    assert tasks["to_approve"].count == 1
    assert tasks["low_turnout"].count == 1
    assert str(soon.pk) in tasks["low_turnout"].examples[0].to
    assert tasks["attendance"].count >= 1
    assert tasks["attendance"].count > 3 or str(over.pk) in tasks["attendance"].examples[-1].to
    assert "Vilces pagasts" in page.content.decode()  # no lesson was held there


def test_pages_ask_the_database_as_often_with_more_records(plan: Plan) -> None:
    client = signed_in(Role.COORDINATOR)

    def queries() -> dict[str, int]:
        found = {}
        for page in pages(plan):
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            found[page] = len(captured)
        return found

    queries()
    few = queries()
    for lesson in list(Lesson.objects.all()):
        for _ in range(4):
            make.make_attendance(lesson=lesson)
    assert queries() == few
