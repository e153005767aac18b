"""One person of two records, and two again."""

import pytest
from django.urls import reverse

from digitilts.apps.people.models import Merge, Person
from digitilts.apps.people.queries import likely_duplicates
from digitilts.apps.people.queries.export import plain_row
from digitilts.apps.people.queries.links import links_to_people
from digitilts.apps.people.services.merging import merge_persons, undo_merge
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.db.people.test_erasure import make_full_life
from tests.factories import make_actor, make_lesson, make_need, make_person, make_registration, make_user


def pointing_to(person: Person) -> set[tuple[str, str, str]]:
    return {
        (link.label, link.column, str(row.pk)) for link in links_to_people() for row in link.rows(person.pk)
    }


def test_everything_that_pointed_to_one_points_to_the_other(now):
    kept, dropped = make_person(), make_person(phone="+37126123456")
    make_full_life(dropped)
    before = pointing_to(dropped)

    merge_persons(kept_id=kept.pk, dropped_id=dropped.pk, by=make_actor(Role.HELPER), now=now)

    assert before <= pointing_to(kept)
    assert {link for link in pointing_to(dropped) if link[0] != "people.merge"} == set()
    kept.refresh_from_db()
    assert kept.phone == "+37126123456"


def test_undoing_restores_both_exactly(now):
    helper, kept, dropped = make_actor(Role.HELPER), make_person(), make_person(phone="+37126123456")
    make_full_life(dropped)
    make_need(person=kept)
    before = [pointing_to(kept), pointing_to(dropped), comparable(kept), comparable(dropped)]

    merge = merge_persons(kept_id=kept.pk, dropped_id=dropped.pk, by=helper, now=now)
    undo_merge(merge_id=merge.pk, by=helper, now=now)

    Merge.objects.all().delete()
    kept, dropped = Person.objects.get(pk=kept.pk), Person.objects.get(pk=dropped.pk)
    assert [pointing_to(kept), pointing_to(dropped), comparable(kept), comparable(dropped)] == before


def comparable(person: Person) -> dict[str, object]:
    return {name: value for name, value in plain_row(person).items() if name != "version"}


def test_two_registrations_for_one_lesson_are_refused_and_nothing_moves(now):
    kept, dropped, lesson = make_person(), make_person(), make_lesson()
    make_registration(person=kept, lesson=lesson)
    make_registration(person=dropped, lesson=lesson)
    make_registration(person=dropped)
    before = pointing_to(dropped)

    with pytest.raises(RefusedError) as refusal:
        merge_persons(kept_id=kept.pk, dropped_id=dropped.pk, by=make_actor(Role.HELPER), now=now)

    assert refusal.value.details == {"kinds": ["learning.registration"]}
    assert pointing_to(dropped) == before


def test_the_same_need_on_both_sides_is_no_conflict(now):
    kept, dropped = make_person(), make_person()
    make_need(person=kept)
    make_need(person=dropped)

    merge_persons(kept_id=kept.pk, dropped_id=dropped.pk, by=make_actor(Role.HELPER), now=now)

    assert kept.needs.count() == 1


def test_a_merge_is_undone_once(now):
    helper, kept, dropped = make_actor(Role.HELPER), make_person(), make_person()
    merge = merge_persons(kept_id=kept.pk, dropped_id=dropped.pk, by=helper, now=now)
    undo_merge(merge_id=merge.pk, by=helper, now=now)

    with pytest.raises(RefusedError, match="merge_already_undone"):
        undo_merge(merge_id=merge.pk, by=helper, now=now)


def test_merges_are_undone_from_the_latest_back(now):
    helper, first, second, third = make_actor(Role.HELPER), make_person(), make_person(), make_person()
    earlier = merge_persons(kept_id=first.pk, dropped_id=second.pk, by=helper, now=now)
    merge_persons(kept_id=third.pk, dropped_id=first.pk, by=helper, now=now)

    with pytest.raises(RefusedError, match="undo_later_merge_first"):
        undo_merge(merge_id=earlier.pk, by=helper, now=now)


def test_likely_duplicates_are_shown_merged_and_taken_apart_on_pages(client):
    client.force_login(make_user(Role.HELPER))
    kept = make_person(given_name="Velta", family_name="Ozoliņa", birth_year=1948)
    dropped = make_person(given_name="Velta", family_name="Ozolina", birth_year=1948)
    url = reverse("people:merge", args=[kept.pk, dropped.pk])

    assert "Ozoliņa" in client.get(reverse("people:likely_duplicates")).content.decode()
    assert client.get(url).status_code == 200
    client.post(url, {"submission_key": "5d1c7f6a-3b53-4f0e-9c5e-6f0d4f5f2a11"})
    dropped.refresh_from_db()
    assert dropped.merged_into == kept

    client.post(reverse("people:undo_merge", args=[kept.pk, Merge.objects.get().pk]))
    dropped.refresh_from_db()
    assert dropped.merged_into is None


def test_a_refused_merge_is_explained_on_the_page(client):
    client.force_login(make_user(Role.HELPER))
    kept, dropped, lesson = make_person(), make_person(), make_lesson()
    make_registration(person=kept, lesson=lesson)
    make_registration(person=dropped, lesson=lesson)

    page = client.post(
        reverse("people:merge", args=[kept.pk, dropped.pk]),
        {"submission_key": "5d1c7f6a-3b53-4f0e-9c5e-6f0d4f5f2a11"},
    ).content.decode()

    assert "Abi ir pieteikti vienai nodarbībai" in page


def test_mother_and_daughter_of_one_name_are_not_likely():
    make_person(given_name="Anna", family_name="Liepa", birth_year=1950, phone="+37126123456")
    make_person(given_name="Anna", family_name="Liepa", birth_year=1975, phone="+37126123456")

    assert likely_duplicates(make_actor(Role.HELPER)) == []
