"""The pages that everybody may read before knowing anything: front, about, accessibility, privacy."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from digitilts.values.roles import Role
from tests.factories import make_activity, make_lesson, make_user, texts

PAGES = ["home", "about", "accessibility", "privacy"]


@pytest.mark.parametrize("page", PAGES)
def test_everybody_reads_it_in_both_languages(client: Client, page):
    latvian = client.get(reverse(f"front:{page}"))
    english = client.get(f"/en{reverse(f'front:{page}')}")
    assert (latvian.status_code, english.status_code) == (200, 200)
    assert 'lang="lv"' in latvian.content.decode()
    assert 'lang="en"' in english.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_reading_costs_no_account_and_leaves_no_cookie_that_follows(client: Client, page):
    client.get(reverse(f"front:{page}"))
    assert "sessionid" not in client.cookies


def test_home_shows_what_comes_next_and_not_what_is_over(client: Client, now):
    activity = make_activity(title=texts("Runāt pa video"))
    make_lesson(
        activity=activity, starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, hours=1)
    )
    old = make_activity(title=texts("Pagājusī nodarbība"))
    make_lesson(activity=old, starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=2, hours=-1))
    page = client.get(reverse("front:home")).content.decode()
    assert "Runāt pa video" in page
    assert "Pagājusī nodarbība" not in page


def test_home_of_a_new_installation_is_not_broken(client: Client):
    assert client.get(reverse("front:home")).status_code == 200


def test_work_begins_where_the_role_works(client: Client):
    client.force_login(make_user(Role.TRAINER))
    assert client.get(reverse("front:start"))["Location"] == reverse("learning:today")
