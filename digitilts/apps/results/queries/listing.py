"""Indicators as plain rows, the same for the command line, open data and workbooks."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from digitilts.apps.results.queries.figures import IndicatorFigure

COLUMNS = (
    "code",
    "tier",
    "action",
    "kind",
    "title",
    "unit",
    "measure",
    "origin",
    "value",
    "numerator",
    "denominator",
    "records",
    "period_start",
    "period_end",
    "target",
    "baseline",
    "progress",
    "as_of",
    "source",
)


def indicator_rows(figures: Iterable[IndicatorFigure]) -> list[dict[str, Any]]:
    """One row per indicator; numbers stay numbers, unknown stays None."""
    return [_row(figure) for figure in figures]


def _row(figure: IndicatorFigure) -> dict[str, Any]:
    indicator = figure.indicator
    return {
        "code": figure.code,
        "tier": str(figure.tier),
        "action": indicator.action.code if indicator.action else "",
        "kind": str(indicator.kind),
        "title": indicator.title,
        "unit": indicator.unit,
        "measure": indicator.measure,
        "origin": str(figure.origin),
        "value": plain(figure.value),
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
        "records": figure.records,
        "period_start": str(figure.period.since),
        "period_end": str(figure.period.until),
        "target": plain(figure.target),
        "baseline": plain(figure.baseline),
        "progress": str(figure.progress),
        "as_of": str(figure.as_of),
        "source": indicator.source,
    }


def plain(value: Decimal | None) -> int | float | None:
    """A whole number as one; anything else with at most four digits after the point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 4)
