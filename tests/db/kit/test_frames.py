"""The frame of every page: help in the same place, menus by role, larger text, the same page in English."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from digitilts.kit.bundles import bundle
from digitilts.kit.navigation import roles_of_door
from digitilts.values.roles import Role
from tests.factories import make_counter_session, make_user

pytestmark = pytest.mark.django_db
WEIGHT = 60_000  # bytes on the way, for a first visit


def page(client: Client, address: str = "/kit/") -> str:
    return client.get(address).content.decode()


def menu(html: str) -> str:
    found = re.search(r'<nav class="menu".*?</nav>', html, re.DOTALL)
    return found[0] if found else ""


def test_every_page_names_a_human_and_a_number(client: Client, settings) -> None:
    settings.HELP_NAME, settings.HELP_PHONE = "Ilze", "+371 6300 0000"
    assert "Zvaniet Ilzei:" in page(client)
    assert 'href="tel:+37163000000"' in page(client)
    assert "Call Ilze:" in page(client, "/en/kit/")


def test_demo_pages_say_so_and_others_do_not(client: Client, settings) -> None:
    assert "Demo dati — izdomāti cilvēki" in page(client)
    settings.DEMO, settings.DEBUG = False, True
    assert "izdomāti cilvēki" not in page(client)


def test_the_other_language_is_the_same_page(client: Client) -> None:
    assert 'href="/en/kit/?frame=staff" hreflang="en"' in page(client, "/kit/?frame=staff")
    assert 'href="/kit/" hreflang="lv"' in page(client, "/en/kit/")


def test_larger_text_stays_chosen_and_needs_no_javascript(client: Client) -> None:
    answer = client.post("/kit/text-size/", {"size": "large", "next": "/kit/"})
    assert answer["Location"] == "/kit/"
    assert "text-large" in page(client)


def test_the_way_back_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/kit/text-size/", {"size": "huge", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert "text_size" not in answer.cookies


def test_a_menu_shows_only_what_the_role_opens(client: Client) -> None:
    client.force_login(make_user(role=Role.DRIVER))
    driver = menu(page(client, "/kit/?frame=staff"))
    client.force_login(make_user(role=Role.COORDINATOR))
    coordinator = menu(page(client, "/kit/?frame=staff"))
    assert len(re.findall("<a ", driver)) < len(re.findall("<a ", coordinator))
    assert "/people/" not in driver


def test_signed_out_people_see_no_staff_menu(client: Client) -> None:
    assert menu(page(client, "/kit/?frame=staff")) == ""


def test_a_missing_page_offers_help(client: Client) -> None:
    response = client.get("/there-is-no-such-page/")
    assert response.status_code == 404
    assert "Šo lapu nevaram atrast" in response.content.decode()


def test_styles_and_scripts_are_kept_forever_and_change_their_address(client: Client) -> None:
    for name in ("kit.css", "kit.js"):
        response = client.get(bundle(name).address, headers={"accept-encoding": "br"})
        assert "immutable" in response["Cache-Control"]
        assert response["Content-Encoding"] == "br"
        assert "sessionid" not in response.cookies
    old = client.get("/static/kit/bundle/kit.000000000000.css")
    assert old["Cache-Control"] == "no-cache"
    assert client.get("/static/kit/bundle/other.000.css").status_code == 404


def test_the_first_visit_weighs_little(client: Client) -> None:
    weight = len(client.get("/kit/", headers={"accept-encoding": "gzip"}).content)
    weight += sum(len(bundle(name).as_brotli) for name in ("kit.css", "kit.js"))
    assert weight < WEIGHT


def test_the_page_about_e_mail_addresses_is_closed(client: Client) -> None:
    assert client.get("/account/email/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_no_entry_of_the_menu_leads_to_a_closed_door(role: Role, client: Client) -> None:
    client.force_login(make_user(role=role))
    links = re.findall(r'<a href="([^"]+)"', menu(page(client, "/kit/?frame=staff")))

    assert links
    assert [link for link in links if client.get(link).status_code == 403] == []


@pytest.mark.parametrize("entry", settings.NAVIGATION, ids=lambda entry: entry[0])
def test_the_menu_offers_a_page_to_nobody_who_may_not_open_it(
    entry: tuple[str, str, frozenset[Role]],
) -> None:
    assert set(entry[2]) <= set(roles_of_door(reverse(entry[0])))


@pytest.mark.parametrize(
    ("role", "finds"),
    [(Role.HELPER, True), (Role.COORDINATOR, True), (Role.AUDITOR, True), (Role.TRAINER, False)],
)
def test_the_search_box_sends_names_and_stands_only_where_they_may_be_looked_up(
    role: Role, *, finds: bool, client: Client
) -> None:
    client.force_login(make_user(role=role))
    found = re.search(r'<form class="find".*?>', page(client, "/kit/?frame=staff"))

    assert (found is not None) is finds
    if found:
        assert 'method="post"' in found[0]
        assert client.post(reverse("people:person_list"), {"q": "Vel"}).status_code == 200


def test_at_the_counter_there_is_no_search_box(client: Client) -> None:
    session = make_counter_session()
    client.force_login(session.helper)

    assert 'class="find"' not in page(client, "/kit/?frame=staff")
