"""Territories and who lives there."""

from datetime import date

from django.urls import reverse

from tests.factories import make_other_territory, make_population, make_territory, make_venue


def test_each_count_stands_with_its_date_and_source(client):
    make_population(people=33348, source="PMLP", as_of=date(2024, 1, 1))
    make_population(people=500, age_band="75+", source="CSP", as_of=date(2023, 1, 1))

    page = client.get(reverse("places:territory_page", args=[make_territory().code])).content.decode()

    assert "33" in page
    assert "PMLP" in page
    assert "01.01.2023" in page


def test_several_municipalities_stand_in_one_tree(client):
    make_territory()
    make_other_territory()

    page = client.get(reverse("places:territory_list")).content.decode()

    assert "Jelgavas novads" in page
    assert "Tukuma novads" in page


def test_a_territory_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("places:territory_page", args=["nope"])).status_code == 404


def test_a_municipality_shows_its_parishes_and_their_places_on_a_map(client):
    parish = make_territory()
    parish.latitude, parish.longitude = 56.41, 23.69
    parish.save()
    venue = make_venue(latitude=56.4, longitude=23.7)

    page = client.get(reverse("places:territory_page", args=["0054000"])).content.decode()

    assert parish.name in page
    assert venue.name in page
    assert "<svg" in page


def test_the_number_of_queries_does_not_grow_with_parishes(client, django_assert_max_num_queries):
    for number in range(12):
        make_population(territory=make_territory(f"00540{number:02d}", f"Pagasts {number}"))

    with django_assert_max_num_queries(8):
        client.get(reverse("places:territory_page", args=["0054000"]))
