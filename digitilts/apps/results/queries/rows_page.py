"""The page of records behind a figure: narrowing, sum, one table page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.measures.measure import Part
from digitilts.apps.results.queries.records import RecordLine, records_of
from digitilts.apps.results.queries.words import names, shown
from digitilts.apps.results.rules import Dim, MeasureKind
from digitilts.kit.dates import short_date
from digitilts.kit.tables import Cell, Column, Row, Table

PER_PAGE = 100
NARROWED_BY = (Dim.PARISH, Dim.AGE_BAND, Dim.MONTH)


@dataclass(frozen=True)
class RowsPage:
    table: Table
    pages: Page[Any]
    whole: Part
    value: str
    is_whole: bool  # nothing is narrowed, so the sum is the figure itself
    with_names: bool


def choices_of(figure: IndicatorFigure, path: str) -> dict[Dim, list[tuple[str, str]]]:
    """Only what occurs among the records can be chosen; "-" stands for "not known"."""
    measure, scope = figure.measure, figure.scope
    if measure is None or scope is None:
        return {}
    words = names(path, frozenset({Dim.PARISH}))
    found = {}
    for dim in NARROWED_BY:
        if dim in measure.dims:
            keys = words.in_order(dim, [part.key for part in measure.split(scope, dim)])
            found[dim] = [(key or "-", words.label(dim, key)) for key in keys]
    return found


def rows_page_of(  # what is narrowed, what may be seen, which page
    figure: IndicatorFigure,
    *,
    path: str,
    only: Mapping[Dim, str],
    counted_only: bool,
    with_names: bool,
    number: str,
) -> RowsPage:
    records = records_of(figure, only=only, counted_only=counted_only)
    if records is None:
        raise ValueError(figure.code)
    words = names(path, frozenset({Dim.PARISH}))
    pages = Paginator(range(records.whole.records), PER_PAGE).get_page(number)
    first = (pages.number - 1) * PER_PAGE
    lines = records.lines(words, with_names=with_names, first=first, many=PER_PAGE)
    whole, measure = records.whole, records.measure
    denominator = figure.denominator if measure.kind == MeasureKind.RATE else whole.denominator
    return RowsPage(
        table=rows_table(lines, whole, with_names=with_names),
        pages=pages,
        whole=whole,
        value=shown(measure.value(whole.numerator, denominator), measure),
        is_whole=not only and not counted_only,
        with_names=with_names,
    )


def rows_table(lines: list[RecordLine], whole: Part, *, with_names: bool) -> Table:
    """Columns without anything in them are left out."""
    has_age = any(line.age for line in lines)
    has_note = any(line.note for line in lines)
    has_weight = whole.denominator is not None
    picks: list[tuple[Column, bool, Callable[[RecordLine], Cell]]] = [
        (
            Column("when", _("Date"), "date"),
            True,
            lambda line: Cell(short_date(line.when) if line.when else "–"),
        ),
        (Column("what", _("Record")), True, lambda line: Cell(line.what, to=line.to)),
        (
            Column("who", _("Person")),
            with_names and any(line.who for line in lines),
            lambda line: Cell(line.who),
        ),
        (Column("parish", _("Parish")), True, lambda line: Cell(line.parish)),
        (Column("age", _("Age")), has_age, lambda line: Cell(line.age)),
        (Column("note", _("Mark")), has_note, lambda line: Cell(line.note)),
        (Column("counted", _("Adds"), "number"), True, lambda line: Cell(shown(line.counted))),
        (Column("weight", _("Out of"), "number"), has_weight, lambda line: Cell(shown(line.weight))),
    ]
    used = [(column, cell) for column, is_used, cell in picks if is_used]
    rows = [Row([cell(line) for _column, cell in used]) for line in lines]
    sums = {"counted": shown(whole.numerator), "weight": shown(whole.denominator or Decimal(0))}
    total = [Cell(sums.get(column.key, "")) for column, _cell in used]
    total[0] = Cell(_("Together"))
    return Table(
        _("Records"), [column for column, _cell in used], rows, empty=_("No records."), total=Row(total)
    )
