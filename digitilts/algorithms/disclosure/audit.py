"""What a reader can work out about a hidden cell: its feasibility interval, exactly.

The attacker knows every printed cell, every sum, and that a hidden cell is above zero (zeros are printed).
The smallest and the largest value that fit are two linear programs per cell (Cox, JASA 75 (1980) 377-385;
Willenborg and de Waal, Elements of Statistical Disclosure Control (2001), ch. 6). They are solved in
fractions, so there is no rounding: an interval is never reported wider than the real one because of it.
In one-way and two-way tables the ends are whole numbers; in linked tables the interval over whole numbers
may be a little narrower than the one over fractions, which the property tests bound by brute force.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from digitilts.algorithms.disclosure.simplex import Infeasible, highest
from digitilts.algorithms.disclosure.tables import Name, Sum, Tables


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`; `high` is None when nothing bounds it."""

    low: Fraction
    high: Fraction | None

    @property
    def width(self) -> Fraction | None:
        return None if self.high is None else self.high - self.low


def intervals(tables: Tables, hidden: frozenset[Name], only: frozenset[Name]) -> dict[Name, Interval]:
    """The feasibility interval of every cell in `only`, when the cells in `hidden` are not printed."""
    found: dict[Name, Interval] = {}
    for unknown, sums in _islands(tables, hidden):
        for name in sorted(unknown & only, key=repr):
            found[name] = _interval(tables, sums, unknown, name)
    return found


def _islands(tables: Tables, hidden: frozenset[Name]) -> Iterable[tuple[frozenset[Name], list[Sum]]]:
    """Hidden cells that share a sum, directly or through others, with those sums: judged together."""
    of_cell: dict[Name, list[Sum]] = defaultdict(list)
    for each in tables.sums:
        for name in each.names:
            if name in hidden:
                of_cell[name].append(each)
    left = set(hidden)
    for start in sorted(hidden, key=repr):
        if start in left:
            island, sums = _island(start, of_cell, hidden)
            left -= island
            yield frozenset(island), sums


def _island(
    start: Name, of_cell: dict[Name, list[Sum]], hidden: frozenset[Name]
) -> tuple[set[Name], list[Sum]]:
    """Everything hidden that hangs together with one cell."""
    island, sums, todo = {start}, [], [start]
    while todo:
        for each in of_cell[todo.pop()]:
            if each not in sums:
                sums.append(each)
                new = {name for name in each.names if name in hidden} - island
                island |= new
                todo += new
    return island, sums


def _interval(tables: Tables, sums: list[Sum], unknown: frozenset[Name], name: Name) -> Interval:
    names = sorted(unknown, key=repr)
    place = {each: number for number, each in enumerate(names)}
    floor = [0 if each in tables.derived else 1 for each in names]
    rows, right = [], []
    for each in sums:
        row = [Fraction(0)] * len(names)
        known = 0
        for part, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
            if part in place:
                row[place[part]] += sign
            else:
                known += sign * tables.cells[part]
        # Cells are counted from their floor, so every unknown is at least zero.
        known += sum(int(factor) * least for factor, least in zip(row, floor, strict=True))
        rows.append(row)
        right.append(Fraction(-known))
    aim = [Fraction(int(each == name)) for each in names]
    least = floor[place[name]]
    try:
        top = highest(aim, rows, right)
        bottom = highest([-factor for factor in aim], rows, right)
    except Infeasible:
        # A hidden cell of an earlier release was zero after all: the honest answer is "one value".
        return Interval(Fraction(tables.cells[name]), Fraction(tables.cells[name]))
    low = Fraction(least) - (bottom if bottom is not None else 0)
    return Interval(low, None if top is None else top + least)
