"""Inga's figure: it moves when a trainer has marked, opens onto its records, and becomes public."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.people.models import User
from digitilts.apps.results.models import Publication
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import follow, press, see_heading
from tests.browser.conftest import DESK, Visit

BEFORE = 11
TITLE = "Iedzīvotāji, kas piedalījušies"


def town_with_eleven_learners(trainer: User) -> Lesson:
    """Eleven have been to an earlier lesson; Anna has a place in the one that has just begun."""
    plan = f.make_plan()
    indicator = f.make_indicator(plan=plan, code="P1", title=TITLE, measure="residents_reached")
    year = timezone.localdate().replace(month=1, day=1)
    f.make_target(indicator=indicator, starts_on=year, ends_on=year.replace(month=12, day=31))
    activity = f.make_activity(action=f.make_action(plan=plan))
    now = timezone.now()
    held = f.make_lesson(
        activity=activity, starts_at=now - timedelta(minutes=20), status=LessonStatus.HELD, seats=BEFORE
    )
    for _learner in range(BEFORE):
        f.make_attendance(lesson=held, home=f.make_territory(), age_band="65-74")
    lesson = f.make_lesson(activity=activity, starts_at=now - timedelta(minutes=10), trainers=[trainer])
    anna = f.make_person(given_name="Anna", family_name="Ābola", birth_year=1955)
    f.make_registration(lesson=lesson, person=anna)
    return lesson


def figure_on(page: Page) -> str:
    return page.locator("main .figure__value").first.inner_text().split()[0]


def test_a_figure_moves_opens_onto_its_records_and_becomes_public(visit: Visit) -> None:
    trainer = f.make_user(Role.TRAINER, display_name="Līga")
    lesson = town_with_eleven_learners(trainer)
    inga = visit("/results/dashboard/", user=f.make_user(Role.COORDINATOR), size=DESK)
    inga.locator("main").get_by_role("link", name=TITLE).first.click()
    see_heading(inga, f"P1 {TITLE}")
    assert figure_on(inga) == str(BEFORE)

    liga = visit(f"/learning/desk/{lesson.pk}/attendance/", user=trainer)
    press(liga, "Bija")
    expect(liga.get_by_role("button", name="Bija", exact=True)).to_have_attribute("aria-pressed", "true")
    press(liga, "Noslēgt apmeklējumu")
    expect(liga.get_by_text("Apmeklējums ir noslēgts").first).to_be_visible()

    inga.reload()
    see_heading(inga, f"P1 {TITLE}")
    assert figure_on(inga) == str(BEFORE + 1)
    follow(inga, "Šie ieraksti")
    rows = inga.get_by_role("region", name="Ieraksti").locator("tbody tr")
    expect(rows).to_have_count(BEFORE + 1)
    adds = [int(row.get_by_role("cell").last.inner_text()) for row in rows.all()]
    assert sum(adds) == BEFORE + 1
    assert figure_on(inga) == str(BEFORE + 1)
    inga.locator(f"main a[href='/learning/desk/{lesson.pk}/']").first.click()
    expect(inga.get_by_text("Anna Ābola")).to_be_visible()

    everybody = visit("/results/", javascript=False)
    expect(everybody.get_by_text("Rezultāti vēl nav publicēti")).to_be_visible()
    inga.goto("/results/dashboard/")
    follow(inga, "Publicēt rezultātus")
    press(inga, "Apstiprināt un publicēt")
    expect(inga.get_by_text("1. publikācija ir atvērta ikvienam.")).to_be_visible()
    assert Publication.objects.count() == 1
    everybody.reload()
    expect(everybody.locator("main").get_by_role("link", name=TITLE).first).to_be_visible()
    assert figure_on(everybody) == str(BEFORE + 1)
    expect(everybody.locator("body")).not_to_contain_text("Ābola")


def test_a_figure_of_three_people_stays_hidden(visit: Visit) -> None:
    plan = f.make_plan()
    f.make_indicator(plan=plan, code="P1", title=TITLE, measure="residents_reached")
    activity = f.make_activity(action=f.make_action(plan=plan))
    started = timezone.now() - timedelta(minutes=20)
    held = f.make_lesson(activity=activity, starts_at=started, status=LessonStatus.HELD)
    for _learner in range(3):
        f.make_attendance(lesson=held)
    inga = visit("/results/publish/", user=f.make_user(Role.COORDINATOR), size=DESK, javascript=False)
    press(inga, "Apstiprināt un publicēt")
    everybody = visit("/results/", javascript=False)
    expect(everybody.get_by_text("slēpts, jo skaitlis ir mazs").first).to_be_visible()
    assert Publication.objects.count() == 1
