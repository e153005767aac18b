"""Figures as charts and tables, each with the sentence that says what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.measures.measure import Measure, Part
from digitilts.apps.results.queries.words import DIMS, Names, listed, month_label, period_label, shown
from digitilts.apps.results.rules import Dim, MeasureKind
from digitilts.kit.charts import Bar, BarChart, LineChart, Series, Target
from digitilts.kit.dates import short_date
from digitilts.kit.tables import Cell, Column, Row, Table

MOST_BARS = 20


@dataclass(frozen=True)
class SplitPicture:
    dim: Dim
    title: str
    chart: BarChart | None
    table: Table


def months_between(since: date, until: date) -> list[str]:
    """`["2026-01", "2026-02"]`: every month that the period touches."""
    found, year, month = [], since.year, since.month
    while (year, month) <= (until.year, until.month):
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004  # December
    return found


def trend(figure: IndicatorFigure, *, heading_level: int = 3) -> LineChart | None:
    """How the figure grew month by month, beside its target."""
    measure = figure.measure
    if measure is None or figure.scope is None or not figure.months:
        return None
    by_month = {part.key: part for part in figure.months}
    months = months_between(figure.scope.since, figure.scope.until)
    values = _running(months, by_month) if measure.accumulates else _monthly(measure, months, by_month)
    if measure.kind == MeasureKind.RATE and figure.denominator:
        values = [value * 100 / figure.denominator if value is not None else None for value in values]
    points = [
        (month_label(month), None if value is None else round(float(value), 1))
        for month, value in zip(months, values, strict=True)
    ]
    targets = []
    if figure.target is not None:
        words = _("Target %(period)s") % {"period": period_label(figure.period)}
        targets = [Target(words, float(figure.target))]
    return LineChart(
        title=_("Month by month"),
        finding=standing(figure),
        unit=figure.indicator.unit,
        series=[
            Series(_("From the start of the period") if measure.accumulates else _("Each month"), points)
        ],
        targets=targets,
        heading_level=heading_level,
    )


def standing(figure: IndicatorFigure) -> str:
    """Where the figure is and where it should go, as one sentence."""
    if figure.value is None:
        return _("There is no figure yet.")
    facts = {
        "value": shown(figure.value, figure.measure),
        "day": short_date(figure.as_of),
        "target": shown(figure.target, figure.measure),
        "period": period_label(figure.period),
        "share": shown(figure.value * 100 / figure.target) if figure.target else "",
    }
    if not figure.target:
        return _("On %(day)s: %(value)s.") % facts
    if figure.measure is not None and figure.measure.accumulates:
        return (
            _("On %(day)s: %(value)s, which is %(share)s %% of the target for %(period)s (%(target)s).")
            % facts
        )
    return _("On %(day)s: %(value)s. The target for %(period)s is %(target)s.") % facts


def _running(months: Sequence[str], parts: Mapping[str, Part]) -> list[Decimal | None]:
    total, found = Decimal(0), []
    for month in months:
        total += parts[month].numerator if month in parts else 0
        found.append(total)
    return list(found)


def _monthly(measure: Measure, months: Sequence[str], parts: Mapping[str, Part]) -> list[Decimal | None]:
    return [
        measure.value(parts[month].numerator, parts[month].denominator) if month in parts else None
        for month in months
    ]


def split_picture(
    measure: Measure,
    dim: Dim,
    parts: Sequence[Part],
    words: Names,
    *,
    people: Mapping[str, int] | None = None,
) -> SplitPicture:
    """One split as bars and as a table whose last line is the whole."""
    by_key = {part.key: part for part in parts}
    keys = words.in_order(dim, _all_keys(dim, by_key, words))
    lines = [(words.label(dim, key), by_key.get(key, Part(key, Decimal(0), None, 0))) for key in keys]
    values = [(label, _value(measure, part, (people or {}).get(part.key))) for label, part in lines]
    title = str(DIMS[dim])
    chart = None
    if 0 < len(values) <= MOST_BARS and dim != Dim.MONTH:
        bars = [Bar(label, None if value is None else round(float(value), 1)) for label, value in values]
        chart = BarChart(title, _finding(dim, values, measure), str(measure.unit), bars)
    return SplitPicture(dim, title, chart, _table(measure, title, lines, people or {}))


def _all_keys(dim: Dim, found: Mapping[str, Part], words: Names) -> list[str]:
    """Parishes where nothing happened stay in the list: nobody is left out silently."""
    if dim != Dim.PARISH:
        return list(found)
    outside = {key for key in found if key not in words.parishes}
    return [*words.parishes, *sorted(outside)]


def _value(measure: Measure, part: Part, people: int | None) -> Decimal | None:
    below = Decimal(people) if measure.kind == MeasureKind.RATE and people else part.denominator
    return measure.value(part.numerator, below)


def _finding(dim: Dim, values: Sequence[tuple[str, Decimal | None]], measure: Measure) -> str:
    known = [(label, value) for label, value in values if value is not None]
    if not any(value for _label, value in known):
        return _("There are no records in this period.")
    top, most = max(known, key=lambda pair: pair[1])
    words = _("The most: %(label)s, %(value)s.") % {"label": top, "value": shown(most, measure)}
    empty = [label for label, value in values if not value]
    if dim == Dim.PARISH and empty:
        words += " " + _("None: %(labels)s.") % {"labels": listed(empty)}
    return words


def _table(
    measure: Measure, title: str, lines: Sequence[tuple[str, Part]], people: Mapping[str, int]
) -> Table:
    columns = [Column("label", title), Column("value", _("Figure"), "number")]
    has_share = measure.kind in {MeasureKind.SHARE, MeasureKind.RATE}
    if has_share:
        columns += [
            Column("numerator", _("Counted"), "number"),
            Column("denominator", _("Out of"), "number"),
        ]
    columns.append(Column("records", _("Records"), "number"))
    rows = []
    for label, part in lines:
        below = people.get(part.key) if measure.kind == MeasureKind.RATE else part.denominator
        cells = [Cell(label), Cell(shown(_value(measure, part, people.get(part.key)), measure))]
        if has_share:
            cells += [Cell(shown(part.numerator)), Cell("–" if below is None else shown(Decimal(below)))]
        rows.append(Row([*cells, Cell(shown(Decimal(part.records)))]))
    whole = sum((part.numerator for _label, part in lines), start=Decimal(0))
    records = sum(part.records for _label, part in lines)
    total = [Cell(_("Together")), Cell("" if has_share else shown(whole, measure))]
    if has_share:
        weights = sum((part.denominator or Decimal(0) for _label, part in lines), start=Decimal(0))
        total += [Cell(shown(whole)), Cell(shown(weights) if measure.kind == MeasureKind.SHARE else "")]
    return Table(title, columns, rows, total=Row([*total, Cell(shown(Decimal(records)))]))
