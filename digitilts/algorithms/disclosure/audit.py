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

from digitilts.algorithms.disclosure.simplex import Effort, Infeasible, Program, Row
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
        island = _Island(tables, unknown, sums, None)
        for name in sorted(unknown & only, key=repr):
            found[name] = island.interval(name)
    return found


class Audit:
    """Judges the same tables with ever other cells hidden; what hung together before is remembered.

    Raises TooMuchWork when the effort is spent.
    """

    def __init__(self, tables: Tables, *, k: int, effort: Effort | None = None) -> None:
        self._tables, self._k, self._effort = tables, k, effort
        self._known: dict[tuple[frozenset[Name], frozenset[Name]], list[tuple[Fraction, str, Name]]] = {}

    def exposed(self, hidden: frozenset[Name], judged: frozenset[Name]) -> list[Name]:
        """The cells of `judged` that can be pinned to an interval narrower than k, the narrowest first."""
        found: list[tuple[Fraction, str, Name]] = []
        for unknown, sums in _islands(self._tables, hidden):
            asked = unknown & judged
            if (unknown, asked) not in self._known:
                island = _Island(self._tables, unknown, sums, self._effort)
                self._known[unknown, asked] = [*island.narrower_than(self._k, asked)]
            found += self._known[unknown, asked]
        return [name for _width, _order, name in sorted(found, key=lambda each: each[:2])]


def _islands(tables: Tables, hidden: frozenset[Name]) -> Iterable[tuple[frozenset[Name], list[Sum]]]:
    """Hidden cells that share a sum, directly or through others, with those sums: judged together."""
    of_cell: dict[Name, list[int]] = defaultdict(list)
    for number, each in enumerate(tables.sums):
        for name in each.names:
            if name in hidden:
                of_cell[name].append(number)
    left = set(hidden)
    for start in sorted(hidden, key=repr):
        if start in left:
            island, numbers = _island(start, of_cell, tables, hidden)
            left -= island
            yield frozenset(island), [tables.sums[number] for number in sorted(numbers)]


def _island(
    start: Name, of_cell: dict[Name, list[int]], tables: Tables, hidden: frozenset[Name]
) -> tuple[set[Name], set[int]]:
    """Everything hidden that hangs together with one cell."""
    island: set[Name] = {start}
    numbers: set[int] = set()
    todo = [start]
    while todo:
        for number in set(of_cell[todo.pop()]) - numbers:
            numbers.add(number)
            new = {name for name in tables.sums[number].names if name in hidden} - island
            island |= new
            todo += new
    return island, numbers


class _Island:
    """Hidden cells with all that is known about them."""

    def __init__(
        self, tables: Tables, unknown: frozenset[Name], sums: list[Sum], effort: Effort | None
    ) -> None:
        self._names = sorted(unknown, key=repr)
        self._place = {name: number for number, name in enumerate(self._names)}
        self._cells = tables.cells
        self._floor = [0 if name in tables.derived else 1 for name in self._names]
        rows, right = self._equations(sums)
        try:
            self._program: Program | None = Program(rows, right, effort)
        except Infeasible:
            # A hidden cell of an earlier release was zero after all: the honest answer is "one value".
            self._program = None

    def _equations(self, sums: list[Sum]) -> tuple[list[Row], Row]:
        rows, right = [], []
        for each in sums:
            row = [Fraction(0)] * len(self._names)
            known = 0
            for part, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
                if part in self._place:
                    row[self._place[part]] += sign
                else:
                    known += sign * self._cells[part]
            # Cells are counted from their floor, so every unknown is at least zero.
            known += sum(int(factor) * least for factor, least in zip(row, self._floor, strict=True))
            rows.append(row)
            right.append(Fraction(-known))
        return rows, right

    def interval(self, name: Name) -> Interval:
        if self._program is None:
            return Interval(Fraction(self._cells[name]), Fraction(self._cells[name]))
        place = self._place[name]
        aim = [Fraction(int(place == other)) for other in range(len(self._names))]
        top = self._program.highest(aim)
        bottom = self._program.highest([-factor for factor in aim])
        least = self._floor[place]
        low = Fraction(least) - (bottom if bottom is not None else 0)
        return Interval(low, None if top is None else top + least)

    def narrower_than(self, k: int, asked: frozenset[Name]) -> Iterable[tuple[Fraction, str, Name]]:
        """Cells with an interval narrower than k.

        Each answer shows values that fit for all cells; one that was seen far enough apart needs no question.
        """
        lows = highs = self._program.solution() if self._program else []
        for name in sorted(asked, key=repr):
            place = self._place[name]
            if self._program and highs[place] - lows[place] >= k:
                continue
            width = self.interval(name).width
            if width is not None and width < k:
                yield width, repr(name), name
            seen = self._program.solution() if self._program else []
            lows = [min(pair) for pair in zip(lows, seen, strict=True)]
            highs = [max(pair) for pair in zip(highs, seen, strict=True)]
