"""What would be published: every public table, with small cells hidden, also from subtraction.

The rule: docs/rules/small-cells.md. Cells are judged all together, with the releases before.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from digitilts.algorithms.disclosure.suppression import protect
from digitilts.algorithms.disclosure.tables import Name, Sum, Tables, grown, linked, one_way
from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.rules import Tier
from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.listing import indicator_rows, plain
from digitilts.apps.results.queries.measures.measure import Part
from digitilts.apps.results.queries.populations import Populations, parish_names, populations
from digitilts.apps.results.rules import SMALLEST_SHOWN, Dim, MeasureKind

PUBLIC_DIMS = (Dim.PARISH, Dim.AGE_BAND, Dim.SEX, Dim.TOPIC, Dim.LEVEL)
WHOLE = "whole"
Content = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """One indicator on the way to the public, with all its numbers."""

    figure: IndicatorFigure
    splits: Mapping[Dim, list[Part]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def is_about_people(self) -> bool:
        return bool(self.figure.measure and self.figure.measure.about_people)

    @property
    def is_share(self) -> bool:
        return bool(self.figure.measure and self.figure.measure.kind == MeasureKind.SHARE)

    def counts(self) -> dict[tuple[str, str, str], int]:
        """The numbers of people or visits that must not be small. Hours are judged by their records."""
        by_records = bool(self.figure.measure and self.figure.measure.kind == MeasureKind.SUM)
        found = {}
        for dim, parts in self.tables().items():
            for part in parts:
                number = part.records if by_records else int(part.numerator)
                found[(self.code, dim, part.key)] = number
        return found

    def tables(self) -> dict[str, list[Part]]:
        """Splits and months: each adds up to the whole."""
        if self.is_share:
            return {}
        months = {str(Dim.MONTH): list(self.figure.months)} if self.figure.months else {}
        return {**{str(dim): parts for dim, parts in self.splits.items()}, **months}


@dataclass(frozen=True)
class Release:
    content: Content
    hidden: frozenset[Name]
    fingerprint: str


def release_of(plan: Plan, as_of: date, *, earlier: Iterable[Publication] = ()) -> Release:
    """The next publication as the public would see it."""
    figures = indicator_figures(plan, as_of)
    drafts = [Draft(figure, _splits(figure)) for figure in figures.values()]
    hidden = hidden_cells(drafts, earlier)
    people = populations(plan.territory.path, as_of)
    content: Content = {
        "plan": plan.title,
        "territory": {"code": plan.territory.code, "name": plan.territory.name},
        "as_of": str(as_of),
        "smallest_shown": SMALLEST_SHOWN,
        "parishes": parish_names(plan.territory.path),
        "indicators": [_public(draft, hidden, people) for draft in drafts],
    }
    return Release(content, hidden, fingerprint(content))


def fingerprint(content: Content) -> str:
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _splits(figure: IndicatorFigure) -> dict[Dim, list[Part]]:
    """Only the plan's own figures are split in public: parts of parts would give small cells away."""
    measure, scope = figure.measure, figure.scope
    if measure is None or scope is None or figure.tier != Tier.PLAN or measure.kind == MeasureKind.SHARE:
        return {}
    wished = [dim for dim in PUBLIC_DIMS if dim in measure.dims and dim in figure.indicator.disaggregations]
    return {dim: measure.split(scope, dim) for dim in wished}


# --- hiding


def hidden_cells(drafts: Iterable[Draft], earlier: Iterable[Publication] = ()) -> frozenset[Name]:
    """Names (code, split, key) of all cells that stay unprinted."""
    about_people = [draft for draft in drafts if draft.is_about_people and draft.figure.value is not None]
    sets = [tables for draft in about_people for tables in _tables(draft)]
    sets += _shared(about_people)
    cells = linked(sets).cells
    for publication in earlier:
        sets += _since_then(publication, about_people, cells)
    protection = protect(linked(sets), k=SMALLEST_SHOWN)
    return frozenset(name for name in protection.hidden if name in cells)


def _tables(draft: Draft) -> Iterable[Tables]:
    whole: Name = (draft.code, WHOLE, "")
    counts = draft.counts()
    if draft.is_share:
        yield from _share_tables(draft)
        return
    splits: dict[str, dict[Name, int]] = {}
    for name, value in counts.items():
        splits.setdefault(name[1], {})[name] = value
    for parts in splits.values():
        yield one_way(whole, parts)
    if not splits:
        yield Tables({whole: int(draft.figure.numerator or 0)}, [])


def _share_tables(draft: Draft) -> Iterable[Tables]:
    """Of a share both sides must be large enough: who counts and who does not."""
    figure = draft.figure
    above = int(figure.numerator or 0)
    below = int(figure.denominator or 0)
    whole: Name = (draft.code, WHOLE, "")
    rest: Name = (draft.code, "rest", "")
    base: Name = (draft.code, "base", "")
    yield Tables({whole: above, rest: below - above, base: below}, [Sum(base, (whole, rest))])


def _shared(drafts: list[Draft]) -> list[Tables]:
    """Numbers that a reader would recognise as parts of one another: 65+ is 65–74 and 75+."""
    found = []
    seniors = [draft for draft in drafts if draft.figure.indicator.measure == "seniors_reached"]
    everybody = [draft for draft in drafts if draft.figure.indicator.measure == "residents_reached"]
    for part in seniors:
        for whole in everybody:
            counts = whole.counts()
            bands = [(whole.code, str(Dim.AGE_BAND), band) for band in ("65-74", "75+")]
            values: dict[Name, int] = {band: counts.get(band, 0) for band in bands}
            total = int(part.figure.numerator or 0)
            if all(band in counts for band in bands) and sum(values.values()) == total:
                name: Name = (part.code, WHOLE, "")
                found.append(Tables({name: total, **values}, [Sum(name, tuple(bands))]))
    return found


def _since_then(publication: Publication, drafts: list[Draft], cells: Mapping[Name, int]) -> list[Tables]:
    """An earlier release of the same period: what was shown is known, what was hidden stays hidden."""
    found = []
    periods = {draft.code: draft.figure.period for draft in drafts}
    for row in publication.figures.get("indicators", []):
        period = periods.get(row["code"])
        if period is None or not row["about_people"] or row["period_start"] != str(period.since):
            continue
        before, hidden, plain_names = _printed_before(row, cells)
        mine = {name: value for name, value in cells.items() if name in before}
        grew = grown(mine, before, hidden_before=hidden, unjudged=plain_names)
        found.append(_numbered(grew, publication.number))
        found.append(_numbered(_sums_then(row, grew), publication.number))
    return found


def _sums_then(row: Mapping[str, Any], grew: Tables) -> Tables:
    """The tables of that release added up too; a table that has lost a cell since says nothing."""
    whole: Name = ("before", (row["code"], WHOLE, ""))
    sums = []
    for dim, split in row["splits"].items():
        parts: tuple[Name, ...] = tuple(("before", (row["code"], dim, line["key"])) for line in split)
        if parts and all(name in grew.cells for name in (whole, *parts)):
            sums.append(Sum(whole, parts))
    return Tables({}, sums)


def _printed_before(
    row: Mapping[str, Any], cells: Mapping[Name, int]
) -> tuple[dict[Name, int], frozenset[Name], frozenset[Name]]:
    """Cells of one indicator as printed then; a hidden one gets today's number, which nobody compares."""
    before: dict[Name, int] = {}
    hidden, plain_names = set(), set()
    lines = [(WHOLE, "", row["count"])]
    lines += [(dim, line["key"], line["count"]) for dim, split in row["splits"].items() for line in split]
    for dim, key, count in lines:
        name: Name = (row["code"], dim, key)
        if name not in cells:
            continue
        before[name] = cells[name] if count is None else count
        if count is None:
            hidden.add(name)
        if dim in {WHOLE, str(Dim.MONTH)} or count is None:
            plain_names.add(name)
    return before, frozenset(hidden), frozenset(plain_names)


def _numbered(tables: Tables, number: int) -> Tables:
    """Several earlier releases side by side: "before" and "growth" get the release's number."""

    def named(name: Name) -> Name:
        is_ours = isinstance(name, tuple) and name[0] in {"before", "growth"}
        return (f"{name[0]} {number}", *name[1:]) if is_ours else name  # type: ignore[index]  # a tuple

    return Tables(
        {named(name): value for name, value in tables.cells.items()},
        [Sum(named(each.total), tuple(named(part) for part in each.parts)) for each in tables.sums],
        **{
            group: frozenset(named(name) for name in getattr(tables, group))
            for group in ("already_hidden", "fixed", "unjudged", "derived")
        },
    )


# --- what is printed


def _public(draft: Draft, hidden: frozenset[Name], people: Populations) -> Content:
    figure = draft.figure
    row = indicator_rows([figure])[0]
    is_hidden = any((draft.code, part, "") in hidden for part in (WHOLE, "rest"))
    counts = draft.counts()
    whole_count = figure.records if figure.measure and figure.measure.kind == MeasureKind.SUM else None
    if is_hidden:
        row |= {"value": None, "numerator": None, "denominator": None, "progress": "hidden"}
    row.pop("records")
    count = int(figure.numerator or 0) if whole_count is None else whole_count
    return {
        **row,
        "definition": figure.indicator.definition,
        "about_people": draft.is_about_people,
        "hidden": is_hidden,
        "count": None if is_hidden or figure.value is None else count,
        "frequency": str(figure.indicator.frequency),
        "denominator_source": figure.denominator_source,
        "denominator_date": str(figure.denominator_date or ""),
        "area": figure.indicator.action.area.title if figure.indicator.action else "",
        "splits": {
            dim: [_line(draft, dim, part, counts, hidden, people) for part in parts]
            for dim, parts in draft.tables().items()
        },
    }


def _line(  # one cell with all that decides about it
    draft: Draft,
    dim: str,
    part: Part,
    counts: Mapping[tuple[str, str, str], int],
    hidden: frozenset[Name],
    people: Populations,
) -> Content:
    name = (draft.code, dim, part.key)
    if name in hidden:
        return {"key": part.key, "value": None, "count": None, "hidden": True}
    measure = draft.figure.measure
    residents = _residents(dim, part.key, people)
    below = Decimal(residents) if residents else None
    value = measure.value(part.numerator, below) if measure else None
    return {"key": part.key, "value": plain(value), "count": counts[name], "hidden": False}


def _residents(dim: str, key: str, people: Populations) -> int | None:
    if dim == Dim.PARISH:
        return people.of(key)
    if dim == Dim.AGE_BAND:
        return people.of_band(key)
    whole = people.whole
    return whole.people if dim == Dim.MONTH and whole else None
