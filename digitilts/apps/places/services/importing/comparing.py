"""Compares a draft with what is stored: what is new, what changes, what cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from digitilts.apps.places.access import KEEPS_TERRITORIES, KEEPS_VENUES, Actor
from digitilts.apps.places.models import Population, Territory, Venue
from digitilts.apps.places.rules.import_columns import POPULATION, TERRITORY, VENUE
from digitilts.apps.places.rules.positions import is_plausible_position, may_be_below
from digitilts.apps.places.services.importing.draft import Draft, DraftRow, Problem

Key = tuple[Any, ...]
OF_TERRITORY = ("name", "kind", "latitude", "longitude", "outline")
OF_VENUE = (
    "kind", "address", "phone", "seats", "computers", "is_step_free", "has_accessible_toilet", "has_power",
    "internet", "opening_hours", "latitude", "longitude", "how_to_get_in", "territory",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One row that will be written: names of the values that differ, all of them for a new one."""

    row: DraftRow
    label: str
    is_new: bool
    fields: tuple[str, ...]


@dataclass
class Comparison:
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def added(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if not change.is_new]


@dataclass
class _Known:
    """Territories by code, those of the draft included: code to (kind, path)."""

    territories: dict[str, tuple[str, str]]
    stored: dict[str, Territory]


def compare(draft: Draft, actor: Actor) -> Comparison:
    """What taking the draft over would do. Writes nothing."""
    found = Comparison(problems=list(draft.problems))
    stored = {territory.code: territory for territory in Territory.objects.select_related("parent")}
    known = _Known({code: (row.kind, row.path) for code, row in stored.items()}, stored)
    for row in in_order(draft.rows):
        if row.kind == TERRITORY:
            _compare_territory(row, known, actor, found)
    _compare_populations([row for row in draft.rows if row.kind == POPULATION], known, actor, found)
    _compare_venues([row for row in draft.rows if row.kind == VENUE], known, actor, found)
    return found


def in_order(rows: Iterable[DraftRow]) -> list[DraftRow]:
    """Countries first, parishes last, so that a parent is there before its children."""
    depth = {"country": 0, "municipality": 1, "parish": 2}
    return sorted(
        rows, key=lambda row: depth.get(row.values.get("kind") or "", 3) if row.kind == TERRITORY else 4
    )


def _compare_territory(row: DraftRow, known: _Known, actor: Actor, found: Comparison) -> None:
    code = str(row.values.get("code") or "")
    old = known.stored.get(code)
    parent_path = old.path if old else known.territories.get(row.values.get("parent") or "", (None, ""))[1]
    if wrong := _wrong_in_territory(row, old, known):
        _problem(found, row, *wrong)
    elif not actor.may(*KEEPS_TERRITORIES, in_path=parent_path or f"{code}/"):
        _problem(found, row, "code", "not_yours")
    else:
        if old is None:
            known.territories[code] = (row.values["kind"], f"{parent_path}{code}/")
        _add_change(found, row, row.values.get("name") or code, old, OF_TERRITORY)


def _wrong_in_territory(row: DraftRow, old: Territory | None, known: _Known) -> tuple[str, str] | None:
    """Column and reason, if this row cannot be a territory."""
    verdict = is_plausible_position(row.values.get("latitude"), row.values.get("longitude"))
    if not verdict:
        return "latitude", verdict.reason
    if old is not None:
        return None
    kind = row.values.get("kind")
    if not kind or not row.values.get("name"):
        return "name", "missing"
    parent_kind = known.territories.get(row.values.get("parent") or "", (None, ""))[0]
    return None if may_be_below(kind, parent_kind) else ("parent", "wrong_parent")


def _compare_populations(rows: list[DraftRow], known: _Known, actor: Actor, found: Comparison) -> None:
    stored = {
        (count.territory.code, count.age_band, count.as_of.isoformat(), count.source): count
        for count in Population.objects.filter(
            territory__code__in={row.values.get("territory") for row in rows}
        ).select_related("territory")
    }
    seen: set[Key] = set()
    for row in rows:
        values = row.values
        kind_and_path = known.territories.get(values.get("territory") or "")
        key = (
            str(values.get("territory")),
            str(values.get("age_band") or ""),
            str(values.get("as_of")),
            str(values.get("source")),
        )
        if kind_and_path is None:
            _problem(found, row, "territory", "unknown_territory")
        elif not actor.may(*KEEPS_VENUES, in_path=kind_and_path[1]):
            _problem(found, row, "territory", "not_yours")
        elif key in seen:
            _problem(found, row, "people", "twice")
        else:
            _add_change(found, row, f"{key[0]} {key[1]}".strip(), stored.get(key), ("people",))
        seen.add(key)


def _compare_venues(rows: list[DraftRow], known: _Known, actor: Actor, found: Comparison) -> None:
    stored = {
        (venue.serves.code, venue.name): venue
        for venue in Venue.objects.filter(name__in={row.values.get("name") for row in rows}).select_related(
            "serves", "territory"
        )
    }
    seen: set[Key] = set()
    for row in rows:
        served = serves_code(row, known.territories)
        key = (served, str(row.values.get("name")))
        if row.values.get("territory") not in known.territories:
            _problem(found, row, "territory", "unknown_territory")
        elif served not in known.territories:
            _problem(found, row, "serves", "unknown_territory")
        elif not actor.may(*KEEPS_VENUES, in_path=known.territories[served][1]):
            _problem(found, row, "serves", "not_yours")
        elif key in seen:
            _problem(found, row, "name", "twice")
        elif not (verdict := is_plausible_position(row.values.get("latitude"), row.values.get("longitude"))):
            _problem(found, row, "latitude", verdict.reason)
        else:
            _add_change(found, row, str(key[1]), stored.get(key), OF_VENUE)
        seen.add(key)


def serves_code(row: DraftRow, territories: dict[str, tuple[str, str]]) -> str:
    """The municipality that a venue serves: as written, else the one around its parish."""
    if written := row.values.get("serves"):
        return str(written)
    path = territories.get(row.values.get("territory") or "", ("", ""))[1]
    codes = path.strip("/").split("/")
    return next((code for code in codes if territories.get(code, ("",))[0] == "municipality"), codes[-1])


def _add_change(
    found: Comparison,
    row: DraftRow,
    label: str,
    old: Territory | Population | Venue | None,
    names: tuple[str, ...],
) -> None:
    given = tuple(name for name in names if row.values.get(name) is not None)
    if old is None:
        found.changes.append(Change(row, label, is_new=True, fields=given))
        return
    differing = tuple(name for name in given if _stored(old, name) != row.values[name])
    if differing:
        found.changes.append(Change(row, label, is_new=False, fields=differing))
    else:
        found.unchanged += 1


def _stored(old: Any, name: str) -> Any:  # noqa: ANN401  # any column
    value = old.territory.code if name == "territory" else getattr(old, name)
    return value.isoformat() if isinstance(value, date) else value


def _problem(found: Comparison, row: DraftRow, field_name: str, reason: str) -> None:
    value = row.values.get(field_name)
    shown = "" if value is None else str(value)[:60]
    column = row.columns.get(field_name, field_name)
    found.problems.append(Problem(row.sheet, row.row, column, reason, shown))
