"""A newcomer, ten minutes and ten steps: from the plan to what everybody may see."""

import io
import re
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Page, expect

from digitilts.apps.learning.models import Diary, Lesson, Registration
from digitilts.apps.results.models import Publication
from digitilts.values.channels import Heard
from tests.browser.acts import field, follow, press, see_heading
from tests.browser.conftest import DESK, Visit

THREAD = "/demo/thread/"


def open_step(page: Page, number: int) -> None:
    page.goto(THREAD)
    press(page, f"Atvērt {number}. soli")


def is_done(page: Page, number: int) -> None:
    page.goto(THREAD)
    expect(page.locator(f"#step-{number}")).to_contain_text("Izdarīts")


def figure(page: Page) -> int:
    words = page.locator("main .figure__value").first.inner_text()
    return int(re.sub(r"\D", "", words))


def register_herself(page: Page) -> None:
    follow(page, "Pieteikties")
    field(page, "Sevi").check()
    press(page, "Turpināt")
    field(page, "Vārds").fill("Jaunatnācēja")
    press(page, "Turpināt")
    press(page, "Turpināt")
    press(page, "Pieteikties")
    see_heading(page, "Jums ir vieta")


def register_for(page: Page, lesson: Lesson, told_by: str) -> None:
    page.locator(f"main a[href$='/register/{lesson.pk}/']").click()
    field(page, told_by).check()
    press(page, "Pieteikties")
    expect(page.get_by_text("Nolasiet dienu")).to_be_visible()


def test_ten_steps_lead_from_the_plan_to_the_public_page(visit: Visit, transactional_db: Any) -> None:
    call_command("demo", stdout=io.StringIO())
    page = visit("/", size=DESK)
    follow(page, "Izvadiet mani desmit soļos")
    open_step(page, 1)
    expect(page.locator("main").get_by_role("link", name=re.compile(r"^3\.1 ")).first).to_be_visible()

    open_step(page, 2)
    before = figure(page)

    page.goto(THREAD)
    press(page, "Izveidot nodarbību")
    expect(page.get_by_text("Jūsu nodarbība ir gatava")).to_be_visible()
    lesson = Lesson.objects.latest("pk")

    open_step(page, 4)
    register_herself(page)
    is_done(page, 4)

    open_step(page, 5)
    follow(page, "Jauns cilvēks")
    field(page, "Vārds").fill("Kaimiņiene")
    press(page, "Ievadīt un turpināt ar nodarbībām")
    register_for(page, lesson, "Pats cilvēks, pa tālruni")
    is_done(page, 5)

    open_step(page, 6)
    field(page, "Vārda vai tālruņa numura daļa").fill("Bērziņ")
    press(page, "Meklēt")
    page.locator("main .people__one button").first.click()
    follow(page, "Nodarbības un zvani")
    register_for(page, lesson, "Pats cilvēks, šeit pie letes")
    page.locator(".counter-banner").get_by_role("button", name="Pabeigt").click()
    see_heading(page, "Apkalpot pie letes")
    is_done(page, 6)
    heard = set(Registration.objects.filter(lesson=lesson).values_list("heard", flat=True))
    assert heard == {Heard.OWN_CLICK, Heard.PHONE, Heard.COUNTER}

    open_step(page, 7)
    for row in range(3):
        present = page.locator(".roll__row").nth(row).get_by_role("button", name="Bija")
        present.click()
        expect(present).to_have_attribute("aria-pressed", "true")
    press(page, "Noslēgt apmeklējumu")
    expect(page.get_by_text("Apmeklējums ir noslēgts").first).to_be_visible()
    is_done(page, 7)

    open_step(page, 8)
    page.locator("main textarea").first.fill("Visi pieteicās paši.")
    press(page, "Saglabāt dienasgrāmatu")
    expect(page.get_by_text("Dienasgrāmata ir saglabāta. Paldies!")).to_be_visible()
    assert Diary.objects.filter(lesson=lesson).exists()
    is_done(page, 8)

    open_step(page, 9)
    # Two are new; whoever came from the street may have been counted before.
    assert before + 2 <= figure(page) <= before + 3
    follow(page, "Šie ieraksti")
    expect(page.locator(f"main a[href='/learning/desk/{lesson.pk}/']").first).to_be_visible()

    published = Publication.objects.count()
    follow(page, "Pārskats")
    follow(page, "Publicēt rezultātus")
    press(page, "Apstiprināt un publicēt")
    expect(page.get_by_text(f"{published + 1}. publikācija ir atvērta ikvienam.")).to_be_visible()
    open_step(page, 10)
    see_heading(page, "Ko esam paveikuši")
    assert Publication.objects.count() == published + 1
