"""Venues: what everyone reads and what coordinators keep."""

import pytest
from django.urls import reverse

from digitilts.apps.places.models import Equipment, Venue
from digitilts.values.roles import Role
from tests.factories import (
    make_equipment,
    make_municipality,
    make_other_territory,
    make_territory,
    make_user,
    make_venue,
)


@pytest.fixture
def coordinator(client):
    client.force_login(make_user(Role.COORDINATOR))
    return client


def typed(**changed):
    fields = {
        "name": "Elejas tautas nams",
        "kind": "community_centre",
        "territory": make_territory().pk,
        "serves": make_municipality().pk,
        "seats": "20",
        "computers": "4",
        "internet": "fixed",
        "opening_hours": "Mo-Fr 09:00-17:00",
        "is_active": "on",
    }
    return {**fields, **changed}


def test_everyone_reads_what_to_expect(client):
    venue = make_venue(opening_hours="Mo-Fr 09:00-17:00; PH off", latitude=56.4, longitude=23.7, computers=8)
    make_equipment(venue=venue, name="LAIPA datori")

    page = client.get(reverse("places:venue_page", args=[venue.pk])).content.decode()

    assert "9:00–17:00" in page
    assert "LAIPA datori" in page


def test_the_list_filters_by_what_one_needs(client):
    make_venue(name="Ar rampu", is_step_free=True, internet="fixed", computers=2)
    make_venue(name="Ar kāpnēm")

    page = client.get(reverse("places:venue_list"), {"step_free": "on", "internet": "on"}).content.decode()

    assert "Ar rampu" in page
    assert "Ar kāpnēm" not in page


def test_an_empty_list_says_what_to_do(client):
    page = client.get(reverse("places:venue_list"), {"computers": "on"}).content.decode()

    assert reverse("places:venue_list") in page


def test_a_coordinator_enters_a_place_once(coordinator):
    form = typed()

    coordinator.post(reverse("places:new_venue"), form)
    coordinator.post(reverse("places:new_venue"), form)

    assert Venue.objects.get().computers == 4


def test_a_place_may_stand_in_another_municipality_than_it_serves(coordinator, client):
    coordinator.post(reverse("places:new_venue"), typed(territory=make_other_territory().pk))

    venue = Venue.objects.get()
    assert (venue.territory.name, venue.serves.name) == ("Kandavas pagasts", "Jelgavas novads")
    assert "Jelgavas novads" in client.get(reverse("places:venue_page", args=[venue.pk])).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"opening_hours": "no rīta"}, {"latitude": "23,7", "longitude": "56,4"}, {"latitude": "56,4"}]
)
def test_what_cannot_be_is_told_and_kept_in_the_form(wrong, coordinator):
    response = coordinator.post(reverse("places:new_venue"), typed(**wrong))

    assert "Elejas tautas nams" in response.content.decode()
    assert not Venue.objects.exists()


def test_a_place_is_edited_put_on_the_map_and_equipped(coordinator):
    venue = make_venue()

    coordinator.post(reverse("places:edit_venue", args=[venue.pk]), typed(name="Jauns vārds", version=1))
    coordinator.post(
        reverse("places:set_position", args=[venue.pk]),
        {"latitude": "56,41", "longitude": "23.69", "version": 2},
    )
    for quantity in (10, 12):
        form = {"name": "LAIPA datori", "quantity": quantity, "may_travel": "on"}
        coordinator.post(reverse("places:equipment", args=[venue.pk]), form)

    venue.refresh_from_db()
    assert (venue.name, venue.latitude, venue.longitude) == ("Jauns vārds", 56.41, 23.69)
    assert Equipment.objects.get().quantity == 12


def test_who_was_slower_sees_both_and_overwrites_nothing_unknowingly(coordinator):
    venue = make_venue(phone="+37163000001")
    page = reverse("places:edit_venue", args=[venue.pk])
    coordinator.post(page, typed(name="Pirmā vārds", version=1))

    answer = coordinator.post(page, typed(name="Otrā vārds", version=1)).content.decode()

    venue.refresh_from_db()
    assert venue.name == "Pirmā vārds"
    assert "Otrā vārds" in answer
    assert "Pirmā vārds" in answer
    assert 'name="version" value="2"' in answer
    coordinator.post(page, typed(name="Otrā vārds", version=2))
    venue.refresh_from_db()
    assert venue.name == "Otrā vārds"


@pytest.mark.parametrize("name", ["edit_venue", "set_position", "equipment"])
def test_somebody_elses_place_is_not_found(name, coordinator):
    venue = make_venue(territory=make_other_territory())

    assert coordinator.get(reverse(f"places:{name}", args=[venue.pk])).status_code == 404
    assert coordinator.get(reverse("places:edit_venue", args=[make_venue().pk])).status_code == 200


def test_the_number_of_queries_does_not_grow_with_places(client, django_assert_max_num_queries):
    for _ in range(12):
        make_venue(latitude=56.4, longitude=23.7)

    with django_assert_max_num_queries(6):
        client.get(reverse("places:venue_list"))
