"""The gallery shows every component in both languages, to builders only."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/kit/", "/en/kit/", "/kit/?frame=staff", "/en/kit/?frame=staff"])
def test_the_gallery_is_drawn_in_both_languages_and_frames(client: Client, address: str) -> None:
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1>") == 1
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert f'lang="{"en" if address.startswith("/en") else "lv"}"' in html


def test_a_municipality_does_not_see_the_gallery(client: Client, settings) -> None:
    settings.DEBUG = settings.DEMO = False
    assert client.get("/kit/").status_code == 404


def test_ids_are_unique(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/kit/").content.decode())
    assert sorted(ids) == sorted(set(ids))
