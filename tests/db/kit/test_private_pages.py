"""Nothing of a person stays on a shared computer: no copies, no cookies, and an end to idle sessions."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from digitilts.values.roles import Role
from tests.conftest import NOW
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def staff(client: Client) -> Client:
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user(role=Role.HELPER))
        client.get("/kit/")
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/kit/").context["frame"].is_signed_in


def test_pages_of_signed_in_people_are_not_stored(staff: Client) -> None:
    with time_machine.travel(at(1), tick=False):
        assert staff.get("/kit/")["Cache-Control"] == "no-store"


def test_signing_out_clears_the_browser(staff: Client) -> None:
    with time_machine.travel(at(1), tick=False):
        answer = staff.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_an_anonymous_page_clears_nothing(client: Client) -> None:
    assert "Clear-Site-Data" not in client.get("/kit/")


def test_staff_are_signed_out_after_a_quarter_of_an_hour_of_nothing(staff: Client) -> None:
    with time_machine.travel(at(16), tick=False):
        answer = staff.get("/kit/")
        assert answer["Location"] == "/account/login/?idle=1&next=/kit/"
        assert answer["Clear-Site-Data"]
        assert not is_signed_in(staff)


def test_every_page_opened_begins_the_time_anew(staff: Client) -> None:
    for minutes in (10, 20, 30, 40):
        with time_machine.travel(at(minutes), tick=False):
            assert is_signed_in(staff)


def test_residents_have_half_an_hour(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user(role=None))
        client.get("/kit/")
    with time_machine.travel(at(25), tick=False):
        assert is_signed_in(client)
    with time_machine.travel(at(56), tick=False):
        assert client.get("/kit/").status_code == 302


def test_one_tap_extends_the_time(staff: Client) -> None:
    with time_machine.travel(at(14), tick=False):
        assert staff.post("/kit/still-here/", headers={"x-requested-with": "fetch"}).status_code == 204
    with time_machine.travel(at(28), tick=False):
        assert is_signed_in(staff)
