"""Every page × every role × own and other municipality × GET and POST: who gets in, and what they never see.

The door of a page says which roles may enter; this file says, in three short tables, where the page itself
is narrower than its door. Whatever is in no table must behave as its door says.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from digitilts.values.roles import Role
from tests.worlds import ANONYMOUS, RESIDENT, VISITORS, Page, World, all_pages, make_world

PAGES = all_pages()
BACKEND = "django.contrib.auth.backends.ModelBackend"
OPENS = {200, 302}
POST_ONLY = 405

# Public pages about an object: another municipality's lesson or venue is no secret.
PUBLIC_OBJECTS: set[str] = set()
# Pages whose rows are narrower than their door, with the reason: those roles get "not found" here.
EVERY_ROLE = frozenset(map(str, Role))
NARROWER: dict[str, frozenset[str]] = {
    # A resident's own pages: staff who are not residents here have none.
    "people:forget_me": EVERY_ROLE,
    "people:my_channels": EVERY_ROLE,
    # Nobody is invited in the test's world: every link is a wrong one.
    "people:invitation": EVERY_ROLE | {ANONYMOUS, RESIDENT},
    "people:invitation_link": frozenset({Role.ADMINISTRATOR}),
}
# The auditor changes nothing; opening a person's page leaves a trace of the auditor, which is the point.
# A search is sent so that no name stands in an address; it changes nothing.
AUDITOR_MAY_POST = {"people:open_person", "people:person_list"}


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, World]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world("9980000", "Mūsu"), make_world("9990000", "Sveša")
        transaction.set_rollback(True)


def visit(world: World, visitor: str, method: str, address: str) -> Any:
    """One request, undone afterwards, so that no cell of the matrix changes the next."""
    client = Client()
    with transaction.atomic():
        if visitor != ANONYMOUS:
            client.force_login(world.users[visitor], backend=BACKEND)
        response = getattr(client, method)(address)
        if hasattr(response, "streaming_content"):
            response.text_seen = b"".join(response.streaming_content).decode(errors="replace")
        else:
            response.text_seen = response.content.decode(errors="replace")
        transaction.set_rollback(True)
    return response


def may_enter(page: Page, visitor: str) -> bool:
    if page.door == "everyone":
        return True
    if page.door == "signed_in":
        return visitor != ANONYMOUS
    return visitor in page.door


def is_sign_in(response: Any) -> bool:
    return response.status_code == 302 and "/account/login/" in response["Location"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_has_a_door_and_known_arguments(page: Page, worlds: tuple[World, World]) -> None:
    assert page.door is not None, f"{page.name} has no door"
    assert reverse(page.name, kwargs=worlds[0].address_arguments(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_keeps_its_door_and_its_borders(page: Page, worlds: tuple[World, World]) -> None:
    ours, theirs = worlds
    own = reverse(page.name, kwargs=ours.address_arguments(page))
    foreign = reverse(page.name, kwargs=theirs.address_arguments(page)) if page.arguments else ""
    wrong: list[str] = []
    for visitor in VISITORS:
        for method in ("get", "post"):
            response = visit(ours, visitor, method, own)
            if not is_as_the_door_says(page, visitor, method, response):
                wrong.append(f"{method} own by {visitor}: {response.status_code}")
            wrong += [f"{visitor} sees {name}" for name in theirs.names if name in response.text_seen]
            if foreign and may_enter(page, visitor) and not is_public(page):
                status = visit(ours, visitor, method, foreign).status_code
                if status not in {403, 404, POST_ONLY}:
                    wrong.append(f"{method} foreign by {visitor}: {status}")
    if page.door == "everyone" and page.name not in OPENED_BY_CODE:
        seen = visit(ours, ANONYMOUS, "get", own).text_seen
        wrong += [f"the public sees {name}" for name in ours.names if name in seen]

    assert not wrong, f"{own}: {'; '.join(wrong)}"


def is_public(page: Page) -> bool:
    return page.door == "everyone" or page.name in PUBLIC_OBJECTS


def is_as_the_door_says(page: Page, visitor: str, method: str, response: Any) -> bool:
    status = response.status_code
    if not may_enter(page, visitor):
        # "Only by sending" may be said at the gate: it tells nothing.
        turned_away = is_sign_in(response) if visitor == ANONYMOUS else status == 403
        return turned_away or (method == "get" and status == POST_ONLY)
    if visitor in NARROWER.get(page.name, ()):
        return status in {403, 404, POST_ONLY}
    if method == "get":
        return status in OPENS | {POST_ONLY} and not (is_sign_in(response) and visitor != ANONYMOUS)
    is_open_to_all = page.door in ("everyone", "signed_in")
    if visitor == Role.AUDITOR and not is_open_to_all and page.name not in AUDITOR_MAY_POST:
        return status in {403, POST_ONLY}
    return status < 500


# Whoever holds the code of a registration or conversation is that person, or somebody they trust.
OPENED_BY_CODE = {"learning:registered", "learning:my_registration", "notices:my_conversation"}


def test_the_matrix_can_fail(worlds: tuple[World, World]) -> None:
    """The negative control: a page whose door is pretended to be narrower than it is must be reported."""
    ours, _theirs = worlds
    page = next(page for page in PAGES if page.name == "people:person_list")
    pretended = Page(page.name, page.route, page.arguments, frozenset({Role.DRIVER}))
    response = visit(ours, Role.HELPER, "get", reverse(page.name))

    assert not is_as_the_door_says(pretended, Role.HELPER, "get", response)
    assert RESIDENT in VISITORS
