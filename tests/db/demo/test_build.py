"""The demo municipality is whole, repeatable and breaks none of the rules that real data obeys."""

from collections import Counter
from collections.abc import Iterator
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
from digitilts.apps.results.queries.publications import next_release
from digitilts.apps.results.rules import SMALLEST_SHOWN
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


def test_young_people_come_to_what_is_for_young_people(town: Any) -> None:
    youth = Registration.objects.filter(lesson__activity__kind__audience="youth")

    assert youth.exists()
    assert not youth.filter(person__birth_year__lt=town.today.year - 25).exists()


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


def test_no_hidden_number_follows_from_two_releases_three_weeks_apart(town: Any) -> None:
    """An attacker who knows nothing of our algorithm narrows every hidden number by sums and by growth."""
    releases = [town.plan.publications.get().figures, next_release(town.plan, town.today).content]
    bounds, sums = printed_bounds(releases)
    narrowed(bounds, sums)
    hidden = {name: limits for name, limits in bounds.items() if name not in shown_cells(releases)}

    assert len(hidden) > 20
    assert {name: limits for name, limits in hidden.items() if limits[1] - limits[0] < SMALLEST_SHOWN} == {}
    assert not [value for value in shown_cells(releases).values() if 0 < value < SMALLEST_SHOWN]


def cells_of(releases: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Every number about people: (release, indicator, split, key) and what is printed there."""
    for number, release in enumerate(releases):
        for row in release["indicators"]:
            if row["about_people"] and (row["count"] is not None or row["hidden"]):
                yield (number, row["code"], "", ""), row["count"]
                for split, lines in row["splits"].items():
                    for line in lines:
                        yield (number, row["code"], split, line["key"]), line["count"]


def shown_cells(releases: list[Any]) -> dict[Any, int]:
    return {name: count for name, count in cells_of(releases) if count is not None}


def printed_bounds(releases: list[Any]) -> tuple[dict[Any, list[int]], list[tuple[Any, list[Any]]]]:
    """The least and the most each number can be at first sight, and which numbers add up to which."""
    cells = dict(cells_of(releases))
    bounds = {
        name: [1, 10**6] if count is None else [int(count), int(count)] for name, count in cells.items()
    }
    splits: dict[Any, list[Any]] = {}
    for name in cells:
        if name[2]:
            splits.setdefault(name[:3], []).append(name)
    return bounds, [((*split[:2], "", ""), parts) for split, parts in splits.items()]


def narrowed(bounds: dict[Any, list[int]], sums: list[tuple[Any, list[Any]]]) -> None:
    """Until nothing moves: a sum limits its parts, parts limit their sum, nobody un-comes."""
    before: Any = None
    while before != bounds:
        before = {name: list(limits) for name, limits in bounds.items()}
        for total, parts in sums:
            low, high = (sum(bounds[part][end] for part in parts) for end in (0, 1))
            tighten(bounds[total], low, high)
            for part in parts:
                least, most = before[part]
                tighten(bounds[part], before[total][0] - (high - most), before[total][1] - (low - least))
        for name, limits in bounds.items():
            later = bounds.get((1, *name[1:]), limits)
            tighten(later, limits[0], later[1])
            tighten(limits, limits[0], later[1])


def tighten(limits: list[int], low: int, high: int) -> None:
    limits[:] = [max(limits[0], low), min(limits[1], high)]


def test_a_database_with_people_is_refused(town: Any, now: datetime) -> None:
    with pytest.raises(RefusedError, match="not_empty"):
        build_demo(now=now)


@pytest.mark.parametrize("total", [0, 1, 7, 33348])
def test_shares_add_up_to_the_total(total: int) -> None:
    assert sum(shared_out(total, {"a": 1, "b": 2.5, "c": 0.1}).values()) == total
