"""Signing in and out: staff with a second proof or a passkey, residents by a code that works once."""

import re
from typing import Any

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from digitilts.apps.people.models import User
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import field, follow, press, see_heading
from tests.browser.conftest import DESK, Visit

PASSWORD = "kaija lido pāri Lielupei"
EMAIL = "velta@example.lv"
HER_PAGE = re.compile("/results/dashboard/$")
MOST_TRIES = 3  # of a code; allauth's own number


def staff() -> User:
    user = f.make_user(Role.COORDINATOR, username="inga", display_name="Inga", email="inga@example.lv")
    f.make_plan()
    user.set_password(PASSWORD)
    user.save()
    return user


def give_password(page: Page, words: str = PASSWORD) -> None:
    page.goto("/account/login/")
    field(page, "Lietotājvārds vai e-pasts").fill("inga")
    page.locator("input[type=password]").fill(words)
    press(page, "Ieiet")


def prove_again(page: Page) -> None:
    """Whoever changes how she signs in gives her password once more."""
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()


def totp_code(secret: str) -> str:
    # The middle one is now: with a tolerance of one the neighbours are accepted too, however slow the page.
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return format_hotp_value(hotp_value(secret, counter))


def sign_out(page: Page) -> None:
    """The browser forgets; the way back shows nothing."""
    seen = page.url
    with page.expect_response(lambda answer: "/logout/" in answer.url) as answer:
        page.get_by_role("banner").get_by_role("button", name="Iziet").click()
    assert '"cache"' in answer.value.all_headers()["clear-site-data"]
    expect(page.get_by_role("button", name="Iziet")).to_have_count(0)
    page.goto(seen)
    see_heading(page, "Ieiet")
    page.go_back()
    expect(page.get_by_role("button", name="Iziet")).to_have_count(0)


def test_staff_set_up_the_app_before_anything_else_and_need_it_afterwards(
    visit: Visit, settings: Any
) -> None:
    settings.STAFF_MFA = True
    settings.MFA_TOTP_TOLERANCE = 1  # the test may begin in the last second of a code
    user = staff()
    page = visit("/", size=DESK)
    give_password(page)
    see_heading(page, "Kā Jūs apliecināt, ka tas esat Jūs")
    page.goto("/results/dashboard/")
    see_heading(page, "Kā Jūs apliecināt, ka tas esat Jūs")

    follow(page, "Iestatīt lietotni")
    prove_again(page)
    secret = page.locator("main p strong").inner_text()
    page.locator("main input[name=code]").fill(totp_code(secret))
    press(page, "Pabeigt")
    expect(page).not_to_have_url(re.compile("/totp/activate/"))
    assert user.authenticator_set.filter(type="totp").count() == 1
    page.goto("/start/")
    expect(page).to_have_url(HER_PAGE)

    sign_out(page)
    give_password(page)
    see_heading(page, "Otrs apliecinājums")
    page.goto("/start/")
    see_heading(page, "Otrs apliecinājums")
    page.locator("main input[name=code]").fill(totp_code(secret))
    press(page, "Ieiet")
    expect(page).to_have_url(HER_PAGE)


def test_a_wrong_password_says_so_and_cannot_be_guessed_for_ever(visit: Visit) -> None:
    staff()
    page = visit("/", javascript=False)
    for _guess in range(5):
        give_password(page, "nepareiza parole")
        expect(page.get_by_role("alert")).to_be_visible()
    give_password(page)
    expect(page.get_by_role("button", name="Iziet")).to_have_count(0)
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_passkey_opens_the_door_without_a_password(visit: Visit) -> None:
    user = staff()
    page = visit("/", size=DESK)
    plug_in_authenticator(page)
    give_password(page)
    expect(page).to_have_url(HER_PAGE)
    page.goto("/account/2fa/")
    follow(page, "Pievienot atslēgu")
    prove_again(page)
    page.locator("main input[type=text]").fill("Darba dators")
    page.locator("main input[type=checkbox]").check()
    press(page, "Pievienot atslēgu")
    expect(page).not_to_have_url(re.compile("/webauthn/add/"))
    assert user.authenticator_set.filter(type="webauthn").count() == 1

    sign_out(page)
    page.goto("/account/login/")
    press(page, "Lietot piekļuves atslēgu")
    expect(page).to_have_url(HER_PAGE)
    expect(page.get_by_role("banner").get_by_role("button", name="Iziet")).to_be_visible()


def plug_in_authenticator(page: Page) -> None:
    """Chromium's own stand-in for a fingerprint reader."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    able = ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")
    reader = {"protocol": "ctap2", "transport": "internal", **dict.fromkeys(able, True)}
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": reader})


def ask_for_code(page: Page, email: str = EMAIL) -> None:
    page.goto("/account/login/")
    follow(page, "Atsūtīt kodu e-pastā")
    page.locator("main input[type=email]").fill(email)
    press(page, "Atsūtīt kodu")
    see_heading(page, "Ierakstiet kodu")


def type_code(page: Page, code: str) -> None:
    page.locator("main input[name=code]").fill(code)
    press(page, "Turpināt")


def code_on(page: Page) -> str:
    """A demo without a mail server shows the code on the page."""
    words = page.get_by_text("Demonstrācija: kods ir").inner_text()
    return words.removeprefix("Demonstrācija: kods ir ").rstrip(".").strip()


def test_a_resident_signs_in_by_a_code_and_out_again(visit: Visit) -> None:
    velta = f.make_person(given_name="Velta", email=EMAIL)
    page = visit("/", javascript=False)
    ask_for_code(page)
    type_code(page, code_on(page))
    expect(page.get_by_role("button", name="Iziet")).to_be_visible()
    assert User.objects.get(person=velta).last_login is not None
    page.goto("/people/me/")
    expect(page.locator("main")).to_contain_text("Velta")
    sign_out(page)


def test_a_wrong_code_is_limited_and_a_stranger_gets_none(visit: Visit) -> None:
    f.make_person(given_name="Velta", email=EMAIL)
    page = visit("/", javascript=False)
    ask_for_code(page)
    code = code_on(page)
    for _guess in range(MOST_TRIES):
        type_code(page, "AAAAAA")
    expect(page.locator("main input[name=code]")).to_have_count(0)
    page.goto("/account/login/code/confirm/")
    expect(page.locator("main input[name=code]")).to_have_count(0)
    assert not User.objects.exclude(last_login=None).exists()

    ask_for_code(page, "svess@example.lv")
    expect(page.get_by_text("Demonstrācija: kods ir")).to_have_count(0)
    type_code(page, code)
    expect(page.get_by_role("button", name="Iziet")).to_have_count(0)
