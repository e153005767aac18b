"""The demo municipality is whole, repeatable and breaks none of the rules that real data obeys."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from django.db.models import Count, F, Q, Sum

from digitilts.apps.demo.services.build import build_demo
from digitilts.apps.demo.services.places import shared_out
from digitilts.apps.learning.models import Attendance, Lesson, Registration
from digitilts.apps.learning.rules import ACTIVE, HOLDS_SEAT
from digitilts.apps.notices.models import Message
from digitilts.apps.people.models import Person, User
from digitilts.apps.places.models import Population, Territory
from digitilts.apps.plan.models import Action, Indicator
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.results.queries.measures.measure import Scope
from digitilts.apps.results.queries.measures.registry import MEASURES
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Built once for this file (about ten seconds) and rolled back at its end."""
    from django.db import connection, transaction

    with django_db_blocker.unblock(), transaction.atomic():
        town = build_demo(now=datetime.fromisoformat("2026-03-02T08:00:00+00:00"))
        # Now, once: PostgreSQL would otherwise check every row again at the end of each test.
        connection.check_constraints()
        yield town
        transaction.set_rollback(True)


def test_the_residents_add_up_over_parishes_and_ages(town: Any) -> None:
    parishes = Population.objects.filter(territory__kind="parish")

    assert Person.objects.count() == 33348
    assert Territory.objects.filter(parent__code="JN", kind="parish").count() == 16
    assert parishes.filter(age_band="").aggregate(sum=Sum("people"))["sum"] == 33348
    assert parishes.exclude(age_band="").aggregate(sum=Sum("people"))["sum"] == 33348


def test_everybody_is_marked_as_invented_and_reachable_by_nobody(town: Any) -> None:
    assert not Person.objects.filter(is_demo=False).exists()
    assert not Person.objects.exclude(email=None).exclude(email__endswith="@example.org").exists()
    assert not Person.objects.exclude(phone=None).exclude(phone__startswith="+3715").exists()


def test_every_role_has_somebody(town: Any) -> None:
    held = set(User.objects.values_list("role_assignments__role", flat=True))

    assert {str(role) for role in Role} <= held
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_seats_taken_are_the_registrations_that_hold_one(town: Any) -> None:
    holding = Count("registrations", filter=Q(registrations__status__in=sorted(HOLDS_SEAT)))

    assert not Lesson.objects.annotate(held=holding).exclude(seats_taken=F("held")).exists()
    assert not Lesson.objects.filter(seats_taken__gt=F("seats")).exists()


def test_nobody_waits_while_a_seat_is_free(town: Any) -> None:
    waiting = Registration.objects.filter(status="waiting")

    assert waiting.exists()
    assert not waiting.filter(lesson__seats_taken__lt=F("lesson__seats")).exists()


def test_nobody_is_registered_twice_for_one_lesson(town: Any) -> None:
    active = Registration.objects.filter(status__in=sorted(ACTIVE)).values_list("lesson_id", "person_id")

    assert max(Counter(active).values()) == 1


def test_marks_keep_age_band_and_parish_of_known_people(town: Any) -> None:
    known = Attendance.objects.exclude(person=None)

    assert known.exists()
    assert not known.filter(home=None).exists()
    assert not known.filter(age_band="unknown").exists()


def test_the_plan_has_five_areas_and_an_action_that_is_not_ready(town: Any) -> None:
    assert town.plan.areas.count() == 5
    assert town.plan.areas.get(number=5).has_themes
    assert Action.objects.filter(funding=None).exists()
    assert Indicator.objects.filter(action=None).exists()


def test_everybody_with_a_place_in_a_cancelled_lesson_was_told_and_holds_it_no_more(town: Any) -> None:
    cancelled = Lesson.objects.filter(status="cancelled")
    affected = Registration.objects.filter(lesson__in=cancelled, cancelled_how="lesson")
    told = Message.objects.filter(topic="change", about_kind="learning.lesson")

    assert affected.count() == told.count() > 20
    assert not Registration.objects.filter(lesson__in=cancelled, status__in=sorted(ACTIVE)).exists()
    assert set(told.values_list("about_id", flat=True)) <= {
        str(pk) for pk in cancelled.values_list("pk", flat=True)
    }


def test_some_people_got_the_seat_they_waited_for(town: Any) -> None:
    placed = Registration.objects.filter(status="registered", waiting_number__isnull=False)

    assert placed.count() > 10
    assert not placed.filter(waiting_number__gt=F("lesson__last_waiting_number")).exists()


@pytest.mark.parametrize("measure", ["told_of_change", "waiting_placed"])
def test_the_measures_of_change_and_waiting_have_something_to_count(town: Any, measure: str) -> None:
    scope = Scope(town.municipality.path, date(2025, 1, 1), date(2026, 3, 1))
    whole = MEASURES[measure].whole(scope)

    assert 10 < whole.numerator < whole.records


def test_some_messages_wait_for_a_human(town: Any) -> None:
    assert Message.objects.filter(status="to_call").exists()
    assert Message.objects.filter(status="sent").exists()


def test_the_council_approved_a_version_and_the_draft_has_moved_on(town: Any) -> None:
    version = town.plan.versions.get()

    assert version.decision
    assert version.content != plan_content(town.plan)


def test_the_public_has_figures_that_are_three_weeks_old(town: Any) -> None:
    publication = town.plan.publications.get()

    assert (town.today - publication.as_of).days == 21
    assert len(publication.figures["indicators"]) == Indicator.objects.count()


def test_a_database_with_people_is_refused(town: Any, now: datetime) -> None:
    with pytest.raises(RefusedError, match="not_empty"):
        build_demo(now=now)


@pytest.mark.parametrize("total", [0, 1, 7, 33348])
def test_shares_add_up_to_the_total(total: int) -> None:
    assert sum(shared_out(total, {"a": 1, "b": 2.5, "c": 0.1}).values()) == total
