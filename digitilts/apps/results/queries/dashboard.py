"""The coordinator's page: what waits today, then the figures, then whom we reach."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.rules import Tier
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.pictures import standing, trend
from digitilts.apps.results.queries.reach import Reach, reach_of
from digitilts.apps.results.queries.tasks import Task
from digitilts.apps.results.queries.today import tasks_today
from digitilts.apps.results.queries.words import (
    ORIGINS,
    PROGRESS,
    PROGRESS_ICON,
    PROGRESS_TONE,
    period_label,
    shown,
)
from digitilts.apps.results.rules import Period
from digitilts.kit.charts import LineChart
from digitilts.kit.navigation import address
from digitilts.kit.tables import Cell, Column, Row, Table


@dataclass(frozen=True)
class FigureCard:
    """A figure as a card: the number, its target, the verdict in words, the way to its page."""

    code: str
    title: str
    unit: str
    value: str
    target: str
    standing: str
    verdict: str
    tone: str
    icon: str
    origin: str
    to: str
    share: float  # of the target, for the arc; 0 when there is none
    chart: LineChart | None


@dataclass(frozen=True)
class Dashboard:
    tasks: list[Task]
    in_order: list[Task]
    cards: list[FigureCard]
    actions: Table
    reach: Reach
    period: str

    @property
    def charted(self) -> list[FigureCard]:
        """Figures that have months to draw."""
        return [card for card in self.cards if card.chart]

    @property
    def waiting(self) -> int:
        return sum(task.count for task in self.tasks)


def dashboard_of(plan: Plan, now: datetime) -> Dashboard:
    """Everything on the page; queries depend on the number of indicators, not on records."""
    today = timezone.localdate(now)
    figures = indicator_figures(plan, today)
    tasks = tasks_today(plan, figures, now)
    year = Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
    return Dashboard(
        tasks=[task for task in tasks if task.count],
        in_order=[task for task in tasks if not task.count],
        cards=[card(each) for each in figures.values() if each.tier == Tier.PLAN],
        actions=figures_table([each for each in figures.values() if each.tier == Tier.ACTION]),
        reach=reach_of(plan.territory.path, year.since, today),
        period=period_label(year),
    )


def card(figure: IndicatorFigure) -> FigureCard:
    share = float(figure.value / figure.target) if figure.value is not None and figure.target else 0.0
    return FigureCard(
        code=figure.code,
        title=figure.indicator.title,
        unit=figure.indicator.unit,
        value=shown(figure.value, figure.measure),
        target=shown(figure.target, figure.measure),
        standing=standing(figure),
        verdict=str(PROGRESS[figure.progress]),
        tone=PROGRESS_TONE.get(figure.progress, "neutral"),
        icon=PROGRESS_ICON.get(figure.progress, ""),
        origin=str(ORIGINS[figure.origin]),
        to=address("results:indicator", code=figure.code),
        share=share,
        chart=trend(figure),
    )


def figures_table(figures: list[IndicatorFigure], caption: str = "") -> Table:
    """Indicators as lines: value, target, verdict."""
    columns = [
        Column("code", _("Code")),
        Column("indicator", _("Indicator")),
        Column("period", _("Period")),
        Column("value", _("Figure"), "number"),
        Column("target", _("Target"), "number"),
        Column("verdict", _("How it goes")),
    ]
    rows = [
        Row(
            [
                Cell(each.code, to=address("results:indicator", code=each.code)),
                Cell(f"{each.indicator.title}, {each.indicator.unit}"),
                Cell(period_label(each.period)),
                Cell(shown(each.value, each.measure)),
                Cell(shown(each.target, each.measure)),
                Cell(str(PROGRESS[each.progress]), tone=PROGRESS_TONE.get(each.progress, "neutral")),
            ],
            key=each.code,
        )
        for each in figures
    ]
    return Table(
        caption or _("Indicators of actions"), columns, rows, empty=_("No action has an indicator yet.")
    )
