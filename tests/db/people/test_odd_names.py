"""Names as people type them, and as those type them who try how much the house stands."""

import pytest
from django.urls import reverse

from digitilts.apps.people.models import Person
from digitilts.apps.people.queries import find_persons
from digitilts.apps.people.services.persons import create_person
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import make_actor, make_lesson, make_municipality, make_person, make_user


@pytest.mark.parametrize("name", ["🙂🙂", "...", "–"])
def test_what_holds_no_letter_is_no_name(name, now):
    with pytest.raises(RefusedError, match="name_missing"):
        create_person(given_name=name, by=make_actor(Role.HELPER), now=now)


def test_a_name_whose_letters_unfold_still_fits_its_column_and_its_number_is_found():
    person = make_person(given_name="ß" * 80, family_name="ß" * 80, phone="+37126123456")

    assert len(person.search_key) <= Person._meta.get_field("search_key").max_length
    assert find_persons("26123456", make_actor(Role.HELPER, make_municipality())) == [person]


@pytest.mark.parametrize(("name", "part"), [("O'Neil", "o'ne"), ("D’Arc", "arc"), ("Anna-Marija", "anna m")])
def test_a_name_with_a_mark_is_found_by_its_letters(name, part):
    person = make_person(given_name="Skaidrīte", family_name=name)

    assert find_persons(part, make_actor(Role.HELPER, make_municipality())) == [person]


@pytest.mark.parametrize(("year", "fits"), [("1890", False), ("2027", False), ("2026", True), ("1948", True)])
def test_a_year_of_birth_lies_behind_us_and_within_a_life(year, fits, client):
    client.force_login(make_user(Role.HELPER, make_municipality()))

    client.post(reverse("people:new_person"), {"given_name": "Velta", "birth_year": year, "language": "lv"})

    assert Person.objects.filter(given_name="Velta").exists() is fits


@pytest.mark.parametrize("names", ["A" * 100, "Anna " + "B" * 90])
def test_a_name_in_a_group_that_would_not_fit_is_told_and_kept(names, client):
    page = reverse("learning:register", args=[make_lesson().pk])
    answers = client.post(page, {"step": "who", "who": "group"}).context["answers"]

    told = client.post(page, {"step": "contact", "answers": answers, "speaker_name": "Ilze", "names": names})

    assert told.status_code == 422
    assert names in told.content.decode()
