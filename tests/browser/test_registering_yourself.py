"""A resident on an old phone: from the front page to a place, and back out of it, without an account."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from digitilts.apps.learning.models import Activity, Lesson, Registration
from digitilts.apps.learning.rules import RegistrationStatus, Travel
from digitilts.apps.notices.models import Message
from digitilts.apps.people.models import Person
from digitilts.values.channels import Heard
from tests import factories as f
from tests.browser.acts import field, fields_of, follow, go_to, press, see_heading
from tests.browser.conftest import Visit

WISH = "pieteikties pie ārsta"


@pytest.fixture
def lesson(transactional_db: None) -> Lesson:
    return f.make_lesson(venue=f.make_venue(name="Elejas bibliotēka"))


def another_date(activity: Activity) -> Lesson:
    venue = f.make_venue(name="Zaļenieku bibliotēka")
    return f.make_lesson(activity=activity, venue=venue, starts_at=timezone.now() + timedelta(days=10))


def answer_up_to_the_name(page: Page) -> None:
    """From the front page to the question of the name, by what is written on the page."""
    follow(page, "Skatīt visas nodarbības")
    page.get_by_role("link", name=WISH).click()
    follow(page, "Kā pieteikties ārstam")
    expect(page.get_by_text("10 brīvas vietas")).to_be_visible()
    follow(page, "Pieteikties")
    see_heading(page, "Ko Jūs piesakāt?")
    field(page, "Sevi").check()
    press(page, "Turpināt")
    see_heading(page, "Kā Jūs sauc?")


def register(page: Page) -> str:
    """Everything to the confirmation; gives the code that stands there."""
    answer_up_to_the_name(page)
    field(page, "Vārds").fill("Austra")
    press(page, "Turpināt")
    field(page, "Kājām").check()
    press(page, "Turpināt")
    press(page, "Pieteikties")
    see_heading(page, "Jums ir vieta")
    return page.locator(".c-code").inner_text()


def test_a_resident_registers_moves_and_cancels_without_javascript(visit: Visit, lesson: Lesson) -> None:
    later = another_date(lesson.activity)
    page = visit("/", javascript=False)

    code = register(page)

    first = Registration.objects.get()
    assert (first.lesson, first.status, first.heard) == (
        lesson,
        RegistrationStatus.REGISTERED,
        Heard.OWN_CLICK,
    )
    assert first.travel == Travel.ON_FOOT
    assert (first.person.name, first.person.phone, first.person.email) == ("Austra", None, None)
    assert "".join(code.split()) == first.code
    expect(page.get_by_text("Elejas bibliotēka")).to_be_visible()

    page.goto("/")
    follow(page, "Man ir kods no iepriekšēja pieteikuma")
    field(page, "Pieteikuma kods").fill(code.lower())
    field(page, "Vārda pirmais burts").fill("a")
    press(page, "Rādīt manu vietu")
    see_heading(page, "Jums ir vieta")

    page.get_by_role("button", name="Pārcelt šurp").click()
    expect(page.get_by_text("Zaļenieku bibliotēka").first).to_be_visible()
    see_heading(page, "Jums ir vieta")
    first.refresh_from_db()
    second = Registration.objects.get(lesson=later)
    assert (first.status, second.status) == (RegistrationStatus.MOVED, RegistrationStatus.REGISTERED)
    assert second.person == first.person
    assert seats_taken(lesson, later) == [0, 1]

    press(page, "Atteikties no vietas")
    see_heading(page, "Šis pieteikums vairs nav spēkā")
    second.refresh_from_db()
    assert second.status == RegistrationStatus.CANCELLED
    assert seats_taken(lesson, later) == [0, 0]
    assert Person.objects.count() == 1


def seats_taken(*lessons: Lesson) -> list[int]:
    for lesson in lessons:
        lesson.refresh_from_db()
    return [lesson.seats_taken for lesson in lessons]


def test_a_missing_name_loses_nothing_that_was_typed(visit: Visit, lesson: Lesson) -> None:
    page = visit("/", javascript=False)
    answer_up_to_the_name(page)
    field(page, "Uzvārds").fill("Bērziņa")
    field(page, "Tālrunis").fill("26 123 456")
    field(page, "Dzimšanas gads").fill("1948")
    press(page, "Turpināt")

    expect(page.get_by_role("alert")).to_contain_text("Uzrakstiet vārdu.")
    expect(field(page, "Uzvārds")).to_have_value("Bērziņa")
    expect(field(page, "Tālrunis")).to_have_value("26 123 456")
    expect(field(page, "Dzimšanas gads")).to_have_value("1948")
    assert Registration.objects.count() == 0

    field(page, "Vārds").fill("Austra")
    press(page, "Turpināt")
    press(page, "Turpināt")
    press(page, "Atpakaļ")
    press(page, "Atpakaļ")
    expect(field(page, "Uzvārds")).to_have_value("Bērziņa")
    press(page, "Turpināt")
    press(page, "Turpināt")
    press(page, "Pieteikties")
    see_heading(page, "Jums ir vieta")
    person = Registration.objects.get().person
    assert (person.name, person.phone, person.birth_year) == ("Austra Bērziņa", "+37126123456", 1948)
    assert Message.objects.filter(person=person, template="learning/seat_confirmed").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_pressing_the_last_button_twice_makes_one_registration(
    javascript: bool, visit: Visit, lesson: Lesson
) -> None:
    page = visit("/", javascript=javascript)
    answer_up_to_the_name(page)
    field(page, "Vārds").fill("Austra")
    press(page, "Turpināt")
    press(page, "Turpināt")
    see_heading(page, "Vai viss ir pareizi?")
    asked = page.url
    form = fields_of(page.locator("main form"))
    press(page, "Pieteikties")
    see_heading(page, "Jums ir vieta")

    again = page.request.post(asked, form=form, headers={"Referer": asked})

    assert "Jums ir vieta" in again.text()
    assert Registration.objects.count() == 1
    assert seats_taken(lesson) == [1]
    assert Message.objects.count() == 1


def test_a_resident_registers_with_the_keyboard_alone(visit: Visit, lesson: Lesson) -> None:
    page = visit(f"/learning/lesson/{lesson.pk}/")
    keys = page.keyboard
    go_to(page, "a[href$='/register/']")
    keys.press("Enter")
    see_heading(page, "Ko Jūs piesakāt?")
    go_to(page, "[name=who]")
    keys.press("Space")
    keys.press("Enter")
    see_heading(page, "Kā Jūs sauc?")
    go_to(page, "[name=given_name]")
    keys.type("Austra")
    keys.press("Enter")
    see_heading(page, "Kā Jūs atnāksiet?")
    go_to(page, "main form button[type=submit]:not([name=go])")
    keys.press("Enter")
    see_heading(page, "Vai viss ir pareizi?")
    go_to(page, "main form button[type=submit]:not([name=go])")
    keys.press("Enter")
    see_heading(page, "Jums ir vieta")
    assert Registration.objects.get().person.name == "Austra"
