"""Everything about one indicator: what it means, how it grew, by whom and where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.queries.words import FREQUENCY, INDICATOR_KIND, word
from digitilts.apps.results.queries.dashboard import FigureCard, card
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.pictures import SplitPicture, split_picture
from digitilts.apps.results.queries.populations import parish_names, populations
from digitilts.apps.results.queries.words import SOURCES, names, period_label, shown
from digitilts.apps.results.rules import Dim, MeasureKind
from digitilts.kit.dates import short_date
from digitilts.kit.navigation import address
from digitilts.kit.tables import Cell, Column, Row, Table


@dataclass(frozen=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True)
class IndicatorPage:
    figure: IndicatorFigure
    card: FigureCard
    facts: list[Fact]
    splits: list[SplitPicture]
    attributions: Table | None


def figure_of(plan: Plan, code: str, as_of: date) -> IndicatorFigure | None:
    return indicator_figures(plan, as_of).get(code)


def indicator_page_of(plan: Plan, code: str, as_of: date) -> IndicatorPage | None:
    """None when the plan has no such indicator."""
    figure = figure_of(plan, code, as_of)
    if figure is None:
        return None
    picture = card(figure)
    return IndicatorPage(
        figure=figure,
        card=replace(picture, chart=replace(picture.chart, heading_level=2) if picture.chart else None),
        facts=facts_of(figure),
        splits=splits_of(figure, plan.territory.path),
        attributions=_attributions(figure),
    )


def splits_of(figure: IndicatorFigure, path: str) -> list[SplitPicture]:
    """One query per split that the indicator asks for; without a wish, all that people understand at once."""
    measure, scope = figure.measure, figure.scope
    if measure is None or scope is None:
        return []
    dims = dims_of(figure)
    words = names(path, frozenset(dims))
    found = []
    for dim in dims:
        people = _residents(path, dim, scope.until) if measure.kind == MeasureKind.RATE else None
        found.append(split_picture(measure, dim, measure.split(scope, dim), words, people=people))
    return found


def dims_of(figure: IndicatorFigure) -> list[Dim]:
    if figure.measure is None:
        return []
    wished: list[Dim] = [dim for dim in figure.measure.dims if dim in figure.indicator.disaggregations]
    others: list[Dim] = [dim for dim in figure.measure.dims if dim not in {Dim.VENUE, Dim.MONTH}]
    return wished or others[:3]


def _residents(path: str, dim: Dim, on: date) -> Mapping[str, int] | None:
    people = populations(path, on)
    if dim == Dim.PARISH:
        return {code: people.of(code) or 0 for code in parish_names(path)}
    if dim == Dim.AGE_BAND:
        bands = {band for _code, band in people.counts if band}
        return {band: people.of_band(band) or 0 for band in bands}
    return None


def facts_of(figure: IndicatorFigure) -> list[Fact]:
    """Definition, unit, source, date, denominator: what makes a number a figure."""
    indicator, measure = figure.indicator, figure.measure
    found = [
        Fact(_("What it means"), indicator.definition or (str(measure.definition) if measure else "")),
        Fact(_("How it is counted"), str(measure.definition) if measure and indicator.definition else ""),
        Fact(_("Unit"), indicator.unit),
        Fact(_("Kind of indicator"), word(INDICATOR_KIND, indicator.kind)),
        Fact(_("Period"), period_label(figure.period)),
        Fact(_("As of"), short_date(figure.as_of)),
        Fact(_("Counted"), "" if figure.numerator is None else shown(figure.numerator)),
        Fact(_("Out of"), _out_of(figure)),
        Fact(_("Starting value"), _baseline(figure)),
        Fact(
            _("Source"),
            ", ".join(filter(None, (indicator.source, str(SOURCES[measure.source]) if measure else ""))),
        ),
        Fact(_("Evidence"), figure.evidence),
        Fact(_("How often it is reported"), word(FREQUENCY, indicator.frequency)),
        Fact(_("Responsible"), indicator.responsible),
    ]
    return [fact for fact in found if fact.text]


def _out_of(figure: IndicatorFigure) -> str:
    if figure.denominator is None:
        return ""
    if figure.denominator_date is None:
        return shown(figure.denominator)
    return _("%(people)s residents on %(day)s (%(source)s)") % {
        "people": shown(figure.denominator),
        "day": short_date(figure.denominator_date),
        "source": figure.denominator_source,
    }


def _baseline(figure: IndicatorFigure) -> str:
    if figure.baseline is None:
        return ""
    year = f" ({figure.indicator.baseline_year})" if figure.indicator.baseline_year else ""
    return f"{shown(figure.baseline, figure.measure)}{year}"


def _attributions(figure: IndicatorFigure) -> Table | None:
    if not figure.attributions:
        return None
    columns = [
        Column("indicator", _("Indicator of an action")),
        Column("share", _("Share that counts"), "number"),
        Column("value", _("Adds"), "number"),
        Column("note", _("Why this share")),
    ]
    rows = [
        Row(
            [
                Cell(f"{each.code} {each.title}", to=address("results:indicator", code=each.code)),
                Cell(f"{each.share_percent}\N{NO-BREAK SPACE}%"),
                Cell(shown(each.value)),
                Cell(each.note),
            ]
        )
        for each in figure.attributions
    ]
    return Table(_("What each action adds"), columns, rows)
