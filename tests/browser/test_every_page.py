"""Every page in both languages, on a phone and at a desk: no barrier that axe can see, no sideways scroll,
no page too heavy for a village line, no request to anybody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, CDPSession
from playwright.sync_api import Page as Tab

from digitilts.values.roles import Role
from tests.browser.conftest import DESK, PHONE, session_cookie
from tests.worlds import ANONYMOUS, RESIDENT, Page, World, all_pages, make_world

# The first of these who may enter shows the page.
GUIDES = (
    ANONYMOUS,
    Role.COORDINATOR,
    Role.HELPER,
    Role.TRAINER,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.BUDGET_PLANNER,
    RESIDENT,
)
LANGUAGES = ("lv", "en")
HEAVIEST_PUBLIC_PAGE = 60 * 1024
NARROWEST = {"width": 320, "height": 640}
# Answers that are files, not pages.
NOT_PAGES = (".ics", ".pdf", ".csv", ".json", ".xlsx", ".toml", "/pdf/")


def guide_of(page: Page) -> str:
    if page.door == "everyone":
        return ANONYMOUS
    if page.door == "signed_in":
        return RESIDENT
    return next(guide for guide in GUIDES if guide in page.door)


def addresses(world: World, guide: str, language: str) -> list[str]:
    with translation.override(language):
        found = [
            reverse(page.name, kwargs=world.address_arguments(page))
            for page in all_pages()
            if guide_of(page) == guide
        ]
    return [address for address in found if not address.rstrip("/").endswith(NOT_PAGES)]


@pytest.fixture
def tab_of(chromium: Browser, live_server: Any) -> Callable[..., Tab]:
    """A fresh browser window of one visitor."""

    def open_tab(world: World, guide: str, size: dict[str, int] = PHONE) -> Tab:
        context = chromium.new_context(base_url=live_server.url, viewport=size, locale="lv")  # type: ignore[arg-type]
        if guide != ANONYMOUS:
            context.add_cookies([session_cookie(world.users[guide], live_server.url)])
        return context.new_page()

    return open_tab


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("guide", GUIDES)
def test_no_page_has_a_barrier_that_axe_can_see(
    guide: str, language: str, tab_of: Callable[..., Tab], axe: Callable[[Tab], list[str]]
) -> None:
    world = make_world("9990000", "Mūsu")
    tab = tab_of(world, guide)
    wrong: list[str] = []
    for address in addresses(world, guide, language):
        response = tab.goto(address)
        if response is None or response.status == 405:
            continue
        wrong += [f"{address} answered {response.status}"] if response.status >= 400 else []
        for size in (PHONE, DESK):
            tab.set_viewport_size(size)  # type: ignore[arg-type]
            wrong += [f"{address} {size['width']}: {barrier}" for barrier in axe(tab)]
        wrong += sideways(tab, address)
    tab.context.close()

    assert not wrong, "\n".join(wrong)


def sideways(tab: Tab, address: str) -> list[str]:
    """At 320 px (a desk at 400 %) nothing may be wider than the window."""
    tab.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    width = tab.evaluate("document.documentElement.scrollWidth")
    return [f"{address} is {width} px wide at 320"] if width > NARROWEST["width"] else []


@pytest.mark.parametrize("guide", GUIDES)
def test_forms_sent_empty_say_what_is_missing_without_a_barrier(
    guide: str, tab_of: Callable[..., Tab], axe: Callable[[Tab], list[str]]
) -> None:
    world = make_world("9990000", "Mūsu")
    tab = tab_of(world, guide)
    wrong: list[str] = []
    for address in addresses(world, guide, "lv"):
        if not has_form(tab, address):
            continue
        with tab.expect_navigation():
            tab.evaluate(f"{FORM}.submit()")
        if tab.locator("[aria-invalid=true]").count():
            wrong += [f"{address} after errors: {barrier}" for barrier in axe(tab)]
            wrong += [] if tab.locator("[role=alert]").count() else [f"{address}: no summary of errors"]
    tab.context.close()

    assert not wrong, "\n".join(wrong)


REQUIRED = "input[required], textarea[required], select[required]"
FORM = f"document.querySelector('main form[method=post]:has({REQUIRED})')"


def has_form(tab: Tab, address: str) -> bool:
    response = tab.goto(address)
    return response is not None and response.ok and bool(tab.evaluate(f"{FORM} !== null"))


def test_public_pages_are_light_and_ask_nobody_else(tab_of: Callable[..., Tab], live_server: Any) -> None:
    world = make_world("9990000", "Mūsu")
    wrong: list[str] = []
    for address in addresses(world, ANONYMOUS, "lv"):
        tab = tab_of(world, ANONYMOUS)
        requests: list[str] = []
        tab.on("request", lambda request, seen=requests: seen.append(request.url))
        weight = weigh(tab.context.new_cdp_session(tab))
        tab.goto(address)
        tab.wait_for_load_state("networkidle")
        if weight[0] > HEAVIEST_PUBLIC_PAGE:
            wrong.append(f"{address} weighs {weight[0]} bytes")
        wrong += [f"{address} asks {url}" for url in requests if not is_ours(url, live_server.url)]
        tab.context.close()

    assert not wrong, "\n".join(wrong)


def is_ours(url: str, base: str) -> bool:
    return url.startswith((base, "data:"))


def weigh(session: CDPSession) -> list[int]:
    """Bytes over the wire, compressed as they came, without images."""
    total = [0]
    kinds: dict[str, str] = {}
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))

    def add(event: dict[str, Any]) -> None:
        if kinds.get(event["requestId"]) != "Image":
            total[0] += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", add)
    return total
