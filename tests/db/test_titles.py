"""Every public page says in its title which page it is: two windows are told apart (WCAG 2.4.2)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.worlds import all_pages, make_world

TITLE = re.compile(r"<title>(.*?) · Digitilts</title>", re.DOTALL)


@pytest.mark.django_db
def test_no_two_public_pages_have_the_same_title() -> None:
    world = make_world("9990000", "Mūsu")
    client = Client()
    seen: dict[str, str] = {}
    same: list[str] = []
    for page in all_pages():
        if page.door != "everyone":
            continue
        with translation.override("lv"):
            answer = client.get(reverse(page.name, kwargs=world.address_arguments(page)))
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        title = TITLE.search(answer.content.decode()) if is_page else None
        if title and seen.setdefault(title[1].strip(), page.name) != page.name:
            same.append(f"{page.name} and {seen[title[1].strip()]}: {title[1].strip()}")

    assert len(seen) > 10
    assert same == []
