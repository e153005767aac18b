"""Figures and their records as sheets whose rows add up to the screen."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.indicator_page import facts_of
from digitilts.apps.results.queries.listing import plain
from digitilts.apps.results.queries.records import RecordLine, Records
from digitilts.apps.results.queries.words import ORIGINS, PROGRESS, period_label
from digitilts.kit.workbooks import Sheet


def record_columns(records: Records) -> list[str]:
    heads = [_("Date"), _("Record"), _("Person"), _("Parish"), _("Age"), _("Mark"), _("Adds")]
    return [*heads, _("Out of")] if records.whole.denominator is not None else heads


def record_rows(records: Records, lines: Iterable[RecordLine]) -> list[list[object]]:
    """Every record on its own row; the column "Adds" sums up to the figure."""
    has_weight = records.whole.denominator is not None
    return [
        [
            line.when.date() if line.when else None,
            line.what,
            line.who,
            line.parish,
            line.age,
            line.note,
            plain_amount(line.counted),
            *([plain_amount(line.weight)] if has_weight else []),
        ]
        for line in lines
    ]


def record_sheets(figure: IndicatorFigure, records: Records, lines: list[RecordLine]) -> list[Sheet]:
    facts = [[fact.label, fact.text] for fact in facts_of(figure)]
    return [
        Sheet(figure.code, record_columns(records), record_rows(records, lines)),
        Sheet(
            _("Meaning"),
            [_("What"), _("Text")],
            [
                [_("Indicator"), f"{figure.code} {figure.indicator.title}"],
                [_("Sum of “Adds”"), plain_amount(records.whole.numerator)],
                [_("Records"), records.whole.records],
                *facts,
            ],
        ),
    ]


def figure_sheets(figures: Iterable[IndicatorFigure]) -> list[Sheet]:
    """All indicators of a plan on one sheet."""
    columns = [
        _("Code"),
        _("Indicator"),
        _("Unit"),
        _("Period"),
        _("Figure"),
        _("Counted"),
        _("Out of"),
        _("Records"),
        _("Target"),
        _("Starting value"),
        _("How it goes"),
        _("How the value came about"),
        _("As of"),
    ]
    rows = [
        [
            each.code,
            each.indicator.title,
            each.indicator.unit,
            period_label(each.period),
            plain(each.value),
            plain(each.numerator),
            plain(each.denominator),
            each.records,
            plain(each.target),
            plain(each.baseline),
            str(PROGRESS[each.progress]),
            str(ORIGINS[each.origin]),
            each.as_of,
        ]
        for each in figures
    ]
    return [Sheet(_("Indicators"), columns, rows)]


def plain_amount(value: Decimal | None) -> int | float | None:
    """Exact enough that rows add up: hours keep six digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 6)
