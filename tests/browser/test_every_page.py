"""Every page in both languages, on a phone and at a desk: no barrier that axe can see, no sideways scroll,
no page too heavy for a village line, no request to anybody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, CDPSession
from playwright.sync_api import Page as Tab

from digitilts.values.roles import Role
from tests.browser.barriers import CONTRAST, CONTRAST_AAA, WCAG_22_AA, axe, bring_rules, opens, ours
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

Window = Callable[[World, str], Tab]


def guide_of(page: Page) -> str:
    if page.door == "everyone":
        return ANONYMOUS
    if page.door == "signed_in":
        return RESIDENT
    return next(guide for guide in GUIDES if guide in page.door)


def addresses(world: World, guide: str, language: str) -> list[str]:
    # Routes are read in the first language: the arguments of a world are found by their beginnings.
    pages = [page for page in all_pages() if guide_of(page) == guide]
    with translation.override(language):
        found = [reverse(page.name, kwargs=world.address_arguments(page)) for page in pages]
    return [address for address in found if not address.rstrip("/").endswith(NOT_PAGES)]


@pytest.fixture
def window(chromium: Browser, live_server: Any) -> Iterator[Window]:
    """A browser window of one visitor, who brings the rules along."""
    contexts: list[BrowserContext] = []

    def open_window(world: World, guide: str) -> Tab:
        context = chromium.new_context(
            base_url=live_server.url, viewport=PHONE, locale="lv", reduced_motion="reduce"
        )
        contexts.append(context)
        bring_rules(context)
        if guide != ANONYMOUS:
            context.add_cookies([session_cookie(world.users[guide], live_server.url)])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def look(tab: Tab, language: str) -> list[str]:
    """Every rule that any page must keep, at both sizes."""
    found = ours(tab, "outline('lv')" if language == "lv" else "outline('en')")
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)
        found += [f"{size['width']}: {barrier}" for barrier in axe(tab, WCAG_22_AA)]
    tab.set_viewport_size(NARROWEST)
    return found + ours(tab, "sideways()")


def look_closely(tab: Tab) -> list[str]:
    """Rules that do not depend on the language: larger text, wider text, the keyboard, the dark."""
    tab.set_viewport_size(DESK)
    found = ours(tab, "with_text_doubled()")
    tab.keyboard.press("Tab")
    found += ours(tab, "unseen_focus()")
    tab.set_viewport_size(PHONE)
    found += ours(tab, "cut_off()") + ours(tab, "with_spacing()")
    for scheme in ("dark", "light"):
        tab.emulate_media(color_scheme=scheme)
        found += axe(tab, CONTRAST if scheme == "dark" else CONTRAST_AAA) if is_for_residents(tab) else []
    return found + (ours(tab, "small_targets()") if is_for_residents(tab) else [])


def is_for_residents(tab: Tab) -> bool:
    return bool(tab.evaluate("document.documentElement.classList.contains('resident')"))


@pytest.mark.parametrize("guide", GUIDES)
def test_no_page_has_a_barrier(guide: str, window: Window) -> None:
    """Also not after its form has been sent empty: the summary of errors stands where it helps."""
    world = make_world("9990000", "Mūsu")
    tab = window(world, guide)
    wrong: list[str] = []
    for language in LANGUAGES:
        for address in addresses(world, guide, language):
            if not opens(tab, address):
                continue
            found = look(tab, language)
            if language == "lv":
                found += look_closely(tab) + look_after_errors(tab)
            wrong += [f"{address} {barrier}" for barrier in found]

    assert not wrong, "\n".join(wrong)


REQUIRED = "input[required], textarea[required], select[required]"
FORM = f"document.querySelector('main form[method=post]:has({REQUIRED})')"


def look_after_errors(tab: Tab) -> list[str]:
    """The first form that has something required is sent empty, past the browser's own check."""
    if not tab.evaluate(f"{FORM} !== null"):
        return []
    with tab.expect_navigation():
        tab.evaluate(f"{FORM}.submit()")
    if not tab.locator("[aria-invalid=true]").count():
        return []
    found = [f"after errors: {barrier}" for barrier in axe(tab, WCAG_22_AA)]
    return found + ([] if tab.locator("[role=alert]").count() else ["no summary of errors"])


def test_public_pages_are_light_and_ask_nobody_else(window: Window, live_server: Any) -> None:
    world = make_world("9990000", "Mūsu")
    wrong: list[str] = []
    for address in addresses(world, ANONYMOUS, "lv"):
        tab = window(world, ANONYMOUS)
        requests: list[str] = []
        tab.on("request", lambda request, seen=requests: seen.append(request.url))
        weight = weigh(tab.context.new_cdp_session(tab))
        if not opens(tab, address):
            continue
        tab.wait_for_load_state("networkidle")
        if weight[0] > HEAVIEST_PUBLIC_PAGE:
            wrong.append(f"{address} weighs {weight[0]} bytes")
        wrong += [f"{address} asks {url}" for url in requests if not is_ours(url, live_server.url)]

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
