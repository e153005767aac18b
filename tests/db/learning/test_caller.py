"""One page for the phone and the counter: the helper acts for people of her territory and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from digitilts.apps.audit.models import Viewing
from digitilts.apps.learning.models import Registration
from digitilts.apps.notices.models import Message
from digitilts.apps.people.models import Person
from digitilts.values.roles import Role
from tests.factories import (
    make_counter_session,
    make_lesson,
    make_message,
    make_need,
    make_other_territory,
    make_person,
    make_proxy,
    make_registration,
    make_user,
)

URL = "/learning/caller/"


@pytest.fixture
def helper(client):
    user = make_user(Role.HELPER)
    client.force_login(user)
    return user


def opened(client, person):
    return client.post(reverse("learning:open_caller", args=[person.pk]), follow=True)


def register_url(person, lesson):
    return reverse("learning:register_for", args=[person.pk, lesson.pk])


def place_url(row):
    return reverse("learning:change_place", args=[row.person_id, row.pk])


def test_part_of_a_name_or_of_a_phone_finds_the_person(client, helper):
    person = make_person(given_name="Ženija", family_name="Ķēniņa", phone="+37126123456")
    for text in ("kenin", "žen", "612345"):
        assert client.post(URL, {"q": text}).context["found"] == [person], text


def test_opening_somebody_is_noted_and_shows_everything_needed_while_talking(client, helper, now):
    person = make_person(given_name="Velta", phone="+37126123456")
    make_need(person=person)
    make_proxy(acts_for=person, person=make_person(given_name="Ivars", phone="+37126123457"))
    make_message(person=person, subject="Jums ir vieta")
    row = make_registration(person=person, travel="lift_both")
    near = make_lesson()
    page = opened(client, person).content.decode()
    for words in ("Velta", "Lielāki burti", "Ivars", "Jums ir vieta", "vajag aizvest", row.code[:2]):
        assert words in page, words
    assert register_url(person, near) in page
    assert Viewing.objects.get().person_id == person.pk


def test_an_address_alone_shows_nothing_before_the_opening_is_noted(client, helper):
    person = make_person(phone="+37126123456")
    page = client.get(f"{URL}?person={person.pk}")
    assert page.context["sheet"] is None
    assert "26 123 456" not in page.content.decode()


@pytest.mark.parametrize("asked", ["nonsense", "0d9d4d1e-4a52-4c9e-9a1c-6f2f0c6f8a11"])
def test_nobody_and_somebody_elses_person_are_not_found(client, helper, asked):
    stranger = make_person(home=make_other_territory())
    assert client.get(f"{URL}?person={asked}").status_code == 404
    assert client.get(f"{URL}?person={stranger.pk}").status_code == 404
    assert client.post(reverse("learning:open_caller", args=[stranger.pk])).status_code == 404
    assert client.get(register_url(stranger, make_lesson())).status_code == 404
    row = make_registration(person=stranger)
    assert client.post(place_url(row), {"do": "cancel", "heard": "phone"}).status_code == 404


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUDITOR, Role.DRIVER, None])
def test_other_roles_do_not_come_in(client, role):
    client.force_login(make_user(role))
    assert client.get(URL).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).status_code == 302


def test_two_clicks_register_somebody_with_neither_phone_nor_email(client, helper):
    person, lesson = make_person(), make_lesson()
    assert client.get(register_url(person, lesson)).status_code == 200
    answer = client.post(
        register_url(person, lesson), {"travel": "lift_there", "heard": "phone"}, follow=True
    )
    row = Registration.objects.get()
    assert (row.status, row.travel, row.heard, row.entered_by) == (
        "registered",
        "lift_there",
        "phone",
        helper,
    )
    assert "Nolasiet dienu" in answer.content.decode()
    assert Message.objects.get().status == "to_call"


def test_the_same_form_sent_twice_registers_once(client, helper):
    person, lesson, key = make_person(), make_lesson(), str(uuid4())
    for _ in range(2):
        form = {"travel": "bus", "heard": "phone", "submission_key": key}
        assert client.post(register_url(person, lesson), form).status_code == 302
    assert Registration.objects.count() == 1


def test_a_refusal_is_said_in_words(client, helper):
    row = make_registration()
    answer = client.post(register_url(row.person, row.lesson), {"travel": "bus", "heard": "phone"})
    assert answer.status_code == 422
    assert "jau ir pieteikts" in answer.content.decode()


def test_a_relative_who_may_speak_is_kept_as_the_source(client, helper):
    proxy = make_proxy(acts_for=make_person(birth_year=2016))
    lesson = make_lesson()
    form = {"travel": "bus", "heard": "relative", "on_word_of": str(proxy.person_id)}
    client.post(register_url(proxy.acts_for, lesson), form)
    assert Registration.objects.get().on_word_of == proxy.person


def test_places_are_moved_and_given_up_on_the_word_of_the_person(client, helper):
    row = make_registration()
    other = make_lesson(activity=row.lesson.activity)
    client.post(place_url(row), {"move_to": str(other.pk), "heard": "phone"})
    moved = Registration.objects.get(lesson=other)
    assert (moved.person, moved.heard) == (row.person, "phone")
    client.post(place_url(moved), {"do": "cancel", "heard": "relative"})
    moved.refresh_from_db()
    assert (moved.status, moved.cancelled_how) == ("cancelled", "relative")


def test_an_offer_is_accepted_on_the_phone(client, helper):
    row = make_registration(status="offered")
    client.post(place_url(row), {"do": "accept", "heard": "phone"})
    row.refresh_from_db()
    assert row.status == "registered"


def test_a_new_person_needs_a_name_only(client, helper):
    answer = client.post("/learning/caller/new/", {"given_name": "Milda", "language": "lv"})
    person = Person.objects.get(given_name="Milda")
    assert answer.url == f"{URL}?person={person.pk}"
    assert (person.phone, person.email, person.entered_by) == (None, None, helper)


def test_a_relative_may_be_called_instead(client, helper):
    form = {
        "given_name": "Milda",
        "language": "lv",
        "speaker_name": "Ivars Ozols",
        "speaker_phone": "26 123 457",
    }
    client.post("/learning/caller/new/", form)
    proxy = Person.objects.get(given_name="Milda").proxy_for.get()
    assert (proxy.person.name, proxy.person.phone) == ("Ivars Ozols", "+37126123457")


def test_a_name_that_was_searched_in_vain_is_not_typed_again(client, helper):
    page = client.post("/learning/caller/new/", {"from_search": "Milda Ozola"}).content.decode()
    assert 'value="Milda"' in page
    assert 'value="Ozola"' in page
    assert not Person.objects.filter(given_name="Milda").exists()


def test_at_the_counter_only_the_one_in_front_is_seen(client, helper, now):
    served, other = make_person(given_name="Velta"), make_person(given_name="Veronika")
    make_counter_session(helper=helper, person=served, opened_at=now)
    assert client.post(URL, {"q": "ve"}).context["found"] == [served]
    assert client.get(f"{URL}?person={other.pk}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_is_known(client, helper, now):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person = make_person()
    opened(client, person)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{URL}?person={person.pk}")
        return len(captured)

    make_registration(person=person)
    make_message(person=person)
    before = queries()
    for day in range(6):
        make_registration(person=person, lesson=make_lesson(starts_at=now + timedelta(days=day + 4)))
        make_message(person=person)
        make_lesson()
    assert queries() == before


def test_the_helper_of_a_child_hears_what_to_do_next(client, helper, now):
    child = make_person(birth_year=now.year - 8)

    page = client.post(register_url(child, make_lesson()), {"travel": "on_foot", "heard": "phone"})

    assert page.status_code == 422
    assert "Kas ko pārstāv" in page.content.decode()


@pytest.mark.parametrize(("is_counter", "heard"), [(True, "counter"), (False, "phone")])
def test_who_told_us_is_already_chosen(client, helper, is_counter, heard):
    person = make_person()
    if is_counter:
        make_counter_session(helper=helper, person=person)

    form = client.get(register_url(person, make_lesson())).context["form"]

    assert form["heard"].value() == heard
