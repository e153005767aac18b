"""Pages that nobody walks past every day: signing in, things that went wrong, a municipality without a row,
names longer than anyone thought of; and proof that the looking finds what is wrong."""

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page as Tab

from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.barriers import look, look_closely, opens, ours
from tests.browser.conftest import Window
from tests.browser.test_every_page import GUIDES, addresses, guide_of
from tests.worlds import ANONYMOUS, World, all_pages, make_world

BEFORE_SIGNING_IN = (
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_signup",
)
AFTER_SIGNING_IN = (
    "account_logout",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)
# Words as long as Latvian allows, without a place to break and with many.
LONG = "Ļaudonasvecpiebalgasjaunjelgavasdigitālāsiekļaušanas un pagaidāmneiedomājamās"

BROKEN = """<!doctype html><html lang="lv" class="resident"><meta charset="utf-8">
<title>Aplams · Digitilts</title>
<main><h2>A</h2><h1>B</h1><h1>C</h1><img src="data:,">
<p style="color:#bbb;background:#fff">Bāls</p><p style="color:#707070;background:#fff">Pelēks</p>
<button style="width:20px;height:20px;outline:none">x</button>
<div style="width:2000px">Plats</div>
<div class="chip" style="display:block;width:30px;overflow:hidden">Nogriezts teksts</div></main>"""


def walk(tab: Tab, paths: list[str]) -> list[str]:
    wrong = []
    for path in paths:
        assert opens(tab, path), path
        wrong += [f"{path} {barrier}" for barrier in look(tab, "lv") + look_closely(tab)]
    return wrong


def test_the_way_in_has_no_barrier(window: Window) -> None:
    assert walk(window(), [reverse(name) for name in BEFORE_SIGNING_IN]) == []


def test_keys_and_passwords_have_no_barrier(window: Window) -> None:
    user = f.make_user(Role.HELPER, f.make_municipality("9990000", "Mūsu novads"), username="helper")
    tab = window(user)
    session = next(each for each in tab.context.cookies() if each["name"] == "session")
    request = RequestFactory().get("/")
    request.session = SessionStore(session["value"])
    record_authentication(request, user, "password", username=user.username)
    request.session.save()

    assert walk(tab, [reverse(name) for name in AFTER_SIGNING_IN]) == []


def test_pages_about_trouble_have_no_barrier(window: Window) -> None:
    world = make_world("9990000", "Mūsu")
    nowhere = walk(window(), ["/nekurienes/"])
    closed = walk(window(world.users[Role.TRAINER]), [reverse("people:role_list")])

    tab = window()
    tab.goto(reverse("learning:find_registration"))
    tab.context.clear_cookies()
    with tab.expect_navigation():
        tab.evaluate("document.querySelector('main form[method=post]').submit()")
    assert "403" in str(tab.evaluate("performance.getEntriesByType('navigation')[0].responseStatus"))

    assert nowhere + closed + look(tab, "lv") == []


def test_a_municipality_without_a_row_has_no_barrier(window: Window) -> None:
    """Lists that are empty say what to do next, under the same rules."""
    municipality = f.make_municipality("9990000", "Jaunais novads")
    world = World(municipality, municipality)
    world.users = {role: f.make_user(role, municipality, username=str(role)) for role in Role}
    wrong = []
    for guide in (ANONYMOUS, Role.COORDINATOR, Role.HELPER, Role.ADMINISTRATOR):
        tab = window(world.users.get(guide))
        for page in all_pages():
            address = "" if page.arguments or guide_of(page) != guide else reverse(page.name)
            if address and opens(tab, address):
                wrong += [f"{address} {barrier}" for barrier in look(tab, "lv")]

    assert wrong == []


@pytest.mark.parametrize("guide", GUIDES)
def test_long_names_stay_in_their_boxes(guide: str, window: Window) -> None:
    world = make_world("9990000", LONG)
    tab = window(world.users.get(guide))
    tab.set_viewport_size({"width": 320, "height": 640})
    wrong = []
    for address in addresses(world, guide, "lv"):
        if opens(tab, address):
            found = ours(tab, "sideways()") + ours(tab, "cut_off()")
            wrong += [f"{address} {barrier}" for barrier in found]

    assert wrong == []


def test_the_looking_finds_what_is_wrong(window: Window) -> None:
    """The negative control: every rule above turns red on a page made to break it."""
    tab = window()
    tab.route("**/broken/", lambda route: route.fulfill(body=BROKEN, content_type="text/html"))
    tab.goto("/broken/")
    found = "\n".join(look(tab, "en") + look_closely(tab))

    for rule in (
        "image-alt",
        "color-contrast:",
        "color-contrast-enhanced",
        "2 h1",
        "lang is lv",
        "no style",
        "px wide in a window of 320",
        '"x" is 20 × 20 px',
        '"x" shows no focus',
        "px of words in",
        "with spaced text",
        "with text at 200 %",
    ):
        assert rule in found, f"nothing found by: {rule}\n{found}"
