"""Stepping into an invented role, out of it, and beginning the guided thread."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from digitilts.apps.demo.rules import THREAD_ACTION
from digitilts.apps.learning.models import Lesson
from digitilts.values.roles import Role
from tests.factories import make_action, make_activity, make_user, make_venue


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR, username="koordinatore", is_demo=True)


def test_a_visitor_becomes_somebody_invented_and_nobody_again(client: Client, coordinator):
    inside = client.post(reverse("demo:step_in"), {"username": coordinator.username})
    assert inside["Location"] == reverse("front:start")
    assert client.session["_auth_user_id"] == str(coordinator.pk)

    outside = client.post(reverse("demo:step_out"))
    assert outside["Location"] == reverse("front:home")
    assert "_auth_user_id" not in client.session


def test_nobody_steps_into_a_real_member_of_staff(client: Client):
    real = make_user(Role.ADMINISTRATOR)
    for name in (real.username, "nobody", ""):
        assert client.post(reverse("demo:step_in"), {"username": name}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wanted", "where"), [("/demo/thread/", "/demo/thread/"), ("https://elsewhere.example/", "/start/")]
)
def test_a_step_leads_on_inside_the_house_only(client: Client, coordinator, wanted, where):
    asked = {"username": coordinator.username, "next": wanted}
    assert client.post(reverse("demo:step_in"), asked)["Location"] == where


def test_reading_a_link_steps_nowhere(client: Client, coordinator):
    for page in ("step_in", "step_out", "begin_thread"):
        assert client.get(reverse(f"demo:{page}")).status_code == 405


@pytest.fixture
def trainer(coordinator):
    """Līga, and what her lesson needs."""
    make_activity(action=make_action(code=THREAD_ACTION))
    make_venue(name="Ozolnieku bibliotēka")
    return make_user(Role.TRAINER, username="pasniedzeja", is_demo=True)


def test_the_lesson_of_the_thread_has_begun_when_the_trainer_marks_who_came(client: Client, trainer):
    client.post(reverse("demo:begin_thread"))
    button = {"username": trainer.username, "next": "/learning/today/", "begins_lesson": "1"}
    client.post(reverse("demo:step_in"), button)
    lesson = Lesson.objects.get()
    assert lesson.starts_at <= timezone.now() < lesson.ends_at
    client.post(reverse("learning:close_attendance", args=[lesson.pk]))
    lesson.refresh_from_db()
    assert lesson.attendance_closed_at is not None


def test_the_thread_begins_with_a_lesson_that_starts_soon(client: Client, trainer, now):
    led = client.post(reverse("demo:begin_thread"))
    lesson = Lesson.objects.get()
    assert led["Location"].startswith(reverse("demo:thread"))
    assert 0 < (lesson.starts_at - now).total_seconds() < 30 * 60
    assert client.get(reverse("demo:thread")).context["lesson"] == lesson


def test_without_the_demo_town_the_thread_leads_to_how_it_is_built(client: Client):
    assert client.post(reverse("demo:begin_thread"))["Location"] == reverse("demo:roles")
    assert client.get(reverse("demo:thread")).status_code == 200
