"""Writes a draft, all of it or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.places.access import Actor
from digitilts.apps.places.models import Population, Territory, Venue
from digitilts.apps.places.rules.import_columns import POPULATION, TERRITORY
from digitilts.apps.places.services.importing.comparing import Change, compare, in_order, serves_code
from digitilts.apps.places.services.importing.draft import Draft, DraftRow
from digitilts.values.verdict import RefusedError


@dataclass(frozen=True)
class Taken:
    added: int
    changed: int


def take_over(*, draft: Draft, by: Actor, now: datetime) -> Taken:
    """Compare once more, because others worked meanwhile, then write every change.

    Raises RefusedError: import_has_problems.
    """
    with transaction.atomic():
        list(Territory.objects.select_for_update().filter(parent=None))
        comparison = compare(draft, by)
        if comparison.problems:
            raise RefusedError("import_has_problems")
        changes = {id(change.row): change for change in comparison.changes}
        for row in in_order(draft.rows):
            if change := changes.get(id(row)):
                _write(change)
        taken = Taken(len(comparison.added), len(comparison.changed))
        top = Territory.objects.filter(parent=None).first()
        if top is not None:
            record(by=by, did="places.import", on=top, now=now, added=taken.added, changed=taken.changed)
    return taken


def _write(change: Change) -> None:
    values = {name: change.row.values[name] for name in change.fields}
    if change.row.kind == TERRITORY:
        _write_territory(change.row, values)
    elif change.row.kind == POPULATION:
        _write_population(change.row.values)
    else:
        _write_venue(change.row, values)


def _write_territory(row: DraftRow, values: dict[str, Any]) -> None:
    code = row.values["code"]
    territory = Territory.objects.filter(code=code).first()
    if territory is None:
        parent = Territory.objects.filter(code=row.values.get("parent") or "").first()
        territory = Territory(code=code, parent=parent, path=f"{parent.path if parent else ''}{code}/")
    for name, value in values.items():
        setattr(territory, name, value)
    territory.save()


def _write_population(values: dict[str, Any]) -> None:
    Population.objects.update_or_create(
        territory=Territory.objects.get(code=values["territory"]),
        age_band=values.get("age_band") or "",
        as_of=date.fromisoformat(values["as_of"]),
        source=values["source"],
        defaults={"people": values["people"], "is_demo": False},
    )


def _write_venue(row: DraftRow, values: dict[str, Any]) -> None:
    territories = {t.code: (str(t.kind), t.path) for t in Territory.objects.all()}
    serves = Territory.objects.get(code=serves_code(row, territories))
    venue = Venue.objects.filter(serves=serves, name=row.values["name"]).first()
    venue = venue or Venue(serves=serves, name=row.values["name"])
    code = values.pop("territory", None)
    if code is not None:
        venue.territory = Territory.objects.get(code=code)
    for name, value in values.items():
        setattr(venue, name, value)
    venue.version += 1
    venue.save()
