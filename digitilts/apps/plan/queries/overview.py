"""The plan on one page: areas, themes, goals, money, what is not ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from digitilts.apps.plan.models import Action, Area, Plan
from digitilts.apps.plan.queries.indicator_lines import IndicatorLine, indicator_line
from digitilts.apps.plan.queries.money import money_by_area, money_by_year
from digitilts.apps.plan.queries.ready import actions_with_all, readiness_of
from digitilts.apps.plan.queries.timeline import Timeline, timeline
from digitilts.apps.plan.queries.words import (
    GOAL,
    STATUS,
    STATUS_TONE,
    THEME,
    THEME_QUESTION,
    gap_in_words,
    listed,
    whole_euros,
    word,
)
from digitilts.apps.plan.rules import ActionStatus, Goal, Theme
from digitilts.apps.plan.rules.readiness import SECURED, Severity, is_overdue
from digitilts.kit.tables import Table


@dataclass(frozen=True)
class ActionLine:
    """An action in a list."""

    code: str
    title: str
    area: int
    status: str
    tone: str
    met: int
    total: int
    is_ready: bool
    is_open: bool  # neither done nor stopped
    missing: str  # "Missing: the cost and at least one risk."
    cost_cents: int
    secured_cents: int
    themes: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True)
class ObjectiveLine:
    pk: int
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class AreaSummary:
    pk: int
    number: int
    title: str
    description: str
    objectives: list[ObjectiveLine]
    actions: list[ActionLine]
    cost_cents: int
    secured_cents: int


@dataclass(frozen=True)
class MatrixRow:
    theme: str
    question: str
    actions: list[ActionLine]


@dataclass(frozen=True)
class GoalLine:
    title: str
    actions: list[ActionLine]


@dataclass(frozen=True)
class Overdue:
    action: str
    title: str
    due_on: date


@dataclass(frozen=True)
class Overview:
    areas: list[AreaSummary]
    matrix_area: str  # title of the area that contains the themes; "" if none
    matrix: list[MatrixRow]
    goals: list[GoalLine]
    indicators: list[IndicatorLine]  # of the whole plan
    cost_cents: int
    secured_cents: int
    money_by_year: Table
    money_by_area: Table
    timeline: Timeline
    not_ready: list[ActionLine]
    ready_count: int
    open_count: int
    overdue: list[Overdue]

    @property
    def short_cents(self) -> int:
        """What is still to be found."""
        return max(self.cost_cents - self.secured_cents, 0)

    @property
    def cost_shown(self) -> str:
        return whole_euros(self.cost_cents)

    @property
    def secured_shown(self) -> str:
        return whole_euros(self.secured_cents)

    @property
    def short_shown(self) -> str:
        return whole_euros(self.short_cents)


def plan_overview(plan: Plan, *, today: date) -> Overview:
    """Everything that the plan page says, in a fixed number of queries."""
    actions = list(actions_with_all(plan))
    lines = {action.pk: action_line(action) for action in actions}
    areas = list(plan.areas.prefetch_related("objectives"))
    themed = next((area for area in areas if area.has_themes), None)
    open_lines = [line for line in lines.values() if line.is_open]
    return Overview(
        areas=[_area(area, lines.values()) for area in areas],
        matrix_area=themed.title if themed else "",
        matrix=_matrix(lines.values(), themed.number) if themed else [],
        goals=[
            GoalLine(word(GOAL, goal), [line for line in lines.values() if goal in line.goals])
            for goal in Goal
        ],
        indicators=[
            indicator_line(each) for each in plan.indicators.filter(action=None).prefetch_related("targets")
        ],
        cost_cents=sum(line.cost_cents for line in lines.values()),
        secured_cents=sum(line.secured_cents for line in lines.values()),
        money_by_year=money_by_year(actions),
        money_by_area=money_by_area(actions, {area.number: area.title for area in areas}),
        timeline=timeline(plan, actions, today=today),
        not_ready=[line for line in open_lines if not line.is_ready],
        ready_count=sum(line.is_ready for line in open_lines),
        open_count=len(open_lines),
        overdue=_overdue(actions, today),
    )


def action_line(action: Action) -> ActionLine:
    """One action with its readiness; needs the rows of `actions_with_all`."""
    ready = readiness_of(action)
    return ActionLine(
        code=action.code,
        title=action.title,
        area=action.area.number,
        status=word(STATUS, action.status),
        tone=STATUS_TONE.get(ActionStatus(action.status), "neutral"),
        met=ready.met,
        total=ready.total,
        is_ready=ready.is_ready,
        is_open=action.status not in {ActionStatus.DONE, ActionStatus.STOPPED},
        missing=missing_in_words([gap_in_words(gap) for gap in ready.gaps if gap.severity == Severity.MUST]),
        cost_cents=sum(line.amount_cents for line in action.costs.all()),
        secured_cents=sum(line.amount_cents for line in action.funding.all() if line.status in SECURED),
        themes=tuple(action.themes),
        goals=tuple(action.goals),
    )


def missing_in_words(gaps: list[str]) -> str:
    return _("Missing: %(gaps)s.") % {"gaps": listed(gaps)} if gaps else ""


def _area(area: Area, lines: Iterable[ActionLine]) -> AreaSummary:
    mine = [line for line in lines if line.area == area.number]
    return AreaSummary(
        pk=area.pk,
        number=area.number,
        title=area.title,
        description=area.description,
        objectives=[ObjectiveLine(each.pk, str(each)) for each in area.objectives.all()],
        actions=mine,
        cost_cents=sum(line.cost_cents for line in mine),
        secured_cents=sum(line.secured_cents for line in mine),
    )


def _matrix(lines: Iterable[ActionLine], number: int) -> list[MatrixRow]:
    mine = [line for line in lines if line.area == number]
    return [
        MatrixRow(
            word(THEME, theme), word(THEME_QUESTION, theme), [line for line in mine if theme in line.themes]
        )
        for theme in Theme
    ]


def _overdue(actions: Iterable[Action], today: date) -> list[Overdue]:
    found = [
        Overdue(action.code, each.title, each.due_on)
        for action in actions
        for each in action.milestones.all()
        if is_overdue(due_on=each.due_on, done_on=each.done_on, today=today)
    ]
    return sorted(found, key=lambda each: each.due_on)
