"""The table in docs/rules/plan-readiness.md is the rule."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from digitilts.apps.plan.rules import ActionStatus
from digitilts.apps.plan.rules.readiness import (
    CHECKS,
    ActionFacts,
    Missing,
    Severity,
    is_late,
    is_overdue,
    readiness,
    risk_is_high,
)

DOCS = Path(__file__).parents[3] / "docs" / "rules" / "plan-readiness.md"
DAY = date(2026, 3, 2)
DATES = {"both": (DAY, DAY), "start": (DAY, None), "end": (None, DAY), "none": (None, None)}


def cases() -> list[dict[str, str]]:
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    names, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(names, row, strict=True)) for row in rows]


def some_of(text: str) -> tuple[bool, ...]:
    complete, total = (int(part) for part in text.split("/"))
    return tuple(number < complete for number in range(total))


def facts(case: dict[str, str]) -> ActionFacts:
    starts_on, ends_on = DATES[case["dates"]]
    return ActionFacts(
        has_lead=case["lead"] == "yes",
        has_responsible=case["person"] == "yes",
        starts_on=starts_on,
        ends_on=ends_on,
        cost_cents=round(float(case["cost"]) * 100),
        secured_cents=round(float(case["secured"]) * 100),
        outputs=some_of(case["outputs"]),
        results=some_of(case["results"]),
        risks=some_of(case["risks"]),
        milestones=int(case["milestones"]),
        has_strategy_link=case["strategy"] == "yes",
        target_groups=int(case["groups"]),
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_the_table_of_the_rule(case):
    found = readiness(facts(case))
    expected = [] if case["missing"] == "–" else case["missing"].split(", ")
    assert [gap.code.value for gap in found.gaps] == expected
    assert found.is_ready == (case["ready"] == "yes")
    assert found.met == CHECKS - len(expected)


def test_the_gap_in_funding_says_how_much_is_missing():
    found = readiness(ActionFacts(cost_cents=100_000, secured_cents=25_050))
    [gap] = [gap for gap in found.gaps if gap.code == Missing.FUNDING]
    assert (gap.cents, gap.severity) == (74_950, Severity.MUST)


def test_a_milestone_is_overdue_from_the_next_day_until_it_is_done():
    assert not is_overdue(due_on=DAY, done_on=None, today=DAY)
    assert is_overdue(due_on=DAY, done_on=None, today=DAY + timedelta(days=1))
    assert not is_overdue(due_on=DAY, done_on=DAY, today=DAY + timedelta(days=1))


@pytest.mark.parametrize("status", list(ActionStatus))
def test_only_what_is_not_over_can_be_late(status):
    late = is_late(ends_on=DAY, status=status, today=DAY + timedelta(days=1))
    assert late == (status not in {ActionStatus.DONE, ActionStatus.STOPPED})
    assert not is_late(ends_on=None, status=status, today=DAY)


def test_a_risk_is_high_from_twelve():
    assert risk_is_high(likelihood=3, impact=4)
    assert not risk_is_high(likelihood=5, impact=2)
