"""One action with all that an action table asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from digitilts.apps.plan.models import Action, Plan, Risk
from digitilts.apps.plan.queries.indicator_lines import IndicatorLine, indicator_line
from digitilts.apps.plan.queries.overview import ActionLine, action_line
from digitilts.apps.plan.queries.ready import actions_with_all, readiness_of
from digitilts.apps.plan.queries.words import (
    COST_CATEGORY,
    FUNDING_STATUS,
    GOAL,
    PARTNER_ROLE,
    TARGET_GROUP,
    THEME,
    gap_in_words,
    word,
)
from digitilts.apps.plan.rules import PartKind
from digitilts.apps.plan.rules.readiness import (
    Readiness,
    Severity,
    is_late,
    is_overdue,
    risk_is_high,
    risk_score,
)
from digitilts.kit.dates import short_date
from digitilts.kit.numbers import euros


@dataclass(frozen=True)
class PartLine:
    """One row of a list of the action: its cells as text, and a word when it needs attention."""

    pk: int
    cells: tuple[str, ...]
    alert: str = ""  # "overdue", "high" or "done"


@dataclass(frozen=True)
class ActionDetail:
    action: Action
    line: ActionLine
    readiness: Readiness
    must: list[str]  # what is missing, in words
    should: list[str]
    is_late: bool
    responsible: str
    themes: list[str]
    goals: list[str]
    target_groups: list[str]
    indicators: list[IndicatorLine]
    parts: Mapping[PartKind, list[PartLine]]


def action_detail(plan: Plan, code: str, *, today: date) -> ActionDetail | None:
    """The whole action, or None when the plan has no action of that code."""
    action = actions_with_all(plan).filter(code=code).first()
    if action is None:
        return None
    ready = readiness_of(action)
    return ActionDetail(
        action=action,
        line=action_line(action),
        readiness=ready,
        must=[gap_in_words(gap) for gap in ready.gaps if gap.severity == Severity.MUST],
        should=[gap_in_words(gap) for gap in ready.gaps if gap.severity == Severity.SHOULD],
        is_late=is_late(ends_on=action.ends_on, status=action.status, today=today),
        responsible=str(action.responsible) if action.responsible else "",
        themes=[word(THEME, theme) for theme in action.themes],
        goals=[word(GOAL, goal) for goal in action.goals],
        target_groups=[word(TARGET_GROUP, group) for group in action.target_groups],
        indicators=[indicator_line(each) for each in action.indicators.all()],
        parts=_parts(action, today),
    )


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


def _parts(action: Action, today: date) -> Mapping[PartKind, list[PartLine]]:
    return {
        PartKind.MILESTONES: [
            PartLine(
                each.pk,
                (each.title, _day(each.due_on), _day(each.done_on)),
                "overdue"
                if is_overdue(due_on=each.due_on, done_on=each.done_on, today=today)
                else "done"
                if each.done_on
                else "",
            )
            for each in action.milestones.all()
        ],
        PartKind.COSTS: [
            PartLine(
                each.pk,
                (str(each.year), word(COST_CATEGORY, each.category), euros(each.amount_cents), each.note),
            )
            for each in action.costs.all()
        ],
        PartKind.FUNDING: [
            PartLine(
                each.pk,
                (
                    each.source,
                    str(each.year or ""),
                    euros(each.amount_cents),
                    word(FUNDING_STATUS, each.status),
                ),
            )
            for each in action.funding.all()
        ],
        PartKind.RISKS: [_risk(each) for each in action.risks.all()],
        PartKind.PARTNERS: [
            PartLine(each.pk, (each.name, word(PARTNER_ROLE, each.role))) for each in action.partners.all()
        ],
    }


def _risk(risk: Risk) -> PartLine:
    score = risk_score(likelihood=risk.likelihood, impact=risk.impact)
    is_high = risk_is_high(likelihood=risk.likelihood, impact=risk.impact)
    cells = (
        risk.description,
        f"{risk.likelihood} × {risk.impact} = {score}",
        risk.mitigation,
        risk.owner,
        _day(risk.review_on),
    )
    return PartLine(risk.pk, cells, "high" if is_high else "")
