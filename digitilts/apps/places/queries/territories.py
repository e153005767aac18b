"""The tree of territories and who lives there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from digitilts.apps.places.access import KEEPS_VENUES, Actor
from digitilts.apps.places.models import Population, Territory, Venue
from digitilts.apps.places.queries.venues import place_of, region_of
from digitilts.apps.places.queries.words import AGE_BANDS, TERRITORY_KINDS, word
from digitilts.kit.dates import short_date
from digitilts.kit.maps import OutlineMap
from digitilts.kit.numbers import number
from digitilts.kit.tables import Cell, Column, Row, Table
from digitilts.values.age_bands import CODES

BAND_ORDER = {"": 99, **{code: place for place, code in enumerate(CODES)}}


@dataclass(frozen=True)
class TerritoryLine:
    territory: Territory
    kind: str
    people: str
    venues: int
    below: "list[TerritoryLine]"


@dataclass(frozen=True)
class TerritorySheet:
    """All that the page of one territory shows."""

    territory: Territory
    kind: str
    above: list[Territory]
    populations: Table
    is_demo: bool
    below: list[TerritoryLine]
    venues: list[Venue]
    map: OutlineMap | None


def territory_tree() -> list[TerritoryLine]:
    """Everything from the countries down, in three queries."""
    lines = _lines(list(Territory.objects.order_by("path")))
    return [lines[pk] for pk in lines if lines[pk].territory.parent_id is None]


def territory_sheet(code: str) -> TerritorySheet | None:
    territory = Territory.objects.filter(code=code).first()
    if territory is None:
        return None
    inside = list(Territory.objects.filter(path__startswith=territory.path).order_by("path"))
    lines = _lines(inside)
    counts = list(Population.objects.filter(territory=territory))
    venues = list(
        Venue.objects.filter(is_active=True, territory__path__startswith=territory.path)
        .select_related("territory")
        .order_by("name")
    )
    return TerritorySheet(
        territory=territory,
        kind=word(TERRITORY_KINDS, territory.kind),
        above=_above(territory),
        populations=population_table(counts),
        is_demo=any(count.is_demo for count in counts),
        below=lines[territory.pk].below,
        venues=venues,
        map=_map(territory, lines, venues),
    )


def population_table(counts: list[Population]) -> Table:
    """Each count with its own date and source, because official counts differ."""
    ordered = sorted(
        counts, key=lambda count: (-count.as_of.toordinal(), count.source, BAND_ORDER[count.age_band])
    )
    return Table(
        caption=gettext("How many people live here"),
        columns=[
            Column("age", gettext("Age in years")),
            Column("people", gettext("People"), "number"),
            Column("as_of", gettext("On"), "date"),
            Column("source", gettext("Source")),
        ],
        rows=[
            Row(
                [
                    Cell(word(AGE_BANDS, count.age_band)),
                    Cell(number(count.people), sort=count.people),
                    Cell(short_date(count.as_of), sort=count.as_of.isoformat()),
                    Cell(count.source),
                ]
            )
            for count in ordered
        ],
        empty=gettext("No count has been entered yet."),
    )


def newest_totals(counts: list[Population]) -> dict[int, Population]:
    """The newest count of all ages per territory."""
    newest: dict[int, Population] = {}
    for count in sorted(counts, key=lambda count: (count.as_of, count.pk)):
        newest[count.territory_id] = count
    return newest


def territory_choices(actor: Actor | None = None) -> list[tuple[int, str]]:
    """For forms: all territories below the country, or only those where the actor keeps venues."""
    rows = Territory.objects.exclude(kind="country").order_by("path")
    if actor is not None:
        rows = rows.filter(actor.within("path", *KEEPS_VENUES))
    return [(row.pk, row.name) for row in rows]


def municipality_choices(actor: Actor) -> list[tuple[int, str]]:
    """Whom a venue may serve: the municipalities, or the parishes, in which the actor keeps venues."""
    kept = Territory.objects.filter(actor.within("path", *KEEPS_VENUES)).exclude(kind="country")
    municipalities = kept.filter(kind="municipality")
    return [(row.pk, row.name) for row in (municipalities or kept).order_by("path")]


def _lines(territories: list[Territory]) -> dict[int, TerritoryLine]:
    ids = [territory.pk for territory in territories]
    totals = newest_totals(list(Population.objects.filter(territory__in=ids, age_band="")))
    venues: dict[int, int] = defaultdict(int)
    for pk in Venue.objects.filter(territory__in=ids, is_active=True).values_list("territory", flat=True):
        venues[pk] += 1
    lines: dict[int, TerritoryLine] = {}
    for territory in territories:
        total = totals.get(territory.pk)
        lines[territory.pk] = TerritoryLine(
            territory,
            word(TERRITORY_KINDS, territory.kind),
            _people(total.people, total.as_of) if total else "",
            venues[territory.pk],
            [],
        )
    for line in lines.values():
        if line.territory.parent_id in lines:
            lines[line.territory.parent_id].below.append(line)
    return lines


def _people(people: int, as_of: date) -> str:
    text = ngettext("%(number)s person on %(day)s", "%(number)s people on %(day)s", people)
    return text % {"number": number(people), "day": short_date(as_of)}


def _above(territory: Territory) -> list[Territory]:
    codes = territory.path.strip("/").split("/")[:-1]
    return list(Territory.objects.filter(code__in=codes).order_by("path"))


def _map(territory: Territory, lines: dict[int, TerritoryLine], venues: list[Venue]) -> OutlineMap | None:
    shown = [line for line in lines.values() if line.territory.kind == "parish"]
    regions = [
        region_of(line.territory, line.people)
        for line in shown
        if line.territory.outline or line.territory.latitude is not None
    ]
    if not regions:
        return None
    placed = [
        place_of(venue) for venue in venues if venue.latitude is not None and venue.longitude is not None
    ]
    finding = gettext("Outlines and positions may be approximate.")
    return OutlineMap(territory.name, finding, regions, placed)
