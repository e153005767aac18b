"""A set of tables as cells and sums. Cells with the same name are the same number wherever they stand.

A one-way table has one sum (the total of its parts); a two-way table has one sum per row, per column and
for the margins; linked tables (parish, age band and sex of the same people) share the cell of the total.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Name = Hashable


@dataclass(frozen=True)
class Sum:
    """`total` is the sum of `parts`; every reader of the tables knows that."""

    total: Name
    parts: tuple[Name, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Tables:
    """All tables that are published together, and what was published before.

    `cells`: every number, whole and not negative.
    `sums`: what adds up to what.
    `already_hidden`: cells of earlier releases that were hidden then.
    `fixed`: cells of earlier releases: what was shown stays known, what was hidden stays hidden.
    `unjudged`: cells that may be small without pointing at anybody (growth of a whole municipality).
    `derived`: never printed, only computed by a reader; may be zero without the reader knowing it.
    """

    cells: Mapping[Name, int]
    sums: Sequence[Sum]
    already_hidden: frozenset[Name] = frozenset()
    fixed: frozenset[Name] = frozenset()
    unjudged: frozenset[Name] = frozenset()
    derived: frozenset[Name] = frozenset()


def one_way(total: Name, parts: Mapping[Name, int]) -> Tables:
    """A table with one line of cells and their total."""
    return Tables({**parts, total: sum(parts.values())}, [Sum(total, tuple(parts))])


def two_way(counts: Mapping[tuple[str, str], int]) -> Tables:
    """A table of rows and columns; margins are named ("row", r), ("column", c) and "total"."""
    rows = sorted({row for row, _column in counts})
    columns = sorted({column for _row, column in counts})
    cells: dict[Name, int] = {place: counts[place] for place in counts}
    sums: list[Sum] = []
    for row in rows:
        parts = tuple((row, column) for column in columns if (row, column) in counts)
        cells[("row", row)] = sum(counts[part] for part in parts)
        sums.append(Sum(("row", row), parts))
    for column in columns:
        parts = tuple((row, column) for row in rows if (row, column) in counts)
        cells[("column", column)] = sum(counts[part] for part in parts)
        sums.append(Sum(("column", column), parts))
    cells["total"] = sum(counts.values())
    sums.append(Sum("total", tuple(("row", row) for row in rows)))
    sums.append(Sum("total", tuple(("column", column) for column in columns)))
    return Tables(cells, sums)


def linked(sets: Iterable[Tables]) -> Tables:
    """Several tables judged together. A cell that stands in two of them must hold the same number."""
    cells: dict[Name, int] = {}
    sums: list[Sum] = []
    groups: dict[str, frozenset[Name]] = dict.fromkeys(
        ("already_hidden", "fixed", "unjudged", "derived"), frozenset()
    )
    for tables in sets:
        for name, value in tables.cells.items():
            if cells.setdefault(name, value) != value:
                raise ValueError(f"{name!r} is both {cells[name]} and {value}")
        sums += [each for each in tables.sums if each not in sums]
        groups = {key: found | getattr(tables, key) for key, found in groups.items()}
    return Tables(cells, sums, **groups)


def grown(
    now: Mapping[Name, int],
    before: Mapping[Name, int],
    *,
    hidden_before: frozenset[Name],
    unjudged: frozenset[Name] = frozenset(),
) -> Tables:
    """The same cells in an earlier release: a reader subtracts it and sees who came since.

    The growth of a cell is a number like any other: 1 to k-1 new people are as easy to recognise as
    1 to k-1 people. `unjudged` names cells whose growth may be small (the whole municipality).
    A cell that became smaller was corrected; nothing can be said about its growth.
    """
    cells: dict[Name, int] = {}
    sums: list[Sum] = []
    growths, earlier, plain = set(), set(), set()
    for name in now:
        if name not in before or now[name] < before[name]:
            continue
        old, growth = ("before", name), ("growth", name)
        cells |= {name: now[name], old: before[name], growth: now[name] - before[name]}
        sums.append(Sum(name, (old, growth)))
        growths.add(growth)
        earlier.add(old)
        if name in unjudged:
            plain.add(growth)
    return Tables(
        cells,
        sums,
        already_hidden=frozenset(("before", name) for name in hidden_before) & earlier,
        fixed=frozenset(earlier),
        unjudged=frozenset(plain | earlier),
        derived=frozenset(growths),
    )
