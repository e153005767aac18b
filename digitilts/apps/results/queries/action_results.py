"""What one action achieved: its indicators, and what it adds to the plan."""

from dataclasses import dataclass
from datetime import date

from digitilts.apps.plan.models import Action, Plan
from digitilts.apps.plan.rules import IndicatorKind
from digitilts.apps.results.queries.dashboard import FigureCard, card
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.indicators import indicator_figures


@dataclass(frozen=True)
class AddsTo:
    """A figure of the plan to which the action contributes."""

    code: str
    title: str
    value: str
    share_percent: int
    note: str


@dataclass(frozen=True)
class ActionResults:
    action: Action
    outputs: list[FigureCard]
    results: list[FigureCard]
    adds_to: list[AddsTo]


def action_results_of(plan: Plan, code: str, as_of: date) -> ActionResults | None:
    """None when the plan has no such action."""
    action = plan.actions.select_related("area").filter(code=code).first()
    if action is None:
        return None
    figures = indicator_figures(plan, as_of)
    own = [each for each in figures.values() if each.indicator.action_id == action.pk]
    return ActionResults(
        action=action,
        outputs=[card(each) for each in own if each.indicator.kind == IndicatorKind.OUTPUT],
        results=[card(each) for each in own if each.indicator.kind == IndicatorKind.RESULT],
        adds_to=_adds_to(list(figures.values()), {each.code for each in own}),
    )


def _adds_to(figures: list[IndicatorFigure], own: set[str]) -> list[AddsTo]:
    return [
        AddsTo(figure.code, figure.indicator.title, card(figure).value, part.share_percent, part.note)
        for figure in figures
        for part in figure.attributions
        if part.code in own
    ]
