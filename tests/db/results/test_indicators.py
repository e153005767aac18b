"""Roll-up, manual values and the command line."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from digitilts.apps.plan.models import Plan
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.measures.registry import MEASURES
from digitilts.apps.results.rules import Origin, Progress
from tests import factories as make
from tests.db.results.brute_force import BRUTE, Rows
from tests.db.results.town import build_town, indicator_for

UNTIL = date(2026, 3, 2)
SINCE = date(2026, 1, 1)


def contributing(plan: Plan, measure: str, shares: tuple[int, int]):
    whole = indicator_for(plan, "", code="P")
    for action, share in zip(plan.actions.order_by("code"), shares, strict=True):
        part = indicator_for(plan, measure, code=f"{action.code}.1", action=action)
        make.make_contribution(plan_indicator=whole, action_indicator=part, share_percent=share)
    return whole


def test_counts_of_actions_are_added_with_their_shares() -> None:
    plan = build_town()
    contributing(plan, "attendances", (100, 50))
    figure = indicator_figures(plan, UNTIL)["P"]
    first, second = (Rows(SINCE, UNTIL, action.pk) for action in plan.actions.order_by("code"))
    assert figure.origin == Origin.ROLLED_UP
    assert figure.value == len(first.visits) + Decimal(len(second.visits)) / 2


@pytest.mark.parametrize("shares", [(100, 100), (100, 40), (30, 60), (0, 50)])
def test_people_of_several_actions_are_counted_once_with_the_largest_share(shares: tuple[int, int]) -> None:
    plan = build_town(lessons=40)
    contributing(plan, "residents_reached", shares)
    figure = indicator_figures(plan, UNTIL)["P"]
    best: dict = {}
    for action, share in zip(plan.actions.order_by("code"), shares, strict=True):
        for mark in Rows(SINCE, UNTIL, action.pk).known:
            best[mark.person_id] = max(share, best.get(mark.person_id, 0))
    assert figure.value == sum(Decimal(share) / 100 for share in best.values())
    assert figure.people_counted_once


def test_shares_of_actions_add_numerators_and_denominators_first() -> None:
    plan = build_town()
    contributing(plan, "no_show_share", (100, 100))
    figure = indicator_figures(plan, UNTIL)["P"]
    parts = [BRUTE["no_show_share"](Rows(SINCE, UNTIL, action.pk)) for action in plan.actions.all()]
    assert figure.numerator == sum(part[0] for part in parts)
    assert figure.denominator == sum(part[1] or 0 for part in parts)
    assert figure.value == figure.numerator * 100 / figure.denominator


def test_a_manual_value_counts_only_once_somebody_else_approved_it() -> None:
    plan = build_town(lessons=1)
    indicator = indicator_for(plan, "", code="P6")
    value = make.make_manual_value(indicator=indicator, as_of=date(2026, 2, 1), value=Decimal(48))
    assert indicator_figures(plan, UNTIL)["P6"].origin == Origin.NONE
    value.approved_by, value.approved_at = make.make_user(), timezone.now()
    value.save()
    figure = indicator_figures(plan, UNTIL)["P6"]
    assert (figure.value, figure.origin, figure.as_of) == (Decimal(48), Origin.MANUAL, date(2026, 2, 1))
    assert indicator_figures(plan, date(2026, 1, 31))["P6"].value is None


def test_a_filter_that_the_measure_does_not_know_gives_no_figure_instead_of_a_wrong_one() -> None:
    plan = build_town(lessons=2)
    indicator_for(plan, "lessons_held", code="X", filters={"moon": "full"})
    figure = indicator_figures(plan, UNTIL)["X"]
    assert (figure.value, figure.progress, figure.unknown_filters) == (None, Progress.NO_FIGURE, ("moon",))


def test_filters_narrow_the_records() -> None:
    plan = build_town()
    indicator_for(plan, "lessons_held", code="X", filters={"level": 1})
    indicator_for(plan, "lessons_held", code="Y", filters={"level": [1, 2, 3]})
    figures, rows = indicator_figures(plan, UNTIL), Rows(SINCE, UNTIL)
    assert figures["X"].value == sum(lesson.activity.level == 1 for lesson in rows.lessons)
    assert figures["Y"].value == len(rows.lessons)


def test_the_command_prints_every_indicator_and_each_equals_brute_force() -> None:
    plan = build_town()
    for key in MEASURES:
        indicator_for(plan, key, code=key[:16])
    out = io.StringIO()
    call_command("results", "--format", "json", "--as-of", "2026-03-02", "--plan", str(plan.pk), stdout=out)
    printed = {row["measure"]: row for row in json.loads(out.getvalue())["indicators"]}
    assert set(printed) == set(MEASURES)
    rows = Rows(SINCE, UNTIL)
    for key, brute in BRUTE.items():
        numerator, denominator, records = brute(rows)
        row, measure = printed[key], MEASURES[key]
        assert row["numerator"] == pytest.approx(float(numerator), abs=1e-4), key
        assert row["denominator"] == (None if denominator is None else float(denominator)), key
        assert row["records"] == records, key
        value = measure.value(numerator, denominator)
        assert row["value"] == (None if value is None else pytest.approx(float(value), abs=1e-4)), key


def test_the_command_writes_csv_and_text_too() -> None:
    plan = build_town(lessons=3)
    indicator_for(plan, "lessons_held", code="P1")
    for kind in ("csv", "text"):
        out = io.StringIO()
        call_command("results", "--format", kind, "--as-of", "2026-03-02", stdout=out)
        assert "P1" in out.getvalue()
    out = io.StringIO()
    call_command("results", "--format", "csv", stdout=out)
    assert next(csv.DictReader(io.StringIO(out.getvalue())))["code"] == "P1"


def test_without_a_plan_the_command_says_so() -> None:
    with pytest.raises(CommandError, match="no such plan"):
        call_command("results", "--plan", "999999")
