"""How many people live where: the denominators, each with its source and date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from digitilts.apps.places.models import Population, Territory
from digitilts.apps.places.rules import TerritoryKind


@dataclass(frozen=True)
class Counted:
    people: int
    as_of: date
    source: str
    is_demo: bool = False


@dataclass(frozen=True)
class Populations:
    """Counts of one municipality and its parishes, by territory code and age band ("" = all ages)."""

    path: str
    counts: dict[tuple[str, str], Counted]

    def of(self, code: str, band: str = "") -> int | None:
        found = self.counts.get((code, band))
        return found.people if found else None

    @property
    def whole(self) -> Counted | None:
        """The municipality's own count; without one, its parishes added up."""
        own = self.path.rstrip("/").rsplit("/", 1)[-1]
        if found := self.counts.get((own, "")):
            return found
        return _added([count for (_code, band), count in self.counts.items() if band == ""])

    def of_band(self, band: str) -> int | None:
        own = self.path.rstrip("/").rsplit("/", 1)[-1]
        if found := self.counts.get((own, band)):
            return found.people
        parishes = [count.people for (_code, each), count in self.counts.items() if each == band]
        return sum(parishes) if parishes else None

    @property
    def sources(self) -> list[str]:
        return sorted({count.source for count in self.counts.values()})


def populations(path: str, as_of: date) -> Populations:
    """The newest count up to that day for each territory and age band; else the oldest there is."""
    found: dict[tuple[str, str], Counted] = {}
    rows = Population.objects.filter(territory__path__startswith=path).order_by("as_of", "pk")
    for code, band, people, day, source, is_demo in rows.values_list(
        "territory__code", "age_band", "people", "as_of", "source", "is_demo"
    ):
        if day <= as_of or (code, band) not in found:
            found[(code, band)] = Counted(people, day, source, is_demo)
    return Populations(path, found)


def parish_names(path: str) -> dict[str, str]:
    """Code to name of every parish, in the order of the alphabet of names."""
    rows = Territory.objects.filter(kind=TerritoryKind.PARISH, path__startswith=path)
    return dict(sorted(rows.values_list("code", "name"), key=lambda pair: pair[1]))


def _added(counts: Iterable[Counted]) -> Counted | None:
    found = list(counts)
    if not found:
        return None
    return Counted(
        sum(each.people for each in found),
        min(each.as_of for each in found),
        ", ".join(sorted({each.source for each in found})),
        any(each.is_demo for each in found),
    )
