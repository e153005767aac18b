"""Sarmīte at a shared computer: one person at a time, and nothing of the last one left."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from digitilts.apps.learning.models import Registration
from digitilts.apps.people.models import CounterSession, Person, User
from digitilts.values.channels import Heard
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import field, follow, press, see_heading
from tests.browser.conftest import DESK, Visit

STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


@pytest.fixture
def librarian(transactional_db: None) -> User:
    return f.make_user(Role.HELPER, display_name="Sarmīte")


@pytest.fixture
def velta(transactional_db: None) -> Person:
    return f.make_person(given_name="Velta", family_name="Strazdiņa", phone="+37126777888")


def serve(page: Page, name: str) -> None:
    page.goto("/people/counter/")
    field(page, "Vārda vai tālruņa numura daļa").fill(name)
    press(page, "Meklēt")
    press(page, name)
    see_heading(page, name)
    expect(page.get_by_text(f"Jūs apkalpojat: {name}.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_after_finishing_nothing_of_the_person_is_left(
    javascript: bool, visit: Visit, librarian: User, velta: Person
) -> None:
    lesson = f.make_lesson()
    other = f.make_person(given_name="Biruta", family_name="Cita")
    page = visit("/people/counter/", user=librarian, size=DESK, javascript=javascript)
    serve(page, "Velta Strazdiņa")

    assert page.request.get(f"/people/{other.pk}/").status == 404
    assert page.request.get(f"/learning/caller/?person={other.pk}").status == 404

    follow(page, "Nodarbības un zvani")
    page.locator("main").get_by_role("link", name="Pieteikties").click()
    field(page, "Pats cilvēks, šeit pie letes").check()
    press(page, "Pieteikties")
    expect(page.get_by_text("Nolasiet dienu")).to_be_visible()
    place = Registration.objects.get()
    assert (place.person, place.lesson, place.heard) == (velta, lesson, Heard.COUNTER)

    page.locator(".counter-banner").get_by_role("button", name="Pabeigt").click()
    see_heading(page, "Apkalpot pie letes")
    session = CounterSession.objects.get()
    assert session.expires_at <= timezone.now()
    nothing_is_left(page)

    page.go_back()
    nothing_is_left(page)
    page.goto(f"/people/{velta.pk}/")
    nothing_is_left(page)
    assert page.url.endswith("/people/counter/")

    press(page, "Atpakaļ pie sava darba")
    see_heading(page, "Cilvēki")
    session.refresh_from_db()
    assert session.closed_at is not None


def nothing_is_left(page: Page) -> None:
    """Not on the page, not in its source or title, not in what the browser stores."""
    expect(page.locator("body")).not_to_contain_text("Velta")
    for where in (page.content(), page.title(), page.url, page.evaluate(STORED)):
        assert "Strazdi" not in where
        assert "26777888" not in where.replace(" ", "").replace("\\xa0", "")


def test_it_ends_by_itself_when_nobody_clicks(visit: Visit, librarian: User, velta: Person) -> None:
    page = visit("/people/counter/", user=librarian, size=DESK)
    serve(page, "Velta Strazdiņa")
    CounterSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    page.reload()
    see_heading(page, "Apkalpot pie letes")
    nothing_is_left(page)
    follow_up = page.request.get(f"/people/{velta.pk}/")
    assert "Strazdi" not in follow_up.text()


def test_a_page_left_open_leaves_by_itself(visit: Visit, librarian: User, velta: Person) -> None:
    page = visit("/people/counter/", user=librarian, size=DESK, javascript=False)
    serve(page, "Velta Strazdiņa")
    CounterSession.objects.update(expires_at=timezone.now() + timedelta(seconds=1))
    page.goto(f"/people/{velta.pk}/")

    page.wait_for_url("**/people/counter/")
    see_heading(page, "Apkalpot pie letes")
    nothing_is_left(page)
