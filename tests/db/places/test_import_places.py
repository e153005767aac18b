"""Import of territories, populations and places: look first, then all or nothing."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from digitilts.apps.places.models import Population, Territory, Venue
from digitilts.kit.workbooks import Sheet, write_workbook
from digitilts.values.roles import Role
from tests.factories import make_country, make_municipality, make_territory, make_user

URL = "places:import_places"


@pytest.fixture
def administrator(client):
    make_territory()
    client.force_login(make_user(Role.ADMINISTRATOR, make_country()))
    return client


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("saraksts.csv", text.encode())


def send(client, file) -> str:
    return client.post(reverse(URL), {"file": file}).content.decode()


def confirm(client, page: str) -> None:
    found = re.search(r'name="carried" value="([^"]*)"', page)
    assert found, "the page offers no confirmation"
    client.post(reverse("places:confirm_import"), {"carried": found[1]})


VENUES = (
    "Nosaukums;Veids;Teritorija;Vietas;Darba laiks;Bez pakāpieniem\n"
    "Elejas bibliotēka;bibliotēka;0054010;12;Mo-Fr 09:00-17:00;jā\n"
)


def test_looking_writes_nothing_and_confirming_writes_everything(administrator):
    page = send(administrator, csv(VENUES))
    assert "Elejas bibliotēka" in page
    assert not Venue.objects.exists()

    confirm(administrator, page)

    venue = Venue.objects.get()
    assert (venue.seats, venue.is_step_free, venue.serves.code) == (12, True, "0054000")


def test_the_same_file_again_changes_nothing(administrator):
    confirm(administrator, send(administrator, csv(VENUES)))

    page = send(administrator, csv(VENUES))

    assert 'name="carried"' not in page


def test_a_workbook_brings_territories_and_their_populations_together(administrator):
    book = write_workbook(
        [
            Sheet(
                "Skaits",
                ["Teritorija", "Vecums", "Skaits", "Datums", "Avots"],
                [["0054099", "75+", 120, "01.01.2025", "PMLP"]],
            ),
            Sheet(
                "Teritorijas",
                ["Kods", "Nosaukums", "Veids", "Ietilpst"],
                [["0054099", "Jaunais pagasts", "pagasts", "0054000"]],
            ),
        ]
    )

    confirm(administrator, send(administrator, SimpleUploadedFile("a.xlsx", book)))

    assert Territory.objects.get(code="0054099").path == "LV/0054000/0054099/"
    assert Population.objects.get().people == 120


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("X;bibliotēka;0054010;daudz;;", "D"),
        ("X;bibliotēka;0054010;-1;;", "D"),
        ("X;bibliotēka;9999999;1;;", "C"),
        ("X;pils;0054010;1;;", "B"),
        (";bibliotēka;0054010;1;;", "A"),
        ("X;bibliotēka;0054010;1;no rīta;", "E"),
        ("X;bibliotēka;0054010;1;;varbūt", "F"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_written(row, where, administrator):
    good = VENUES.splitlines()[1]
    page = send(administrator, csv(f"{VENUES.splitlines()[0]}\n{good}\n{row}\n"))

    assert f"3, kolonna {where}" in page
    assert 'name="carried"' not in page
    assert not Venue.objects.exists()


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "Kods;Kaut kas\n1;2\n", "Nosaukums;Veids\nX;skola\n"])
def test_a_file_of_something_else_is_told_apart(text, administrator):
    page = send(administrator, csv(text))

    assert 'name="carried"' not in page
    assert "Lapa" in page or 'aria-invalid="true"' in page


def test_geojson_brings_outlines_and_places(administrator):
    ring = [[23.6, 56.4], [23.7, 56.4], [23.7, 56.5], [23.6, 56.4]]
    features = [
        {"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"code": "0054010"}},
        {
            "geometry": {"type": "Point", "coordinates": [23.69, 56.41]},
            "properties": {"name": "Skola", "kind": "school", "territory": "0054010"},
        },
    ]
    file = SimpleUploadedFile("map.geojson", json.dumps({"features": features}).encode())

    confirm(administrator, send(administrator, file))

    assert Territory.objects.get(code="0054010").outline["type"] == "Polygon"
    assert Venue.objects.get().latitude == 56.41


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"features": []}',
        b'{"features": [1]}',
        b'{"features": [{"geometry": {"type": "Polygon", "coordinates": "x"}, "properties": {}}]}',
        b'{"features": [{"geometry": {"type": "Point", "coordinates": [999, 1]}, "properties": {}}]}',
        b'{"features": [{"geometry": {"type": "Point", "coordinates": [23.6, 56.4]}, "properties": {}}]}',
    ],
)
def test_a_broken_map_file_is_told_in_words(content, administrator):
    page = send(administrator, SimpleUploadedFile("map.geojson", content))

    assert 'name="carried"' not in page
    assert not Venue.objects.exists()


def test_nobody_imports_into_another_territory(client):
    make_territory()
    client.force_login(make_user(Role.COORDINATOR, make_municipality("0040000", "Tukuma novads")))

    page = send(client, csv(VENUES))

    assert 'name="carried"' not in page


def test_what_was_changed_on_the_way_is_not_taken_over(administrator):
    administrator.post(reverse("places:confirm_import"), {"carried": "made-up"})

    assert not Venue.objects.exists()
