"""The call list on the screen and on paper, and one call."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from digitilts.apps.notices.rules import CallOutcome, MessageStatus
from digitilts.apps.places.rules import VenueKind
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests.db.notices.pages import client_of, queries_of, text_of
from tests.factories import (
    make_call_attempt,
    make_counter_session,
    make_message,
    make_other_territory,
    make_person,
    make_territory,
    make_user,
    make_venue,
)

LIST = reverse("notices:call_list")
PAPER = reverse("notices:call_list_on_paper")


def call_for(person=None, **given):
    given = {
        "channel": Channel.CALL,
        "address": "+37163022238",
        "status": MessageStatus.TO_CALL,
        "subject": "Jums ir vieta",
        **given,
    }
    return make_message(person=person or make_person(phone="+37163022238"), **given)


def test_it_shows_whom_to_ring_and_why():
    call = call_for()
    text = text_of(client_of(Role.HELPER).get(LIST))
    assert call.person.name in text
    assert "+371 63 022 238" in text
    assert "Jums ir vieta" in text


def test_the_one_whose_time_is_up_first_stands_first(now):
    later = call_for(make_person(given_name="Vēlāka"), useful_until=now + timedelta(days=3))
    never = call_for(make_person(given_name="Mierīga"))
    soon = call_for(make_person(given_name="Steidzama"), useful_until=now + timedelta(hours=3))
    text = text_of(client_of(Role.HELPER).get(LIST))
    places = [text.index(call.person.name) for call in (soon, later, never)]
    assert places == sorted(places)


def test_who_has_no_number_is_found_through_the_helper_who_entered_them():
    helper = make_user(Role.HELPER, display_name="Anna no bibliotēkas")
    call_for(make_person(entered_by=helper), address="")
    assert "Anna no bibliotēkas" in text_of(client_of(Role.HELPER).get(LIST))


def test_or_through_the_library_of_the_parish():
    make_venue(name="Elejas bibliotēka", kind=VenueKind.LIBRARY, phone="+37163061234")
    call_for(make_person(home=make_territory()), address="")
    assert "Elejas bibliotēka +371 63 061 234" in text_of(client_of(Role.HELPER).get(LIST))


def test_people_of_another_municipality_are_not_there():
    stranger = make_person(given_name="Svešā", home=make_other_territory())
    call = call_for(stranger)
    client = client_of(Role.HELPER)
    assert "Svešā" not in text_of(client.get(LIST))
    assert "Svešā" not in text_of(client.get(PAPER))
    assert client.get(reverse("notices:call_task", args=[call.pk])).status_code == 404


def test_at_the_counter_only_the_person_in_front_is_there():
    here, elsewhere = call_for(make_person(given_name="Klātesošā")), call_for(make_person(given_name="Cita"))
    helper = make_user(Role.HELPER)
    make_counter_session(helper=helper, person=here.person)
    client = Client()
    client.force_login(helper, backend="django.contrib.auth.backends.ModelBackend")
    text = text_of(client.get(LIST))
    assert elsewhere.person.name not in text


def test_an_auditor_sees_that_somebody_waits_but_not_the_words():
    call = call_for()
    client = client_of(Role.AUDITOR)
    text = text_of(client.get(LIST))
    assert call.person.name in text
    assert "Jums ir vieta" not in text
    assert "63 022 238" not in text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.HELPER, 200),
        (Role.COORDINATOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.AUDITOR, 200),
        (Role.TRAINER, 403),
        (Role.DRIVER, 403),
        (Role.BUDGET_PLANNER, 403),
        (None, 403),
    ],
)
def test_who_may_open_the_list(role, status):
    assert client_of(role).get(LIST).status_code == status


def test_an_auditor_opens_neither_paper_nor_call():
    client, call = client_of(Role.AUDITOR), call_for()
    assert client.get(PAPER).status_code == 403
    assert client.post(reverse("notices:call_task", args=[call.pk])).status_code == 403


def test_the_paper_has_boxes_and_earlier_calls_do_not_cost_queries():
    call_for()
    text = text_of(client_of(Role.HELPER).get(PAPER))
    assert "☐" in text


@pytest.mark.parametrize("address", [LIST, PAPER])
def test_more_calls_cost_no_more_queries(address):
    client = client_of(Role.HELPER)
    make_venue()
    for _one in range(2):
        make_call_attempt(message=call_for(make_person(home=make_territory()), address=""))
    few = queries_of(client, address)
    for _one in range(10):
        make_call_attempt(message=call_for(make_person(home=make_territory()), address=""))
    assert queries_of(client, address) == few


def test_an_empty_list_says_what_it_is_for():
    assert "Neviens negaida zvanu" in text_of(client_of(Role.HELPER).get(LIST))


def test_writing_down_an_outcome_leads_back_to_the_list():
    call, client = call_for(), client_of(Role.HELPER)
    address = reverse("notices:call_task", args=[call.pk])
    posted = {"outcome": CallOutcome.REACHED, "submission_key": uuid4()}
    assert client.post(address, posted).url == LIST
    call.refresh_from_db()
    assert call.status == MessageStatus.REACHED
    assert "nokārtots" in text_of(client.get(address))


def test_a_form_without_an_outcome_keeps_the_note():
    call = call_for()
    response = client_of(Role.HELPER).post(
        reverse("notices:call_task", args=[call.pk]), {"note": "Zvanīt ilgi", "submission_key": uuid4()}
    )
    assert response.status_code == 200
    assert "Zvanīt ilgi" in text_of(response)


def test_a_past_time_is_explained_beside_its_field():
    call = call_for()
    posted = {"outcome": "call_later", "again_on": "2026-02-01", "submission_key": uuid4()}
    text = text_of(client_of(Role.HELPER).post(reverse("notices:call_task", args=[call.pk]), posted))
    assert "jau ir pagājis" in text


def test_what_is_read_aloud_has_no_internet_address():
    call = call_for(body="Labdien!\nJums ir vieta.")
    text = text_of(client_of(Role.HELPER).get(reverse("notices:call_task", args=[call.pk])))
    assert "Jums ir vieta." in text
