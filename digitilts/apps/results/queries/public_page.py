"""A publication as a page: big figures, pictures, the same numbers as tables, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from digitilts.apps.places.models import Territory
from digitilts.apps.results.queries.measures.measure import Measure
from digitilts.apps.results.queries.measures.registry import measure_of
from digitilts.apps.results.queries.pictures import months_between
from digitilts.apps.results.queries.reach import shade
from digitilts.apps.results.queries.words import (
    DIMS,
    ORIGINS,
    PROGRESS,
    PROGRESS_ICON,
    PROGRESS_TONE,
    SOURCES,
    Names,
    month_label,
    period_label,
    shown,
)
from digitilts.apps.results.rules import Dim, MeasureKind, Origin, Period, Progress
from digitilts.kit.charts import Bar, BarChart, LineChart, Series, Target
from digitilts.kit.dates import short_date
from digitilts.kit.maps import OutlineMap, Region
from digitilts.kit.navigation import address

Content = Mapping[str, Any]


@dataclass(frozen=True)
class PublicFigure:
    """One indicator as everybody may see it."""

    code: str
    title: str
    unit: str
    value: str
    sentence: str
    verdict: str
    tone: str
    icon: str
    is_hidden: bool
    meaning: str
    source: str
    as_of: str
    denominator: str
    to: str
    line: LineChart | None
    bars: list[BarChart]
    has_hidden: bool


@dataclass(frozen=True)
class PublicGroup:
    title: str
    figures: list[PublicFigure]


@dataclass(frozen=True)
class PublicPage:
    plan: str
    territory: str
    as_of: str
    smallest_shown: int
    plan_figures: list[PublicFigure]
    groups: list[PublicGroup]
    has_hidden: bool


def public_page_of(content: Content, *, query: str = "") -> PublicPage:
    """Every figure of the release; `query` keeps the chosen municipality in the links."""
    rows = content["indicators"]
    figures = {row["code"]: public_figure(content, row, query=query) for row in rows}
    areas: dict[str, list[PublicFigure]] = {}
    for row in rows:
        if row["tier"] == "action" and row["origin"] != Origin.NONE:
            areas.setdefault(row["area"], []).append(figures[row["code"]])
    of_plan = [figures[row["code"]] for row in rows if row["tier"] == "plan" and row["origin"] != Origin.NONE]
    return PublicPage(
        plan=content["plan"],
        territory=content["territory"]["name"],
        as_of=short_date(date.fromisoformat(content["as_of"])),
        smallest_shown=content["smallest_shown"],
        plan_figures=of_plan,
        groups=[PublicGroup(title, found) for title, found in areas.items()],
        has_hidden=any(each.has_hidden or each.is_hidden for each in figures.values()),
    )


def public_figure(content: Content, row: Content, *, query: str = "") -> PublicFigure:
    measure = measure_of(row["measure"])
    verdict = Progress(row["progress"]) if row["progress"] != "hidden" else None
    lines = [line for split in row["splits"].values() for line in split]
    return PublicFigure(
        code=row["code"],
        title=row["title"],
        unit=row["unit"],
        value=_("hidden") if row["hidden"] else shown(_decimal(row["value"]), measure),
        sentence=_sentence(row, measure),
        verdict=str(PROGRESS[verdict]) if verdict else _("Hidden because the number is small"),
        tone=PROGRESS_TONE.get(verdict, "neutral") if verdict else "neutral",
        icon=PROGRESS_ICON.get(verdict, "") if verdict else "",
        is_hidden=row["hidden"],
        meaning=row["definition"] or (str(measure.definition) if measure else ""),
        source=row["source"] or (str(SOURCES[measure.source]) if measure else str(ORIGINS[row["origin"]])),
        as_of=short_date(date.fromisoformat(row["as_of"])),
        denominator=_denominator(row),
        to=address("results:public_indicator", code=row["code"]) + query,
        line=_line(row, measure),
        bars=_bars(content, row, measure),
        has_hidden=any(line["hidden"] for line in lines),
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _period(row: Content) -> Period:
    return Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"]))


def _sentence(row: Content, measure: Measure | None) -> str:
    """The target beside the figure, in words."""
    if row["hidden"]:
        return _("The number is so small that it could point to a person.")
    target = _decimal(row["target"])
    facts = {"period": period_label(_period(row)), "target": shown(target, measure)}
    if not target or row["value"] is None:
        return ""
    if measure is None or measure.kind in {MeasureKind.SHARE, MeasureKind.RATE}:
        return _("The target for %(period)s is %(target)s.") % facts
    done = (_decimal(row["value"]) or Decimal(0)) * 100 / target
    return _("The target for %(period)s is %(target)s; %(share)s %% of it is done.") % {
        **facts,
        "share": shown(done.quantize(Decimal(1))),
    }


def _denominator(row: Content) -> str:
    below = _decimal(row["denominator"])
    if below is None:
        return ""
    if not row["denominator_source"]:
        return _("%(counted)s out of %(all)s") % {
            "counted": shown(_decimal(row["numerator"])),
            "all": shown(below),
        }
    return _("%(people)s residents on %(day)s (%(source)s)") % {
        "people": shown(below),
        "day": short_date(date.fromisoformat(row["denominator_date"])),
        "source": row["denominator_source"],
    }


def _line(row: Content, measure: Measure | None) -> LineChart | None:
    """Growth over the months of the period; a hidden month is a gap from which on nothing is drawn."""
    split = row["splits"].get(str(Dim.MONTH))
    if measure is None or not split or row["hidden"] or any(line["hidden"] for line in split):
        return None
    values = {line["key"]: _decimal(line["value"]) or Decimal(0) for line in split}
    until = min(_period(row).until, date.fromisoformat(row["as_of"]))
    total, points = Decimal(0), []
    for month in months_between(_period(row).since, until):
        total += values.get(month, Decimal(0))
        points.append((month_label(month), round(float(total), 1)))
    target = row["target"]
    words = _("Target %(period)s") % {"period": period_label(_period(row))}
    return LineChart(
        title=_("Month by month"),
        finding=_("From the start of the period to %(month)s: %(value)s.")
        % {"month": points[-1][0], "value": shown(total, measure)},
        unit=row["unit"],
        series=[Series(_("From the start of the period"), points)],
        targets=[Target(words, target)] if target is not None else [],
    )


def _bars(content: Content, row: Content, measure: Measure | None) -> list[BarChart]:
    if measure is None:
        return []
    words = Names(parishes=content["parishes"], kinds={}, venues={})
    found = []
    for dim_code, split in row["splits"].items():
        dim = Dim(dim_code)
        if dim == Dim.MONTH or not split:
            continue
        lines = {line["key"]: line for line in split}
        keys = words.in_order(dim, _keys(dim, lines, words))
        bars = [_bar(words.label(dim, key), lines.get(key)) for key in keys]
        found.append(BarChart(str(DIMS[dim]), _bars_finding(bars, measure), str(measure.unit), bars))
    return found


def _keys(dim: Dim, lines: Mapping[str, Any], words: Names) -> list[str]:
    return list({**dict.fromkeys(words.parishes), **lines}) if dim == Dim.PARISH else list(lines)


def _bar(label: str, line: Mapping[str, Any] | None) -> Bar:
    if line is None:
        return Bar(label, 0)
    return Bar(label, line["value"], hidden=line["hidden"])


def _bars_finding(bars: list[Bar], measure: Measure) -> str:
    known = [bar for bar in bars if bar.value is not None]
    if not known:
        return _("All numbers here are too small to be shown.")
    top = max(known, key=lambda bar: bar.value or 0)
    words = _("The most: %(label)s, %(value)s.") % {
        "label": top.label,
        "value": shown(_decimal(top.value), measure),
    }
    if any(bar.hidden for bar in bars):
        words += " " + _("Hatched: hidden, because the number is small or would give a small one away.")
    return words


def public_map(content: Content, row: Content, path: str) -> OutlineMap | None:
    """One figure by parish on the map; outlines come from places, numbers from the release."""
    split = row["splits"].get(str(Dim.PARISH))
    measure = measure_of(row["measure"])
    if not split or measure is None:
        return None
    lines = {line["key"]: line for line in split}
    known = [_decimal(line["value"]) or Decimal(0) for line in split if not line["hidden"]]
    regions = []
    for place in Territory.objects.filter(path__startswith=path, code__in=list(content["parishes"])):
        line = lines.get(place.code, {"value": 0, "hidden": False})
        is_hidden = bool(line["hidden"])
        has_point = place.latitude is not None and place.longitude is not None
        regions.append(
            Region(
                code=place.code,
                label=place.name,
                outline=place.outline,
                point=(float(place.latitude or 0), float(place.longitude or 0)) if has_point else None,
                value_text=_("hidden") if is_hidden else shown(_decimal(line["value"]), measure),
                shade=None if is_hidden else shade(_decimal(line["value"]), known),
                hidden=is_hidden,
            )
        )
    if not any(region.outline or region.point for region in regions):
        return None
    title = _("%(title)s on the map") % {"title": row["title"]}
    return OutlineMap(title, _("Darker means more."), regions)
