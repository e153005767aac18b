"""The page of one person and the pages that hang on it."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from digitilts.apps.audit.models import Viewing
from digitilts.apps.people.models import Consent, Need, Person, Proxy
from digitilts.apps.people.queries.words import NEEDS
from digitilts.apps.people.rules import NeedCode
from digitilts.values.roles import Role
from tests.factories import (
    make_consent,
    make_municipality,
    make_need,
    make_other_territory,
    make_person,
    make_preferred_channel,
    make_proxy,
    make_user,
)


def signed_in(role: Role, client: Client) -> Client:
    client.force_login(make_user(role, make_municipality()))
    return client


@pytest.fixture
def helper(client):
    return signed_in(Role.HELPER, client)


@pytest.fixture
def person():
    return make_person(given_name="Velta", family_name="Ozoliņa", phone="+37126123456", birth_year=1948)


def opened(client: Client, person: Person) -> str:
    client.post(reverse("people:open_person", args=[person.pk]))
    return client.get(reverse("people:person_page", args=[person.pk])).content.decode()


def test_the_page_asks_to_be_opened_before_it_says_anything(helper, person):
    page = helper.get(reverse("people:person_page", args=[person.pk])).content.decode()

    assert "Velta" not in page
    assert Viewing.objects.count() == 0


def test_opening_is_noted_and_shows_everything_about_the_person(helper, person):
    make_need(person=person)
    make_proxy(acts_for=person)
    make_consent(person=person)
    make_preferred_channel(person=person)

    page = opened(helper, person)

    assert "Velta Ozoliņa" in page
    assert "+371 26 123 456" in page.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert Viewing.objects.get().person_id == person.pk


def test_the_title_names_nobody(helper, person):
    page = opened(helper, person)

    assert "Velta" not in page[page.index("<title>") : page.index("</title>")]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_helpers_see_which_needs_there_are(role, client, person):
    make_need(person=person, code=NeedCode.QUIET_GROUP)

    page = opened(signed_in(role, client), person)

    assert "Velta" in page
    assert str(NEEDS[NeedCode.QUIET_GROUP]) not in page


def test_somebody_elses_person_does_not_exist(helper):
    stranger = make_person(home=make_other_territory())

    for name in ("person_page", "edit_person", "needs", "proxies", "consents", "export", "erase", "channels"):
        assert helper.get(reverse(f"people:{name}", args=[stranger.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.TRAINER, Role.DRIVER, Role.DISPATCHER, Role.BUDGET_PLANNER])
def test_who_needs_no_register_of_people_does_not_enter(role, client, person):
    assert signed_in(role, client).get(reverse("people:person_list")).status_code == 403


def test_every_page_of_a_person_opens(helper, person):
    for name in ("edit_person", "needs", "channels", "proxies", "consents", "export", "erase"):
        assert helper.get(reverse(f"people:{name}", args=[person.pk])).status_code == 200


def test_needs_are_written_down_by_ticking(helper, person):
    helper.post(reverse("people:needs", args=[person.pk]), {"needs": ["pictures", "companion"]})

    assert set(Need.objects.values_list("code", flat=True)) == {"pictures", "companion"}


def test_a_proxy_is_found_named_and_ended(helper, person):
    daughter = make_person(given_name="Ilze", birth_year=1975)
    url = reverse("people:proxies", args=[person.pk])

    assert "Ilze" in helper.post(url, {"find": "1", "q": "ilz"}).content.decode()
    assert "Ilze" in helper.get(f"{url}?proxy={daughter.pk}").content.decode()
    helper.post(url, {"proxy": daughter.pk, "kind": "relative", "matters": ["lessons"]})
    proxy = Proxy.objects.get()
    assert (proxy.person, proxy.acts_for, proxy.matters) == (daughter, person, ["lessons"])

    helper.post(reverse("people:end_proxy", args=[person.pk, proxy.pk]))
    proxy.refresh_from_db()
    assert (proxy.matters, proxy.until is None) == ([], False)


def test_a_consent_is_entered_and_withdrawn_with_one_click_each(helper, person):
    helper.post(reverse("people:consents", args=[person.pk]), {"purpose": "photos", "how": "read_aloud"})
    consent = Consent.objects.get()
    assert (consent.given_by, consent.how, consent.text.version) == (person, "read_aloud", 1)

    helper.post(reverse("people:withdraw", args=[person.pk]), {"purpose": "photos", "how": "read_aloud"})
    consent.refresh_from_db()
    assert consent.withdrawn_how == "read_aloud"


def test_a_refused_proxy_is_told_in_words(helper, person):
    child = make_person(birth_year=2015)

    page = helper.post(
        reverse("people:proxies", args=[person.pk]),
        {"proxy": child.pk, "kind": "relative", "matters": ["lessons"]},
    ).content.decode()

    assert "18" in page
    assert not Proxy.objects.exists()


def test_saving_over_somebody_elses_change_shows_both(helper, person):
    url = reverse("people:edit_person", args=[person.pk])
    typed = {"given_name": "Velta", "language": "lv", "version": 1}
    helper.post(url, {**typed, "address": "Liepu iela 1"})

    page = helper.post(url, {**typed, "address": "Ozolu iela 2"}).content.decode()

    assert "Liepu iela 1" in page
    assert "Ozolu iela 2" in page
    assert Person.objects.get(pk=person.pk).address == "Liepu iela 1"


def test_a_merged_record_leads_to_the_person(helper, person):
    old = make_person(merged_into=person)

    response = helper.get(reverse("people:person_page", args=[old.pk]))

    assert response.url == reverse("people:person_page", args=[person.pk])


@pytest.mark.parametrize("kind", ["json", "html"])
def test_the_export_holds_everything_and_is_noted(kind, helper, person):
    make_need(person=person)

    response = helper.post(reverse("people:export", args=[person.pk]), {"as": kind})

    assert "Ozoliņa" in response.content.decode()
    assert "larger_text" in response.content.decode()
    assert Viewing.objects.get().page == "people.export"


def test_erasing_asks_for_the_name(helper, person):
    url = reverse("people:erase", args=[person.pk])

    helper.post(url, {"name": "Kāda Cita"})
    assert Person.objects.filter(pk=person.pk).exists()

    helper.post(url, {"name": "velta ozoliņa"})
    assert not Person.objects.filter(pk=person.pk).exists()


def test_the_number_of_queries_does_not_grow_with_rows(helper, person, django_assert_max_num_queries):
    for _ in range(6):
        make_proxy(acts_for=person)
        make_consent(person=person)

    opened(helper, person)
    with django_assert_max_num_queries(20):
        helper.get(reverse("people:person_page", args=[person.pk]))


def test_the_consent_form_on_paper_holds_the_exact_words(helper, person):
    response = helper.get(reverse("people:consent_form", args=[person.pk]))

    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split()
    )
    assert "Velta Ozoliņa" in text
    assert "Es piekrītu, ka pašvaldība man sūta ziņas" in text
