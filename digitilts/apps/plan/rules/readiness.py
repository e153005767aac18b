"""Can this action start? The same table stands in docs/rules/plan-readiness.md and is run by the tests.

Source: URBACT asks of every action its timing, responsibilities, cost, funding, indicators and risks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from digitilts.apps.plan.rules import ActionStatus, FundingStatus

SECURED = frozenset({FundingStatus.CONFIRMED, FundingStatus.SPENT})
OVER = frozenset({ActionStatus.DONE, ActionStatus.STOPPED})


class Severity(StrEnum):
    MUST = "must"  # without it the action cannot start
    SHOULD = "should"  # without it the plan is poorer


class Missing(StrEnum):
    """What an action may lack, in the order in which the page says it."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    DATES = "dates"
    COST = "cost"
    FUNDING = "funding"
    OUTPUT = "output"
    OUTPUT_NUMBERS = "output_numbers"
    RESULT = "result"
    RESULT_NUMBERS = "result_numbers"
    RISK = "risk"
    MITIGATION = "mitigation"
    MILESTONES = "milestones"
    STRATEGY_LINK = "strategy_link"
    TARGET_GROUPS = "target_groups"


SEVERITY = {
    Missing.MILESTONES: Severity.SHOULD,
    Missing.STRATEGY_LINK: Severity.SHOULD,
    Missing.TARGET_GROUPS: Severity.SHOULD,
}
CHECKS = 11  # questions asked of every action; each is answered by at most one gap


@dataclass(frozen=True)
class ActionFacts:
    """What the rule needs to know of an action. Money in euro cents."""

    has_lead: bool = False
    has_responsible: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    cost_cents: int = 0
    secured_cents: int = 0
    # For each indicator: does it have a baseline and at least one target?
    outputs: tuple[bool, ...] = ()
    results: tuple[bool, ...] = ()
    # For each risk: is it said what is done against it?
    risks: tuple[bool, ...] = ()
    milestones: int = 0
    has_strategy_link: bool = False
    target_groups: int = 0


@dataclass(frozen=True)
class Gap:
    code: Missing
    severity: Severity
    cents: int = 0  # how much money is missing, for FUNDING


@dataclass(frozen=True)
class Readiness:
    gaps: tuple[Gap, ...] = ()
    total: int = field(default=CHECKS)

    @property
    def met(self) -> int:
        return self.total - len(self.gaps)

    @property
    def is_ready(self) -> bool:
        """Nothing that the action must have is missing."""
        return not any(gap.severity == Severity.MUST for gap in self.gaps)


def readiness(facts: ActionFacts) -> Readiness:
    """Everything that is missing, most basic first."""
    missing = [
        *_basics(facts),
        *_numbers(facts.outputs, Missing.OUTPUT, Missing.OUTPUT_NUMBERS),
        *_numbers(facts.results, Missing.RESULT, Missing.RESULT_NUMBERS),
        *_numbers(facts.risks, Missing.RISK, Missing.MITIGATION),
        *_rest(facts),
    ]
    short = facts.cost_cents - facts.secured_cents
    return Readiness(
        tuple(
            Gap(code, SEVERITY.get(code, Severity.MUST), short if code == Missing.FUNDING else 0)
            for code in missing
        )
    )


def _basics(facts: ActionFacts) -> Iterable[Missing]:
    if not facts.has_lead:
        yield Missing.LEAD
    if not facts.has_responsible:
        yield Missing.RESPONSIBLE
    if facts.starts_on is None or facts.ends_on is None:
        yield Missing.DATES
    if not facts.cost_cents:
        yield Missing.COST
    # Without costs nobody can say how much funding is enough.
    if not facts.cost_cents or facts.secured_cents < facts.cost_cents:
        yield Missing.FUNDING


def _numbers(complete: tuple[bool, ...], none: Missing, incomplete: Missing) -> Iterable[Missing]:
    """None at all, or none that is complete."""
    if not complete:
        yield none
    elif not any(complete):
        yield incomplete


def _rest(facts: ActionFacts) -> Iterable[Missing]:
    if not facts.milestones:
        yield Missing.MILESTONES
    if not facts.has_strategy_link:
        yield Missing.STRATEGY_LINK
    if not facts.target_groups:
        yield Missing.TARGET_GROUPS


def is_overdue(*, due_on: date, done_on: date | None, today: date) -> bool:
    """A milestone is overdue from the day after its date until it is done."""
    return done_on is None and due_on < today


def is_late(*, ends_on: date | None, status: ActionStatus, today: date) -> bool:
    """An action is late when its last day has passed and nobody said that it is done or stopped."""
    return ends_on is not None and ends_on < today and status not in OVER


def risk_score(*, likelihood: int, impact: int) -> int:
    """1 to 25: how likely times how bad."""
    return likelihood * impact


def risk_is_high(*, likelihood: int, impact: int) -> bool:
    """A score of 12 or more is looked at by the coordinator first."""
    return risk_score(likelihood=likelihood, impact=impact) >= HIGH_RISK


HIGH_RISK = 12
