"""What a measure is: rows of records, what each row adds, and by what it can be split."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise

from digitilts.apps.results.rules import ACCUMULATES, HUNDRED, Dim, MeasureKind, Source

# One narrowing: sorted pairs of a filter and its value or values, e.g. (("level", 1), ("topic", "safety")).
Narrowing = tuple[tuple[str, Any], ...]
Words = str | Promise


def narrowing(filters: Mapping[str, Any]) -> Narrowing:
    """Filters of an indicator as a value that can be compared."""
    return tuple(
        sorted((key, tuple(value) if isinstance(value, list) else value) for key, value in filters.items())
    )


@dataclass(frozen=True)
class Scope:
    """Whose records and when. Several narrowings mean "any of them", each record once."""

    path: str  # of the territory
    since: date
    until: date  # the last day is included
    any_of: tuple[Narrowing, ...] = ((),)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first midnight to the midnight after the last day, on the municipality's clock."""
        zone = ZoneInfo(settings.TIME_ZONE)
        first = datetime.combine(self.since, time.min, tzinfo=zone)
        after = datetime.combine(self.until + timedelta(days=1), time.min, tzinfo=zone)
        return first.astimezone(UTC), after.astimezone(UTC)


@dataclass(frozen=True)
class Part:
    """One line of a split, or the whole with key ""."""

    key: str
    numerator: Decimal
    denominator: Decimal | None
    records: int


@dataclass(frozen=True)
class Measure:
    """`rows(scope)` gives the very records, each with `counted` (and, for shares, `weight`)."""

    key: str
    title: Words
    unit: Words
    definition: Words
    kind: MeasureKind
    source: Source
    rows: Callable[[Scope], QuerySet[Any]]
    apps: tuple[str, ...]
    dims: Mapping[Dim, str] = field(default_factory=dict)  # to the path of the column
    filters: Mapping[str, str] = field(default_factory=dict)  # names in Indicator.filters to the lookup
    moment: str = ""  # the column that says when
    about_people: bool = False  # small cells could point at somebody

    @property
    def accumulates(self) -> bool:
        return self.kind in ACCUMULATES

    @property
    def disaggregations(self) -> tuple[Dim, ...]:
        return tuple(self.dims)

    def whole(self, scope: Scope) -> Part:
        return self.whole_of(self.rows(scope))

    def whole_of(self, rows: QuerySet[Any]) -> Part:
        """The sum of some of its rows."""
        return _part("", rows.order_by().aggregate(**self._sums()))

    def split(self, scope: Scope, dim: Dim) -> list[Part]:
        """Every line of the split, sorted by key; the lines add up to the whole."""
        path = self.dims[dim]
        column = TruncMonth(path) if dim == Dim.MONTH else path
        named = {"split_key": column} if dim == Dim.MONTH else {}
        key = "split_key" if named else path
        grouped = (
            self.rows(scope).order_by().values(key, **named)
            if not named
            else (self.rows(scope).order_by().annotate(**named).values(key))
        )
        return sorted(
            (_part(_key(line[key]), line) for line in grouped.annotate(**self._sums())),
            key=lambda part: part.key,
        )

    def earliest(self, path: str) -> datetime | None:
        """When the first record of this measure happened."""
        if not self.moment:
            return None
        ever = Scope(path, date(2000, 1, 1), date(2100, 1, 1))
        found = self.rows(ever).order_by().aggregate(first=Min(self.moment))
        return found["first"]  # type: ignore[no-any-return]  # a moment or nothing

    def value(self, numerator: Decimal, denominator: Decimal | None) -> Decimal | None:
        """The figure as it is shown; None when a share has nothing to be a share of."""
        if self.kind not in {MeasureKind.SHARE, MeasureKind.RATE}:
            return numerator
        return numerator * HUNDRED / denominator if denominator else None

    def unknown_filters(self, filters: Mapping[str, Any]) -> list[str]:
        return sorted(set(filters) - set(self.filters))

    def _sums(self) -> dict[str, Any]:
        sums: dict[str, Any] = {"_n": Sum("counted"), "_r": Count("pk")}
        if self.kind == MeasureKind.SHARE:
            sums["_d"] = Sum("weight")
        return sums


def narrowed(scope: Scope, filters: Mapping[str, str]) -> Q:
    """The narrowings of the scope as one condition."""
    found = Q()
    for each in scope.any_of:
        one = Q()
        for name, value in each:
            lookup = filters[name]
            one &= Q(**{f"{lookup}__in": value}) if isinstance(value, tuple) else Q(**{lookup: value})
        if not one:
            return Q()
        found |= one
    return found


def _part(key: str, line: Mapping[str, Any]) -> Part:
    has_weight = "_d" in line
    return Part(key, as_number(line["_n"]), as_number(line["_d"]) if has_weight else None, line["_r"])


def as_number(found: object) -> Decimal:
    """A sum from the database; a duration becomes hours."""
    if found is None:
        return Decimal(0)
    if isinstance(found, timedelta):
        return Decimal(found // timedelta(seconds=1)) / 3600
    return Decimal(str(found))


def _key(found: object) -> str:
    if found is None:
        return ""
    return f"{found:%Y-%m}" if isinstance(found, date) else str(found)
