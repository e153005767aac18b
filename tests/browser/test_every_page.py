"""Every page in both languages, on a phone and at a desk: no barrier that axe can see, no sideways scroll,
no page too heavy for a village line, no request to anybody else."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import CDPSession

from digitilts.values.roles import Role
from tests.browser.barriers import look, look_after_errors, look_closely, opens
from tests.browser.conftest import Window
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
# Answers that are files, not pages.
NOT_PAGES = (".ics", ".pdf", ".csv", ".json", ".xlsx", ".toml", "/pdf/")


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


@pytest.mark.parametrize("guide", GUIDES)
def test_no_page_has_a_barrier(guide: str, window: Window) -> None:
    """Also not after its form has been sent empty: the summary of errors stands where it helps."""
    world = make_world("9990000", "Mūsu")
    tab = window(world.users.get(guide))
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


def test_public_pages_are_light_and_ask_nobody_else(window: Window, live_server: Any) -> None:
    world = make_world("9990000", "Mūsu")
    wrong: list[str] = []
    for address in addresses(world, ANONYMOUS, "lv"):
        tab = window()
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
