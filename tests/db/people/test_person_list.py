"""Finding and entering people."""

from uuid import uuid4

import pytest
from django.urls import reverse

from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries import find_persons
from digitilts.apps.people.services.persons import create_person
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import make_actor, make_other_territory, make_person, make_territory, make_user


@pytest.mark.parametrize(
    "typed", ["oz", "OZOLINA", "velta", "ozoliņa velta", "Velta O", "26 123", "+371 2612", "3456"]
)
def test_a_person_is_found_by_part_of_name_or_phone(typed):
    person = make_person(given_name="Velta", family_name="Ozoliņa", phone="+37126123456")

    assert find_persons(typed, make_actor(Role.HELPER)) == [person]


@pytest.mark.parametrize("typed", ["", "o", "Kalniņa", "999", "%", "__"])
def test_nothing_is_found_by_nothing(typed):
    make_person(given_name="Velta", family_name="Ozoliņa", phone="+37126123456")

    assert find_persons(typed, make_actor(Role.HELPER)) == []


def test_who_lives_elsewhere_is_found_only_where_they_were_entered():
    guest = make_person(given_name="Anita", home=make_other_territory(), entered_in=make_territory())
    make_person(given_name="Anita", home=make_other_territory())

    assert find_persons("anita", make_actor(Role.HELPER)) == [guest]


def test_ghosts_and_merged_records_are_not_found():
    person = make_person(given_name="Anita")
    make_person(given_name="Anita", merged_into=person)
    make_person(given_name="Anita", is_ghost=True)

    assert find_persons("anita", make_actor(Role.HELPER)) == [person]


def test_a_resident_finds_only_themselves():
    me = make_person(given_name="Anita")
    make_person(given_name="Anita")

    assert find_persons("anita", Actor(user=make_user(person=me))) == [me]


def test_a_person_needs_only_a_name(now):
    person = create_person(given_name="  Velta ", by=make_actor(Role.HELPER), now=now)

    assert (person.name, person.phone, person.email, person.birth_year) == ("Velta", None, None, None)


def test_the_same_click_enters_one_person(now):
    helper, key = make_actor(Role.HELPER), uuid4()

    first = create_person(given_name="Velta", by=helper, now=now, submission_key=key)
    again = create_person(given_name="Velta", by=helper, now=now, submission_key=key)

    assert (first, Person.objects.count()) == (again, 1)


@pytest.mark.parametrize(("facts", "reason"), [({"given_name": " "}, "name_missing"), ({"given_name": "A", "phone": "abc"}, "phone_not_understood")])  # fmt: skip  # noqa: E501
def test_what_cannot_be_a_person_is_refused(facts, reason, now):
    with pytest.raises(RefusedError, match=reason):
        create_person(**facts, by=make_actor(Role.HELPER), now=now)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DRIVER, Role.BUDGET_PLANNER])
def test_who_changes_nothing_enters_nobody(role, now):
    with pytest.raises(RefusedError, match="not_yours"):
        create_person(given_name="Velta", by=make_actor(role), now=now)


@pytest.fixture
def helper(client):
    client.force_login(make_user(Role.HELPER))
    return client


def test_the_list_shows_who_is_found_and_names_nobody_in_the_address(helper):
    make_person(given_name="Velta", family_name="Ozoliņa")

    response = helper.post(reverse("people:person_list"), {"q": "ozo"})

    assert "Velta Ozoliņa" in response.content.decode()
    assert response.request["QUERY_STRING"] == ""


def test_an_empty_answer_leads_to_entering(helper):
    page = helper.post(reverse("people:person_list"), {"q": "Nekad"}).content.decode()

    assert reverse("people:new_person") in page
    assert 'value="Nekad"' in page


def test_look_alikes_are_shown_before_a_second_record_is_made(helper):
    make_person(given_name="Velta", family_name="Ozoliņa", birth_year=1948)
    typed = {"given_name": "Velta", "family_name": "Ozolina", "language": "lv", "birth_year": "1948"}
    url = reverse("people:new_person")

    page = helper.post(url, typed)
    assert "Velta Ozoliņa" in page.content.decode()
    assert Person.objects.count() == 1

    helper.post(url, {**typed, "is_new": "on"})
    assert Person.objects.count() == 2


def test_whoever_was_entered_is_opened_at_once(helper):
    response = helper.post(
        reverse("people:new_person"), {"given_name": "Jauna", "language": "lv"}, follow=True
    )

    assert "Jauna" in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_people(helper, django_assert_max_num_queries):
    for _ in range(25):
        make_person(given_name="Velta")

    with django_assert_max_num_queries(8):
        helper.post(reverse("people:person_list"), {"q": "velta"})
