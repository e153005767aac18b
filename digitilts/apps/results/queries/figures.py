"""A figure with everything that a reader needs to trust it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from digitilts.apps.plan.models import Indicator
from digitilts.apps.plan.rules import Tier
from digitilts.apps.results.queries.measures.measure import Measure, Part, Scope
from digitilts.apps.results.rules import Origin, Period, Progress


@dataclass(frozen=True)
class Attribution:
    """What one action's indicator adds to a figure of the plan, and why that share is fair."""

    code: str
    title: str
    share_percent: int
    value: Decimal | None
    note: str


@dataclass(frozen=True)
class IndicatorFigure:
    """One indicator on one day, with everything that a reader needs to trust it."""

    indicator: Indicator
    measure: Measure | None
    origin: Origin
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    records: int
    period: Period
    as_of: date
    target: Decimal | None
    baseline: Decimal | None
    progress: Progress
    months: tuple[Part, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    people_counted_once: bool = False  # a union was counted instead of a sum
    evidence: str = ""
    unknown_filters: tuple[str, ...] = ()
    denominator_source: str = ""
    denominator_date: date | None = None
    scope: Scope | None = field(default=None, repr=False)

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def tier(self) -> Tier:
        return self.indicator.tier
