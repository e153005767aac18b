"""Where and whom we reach, per 100 residents, and whom we do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from digitilts.apps.places.models import Territory
from digitilts.apps.places.rules import TerritoryKind
from digitilts.apps.results.queries.measures.measure import Part, Scope
from digitilts.apps.results.queries.measures.registry import MEASURES
from digitilts.apps.results.queries.populations import Populations, populations
from digitilts.apps.results.queries.words import age_band_label, listed, shown
from digitilts.apps.results.rules import Dim
from digitilts.kit.charts import Bar, BarChart
from digitilts.kit.dates import short_date
from digitilts.kit.maps import OutlineMap, Region
from digitilts.kit.navigation import address
from digitilts.kit.tables import Cell, Column, Row, Table
from digitilts.values.age_bands import BANDS

SHADES = 4


@dataclass(frozen=True)
class ParishReach:
    code: str
    name: str
    people: int  # reached
    residents: int | None
    lessons: int

    @property
    def per_100(self) -> Decimal | None:
        return Decimal(self.people * 100) / self.residents if self.residents else None


@dataclass(frozen=True)
class Reach:
    parishes: list[ParishReach]
    map: OutlineMap | None  # none while no parish has a place on the map
    bars: BarChart
    ages: Table
    ages_finding: str
    blank: list[str]  # parishes where nobody was reached
    without_lessons: list[str]
    source: str


def reach_of(path: str, since: date, until: date) -> Reach:
    """In six queries, however many records there are."""
    scope = Scope(path, since, until)
    measure = MEASURES["reach_per_100"]
    people = populations(path, until)
    by_parish = {part.key: part for part in measure.split(scope, Dim.PARISH)}
    lessons = {part.key: part for part in MEASURES["lessons_held"].split(scope, Dim.PARISH)}
    by_age = {part.key: part for part in measure.split(scope, Dim.AGE_BAND)}
    rows = list(Territory.objects.filter(kind=TerritoryKind.PARISH, path__startswith=path).order_by("name"))
    parishes = [
        ParishReach(
            row.code, row.name, _count(by_parish, row.code), people.of(row.code), _count(lessons, row.code)
        )
        for row in rows
    ]
    blank = [each.name for each in parishes if not each.people]
    return Reach(
        parishes=parishes,
        map=_map(rows, parishes),
        bars=_bars(parishes),
        ages=_ages(by_age, people),
        ages_finding=_ages_finding(by_age, people),
        blank=blank,
        without_lessons=[each.name for each in parishes if not each.lessons],
        source=_source(people),
    )


def _count(parts: Mapping[str, Part], key: str) -> int:
    return int(parts[key].numerator) if key in parts else 0


def _bars(parishes: list[ParishReach]) -> BarChart:
    ordered = sorted(parishes, key=lambda each: (-(each.per_100 or 0), each.name))
    bars = [
        Bar(each.name, None if each.per_100 is None else round(float(each.per_100), 1)) for each in ordered
    ]
    return BarChart(
        title=_("People reached per 100 residents, by parish"),
        finding=_finding(parishes),
        unit=_("per 100 residents"),
        bars=bars,
    )


def _finding(parishes: list[ParishReach]) -> str:
    known = [each for each in parishes if each.per_100 is not None]
    if not known:
        return _("There is no count of residents by parish yet.")
    ordered = sorted(known, key=lambda each: each.per_100 or Decimal(0))
    low, high = ordered[0], ordered[-1]
    return _("The most in %(high)s (%(most)s per 100), the fewest in %(low)s (%(least)s per 100).") % {
        "high": high.name,
        "most": shown(high.per_100),
        "low": low.name,
        "least": shown(low.per_100),
    }


def _map(rows: list[Territory], parishes: list[ParishReach]) -> OutlineMap | None:
    if not any(row.outline or row.latitude for row in rows):
        return None
    known = [each.per_100 for each in parishes if each.per_100 is not None]
    regions = []
    for row, each in zip(rows, parishes, strict=True):
        point = (
            (row.latitude, row.longitude) if row.latitude is not None and row.longitude is not None else None
        )
        regions.append(
            Region(
                code=row.code,
                label=row.name,
                outline=row.outline,
                point=point,
                value_text=_("%(value)s per 100 residents (%(people)s people)")
                % {"value": shown(each.per_100), "people": each.people},
                shade=shade(each.per_100, known),
                to=address("places:territory_page", code=row.code),
            )
        )
    return OutlineMap(
        title=_("People reached per 100 residents on the map"), finding=_finding(parishes), regions=regions
    )


def shade(value: Decimal | None, among: Sequence[Decimal]) -> int | None:
    """0 for nobody; 1 to 4 between the smallest and the largest value; None if it is not known."""
    if value is None:
        return None
    some = [each for each in among if each]
    if not value or not some:
        return 0
    low, high = min(some), max(some)
    return SHADES if high == low else min(SHADES, int((value - low) * SHADES / (high - low)) + 1)


def _ages(by_age: Mapping[str, Part], people: Populations) -> Table:
    columns = [
        Column("age", _("Age")),
        Column("reached", _("People reached"), "number"),
        Column("share", _("Share of people reached"), "number"),
        Column("residents", _("Residents"), "number"),
        Column("resident_share", _("Share of residents"), "number"),
        Column("verdict", _("Compared with residents")),
    ]
    reached = sum(_count(by_age, band.code) for band in BANDS)
    residents = sum(people.of_band(band.code) or 0 for band in BANDS)
    rows = []
    for band in BANDS:
        ours, all_ = _count(by_age, band.code), people.of_band(band.code)
        ours_share = Decimal(ours * 100) / reached if reached else None
        all_share = Decimal(all_ * 100) / residents if all_ and residents else None
        words, tone = _compared(ours_share, all_share)
        rows.append(
            Row(
                [
                    Cell(age_band_label(band.code)),
                    Cell(shown(Decimal(ours))),
                    Cell(_percent(ours_share)),
                    Cell("–" if all_ is None else shown(Decimal(all_))),
                    Cell(_percent(all_share)),
                    Cell(words, tone=tone),
                ]
            )
        )
    return Table(_("People reached and residents, by age"), columns, rows)


def _percent(share: Decimal | None) -> str:
    return "–" if share is None else f"{shown(share.quantize(Decimal('0.1')))}\N{NO-BREAK SPACE}%"


FEWER = Decimal("0.7")
MORE = Decimal("1.3")


def _compared(ours: Decimal | None, all_: Decimal | None) -> tuple[str, str]:
    """Less than seven tenths of what the share of residents would give is "fewer"."""
    if ours is None or not all_:
        return "–", ""
    if ours < all_ * FEWER:
        return _("fewer than among residents"), "attention"
    if ours > all_ * MORE:
        return _("more than among residents"), "info"
    return _("about as among residents"), ""


def _ages_finding(by_age: Mapping[str, Part], people: Populations) -> str:
    reached = sum(_count(by_age, band.code) for band in BANDS)
    residents = sum(people.of_band(band.code) or 0 for band in BANDS)
    if not reached or not residents:
        return ""
    few = [
        age_band_label(band.code)
        for band in BANDS
        if _compared(
            Decimal(_count(by_age, band.code) * 100) / reached,
            Decimal((people.of_band(band.code) or 0) * 100) / residents,
        )[1]
        == "attention"
    ]
    if not few:
        return _("Every age group takes part about as its share of residents.")
    return _("Take part less often than their share of residents: people aged %(ages)s.") % {
        "ages": listed(few)
    }


def _source(people: Populations) -> str:
    whole = people.whole
    if whole is None:
        return _("The number of residents is not entered yet.")
    return _("Residents: %(people)s on %(day)s. Source: %(source)s.") % {
        "people": shown(Decimal(whole.people)),
        "day": short_date(whole.as_of),
        "source": whole.source,
    }
