"""A small linear program solved exactly: fractions instead of floating point, Bland's rule against cycling.

For a few dozen unknowns, as in one release of tables. Not for anything large: work can be limited.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Row = list[Fraction]


class Infeasible(Exception):  # noqa: N818  # a fact about the numbers, not an error of the program
    """No values at all fit the equations."""


class TooMuchWork(Exception):  # noqa: N818  # a limit that was agreed, not an error of the program
    """The effort that was allowed is spent."""


@dataclass
class Effort:
    """How much work is still allowed, in numbers of a tableau looked at; the same on every machine."""

    left: int

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooMuchWork


class Program:
    """Equations `rows · x = right`, `x >= 0`, asked for many aims; each starts where the last one ended.

    Raises Infeasible when nothing fits, TooMuchWork when the effort is spent.
    """

    def __init__(self, rows: list[Row], right: Row, effort: Effort | None = None) -> None:
        self._columns = len(rows[0]) if rows else 0
        self._effort = effort
        self._tableau, self._basis = _start(rows, right)
        # First part: bring the helper columns down to zero.
        self._climb([Fraction(0)] * self._columns + [Fraction(-1)] * len(rows))
        found = zip(self._tableau, self._basis, strict=True)
        if any(row[-1] != 0 for row, column in found if column >= self._columns):
            raise Infeasible
        self._drop_helpers()

    def highest(self, aim: Row) -> Fraction | None:
        """The largest `aim · x`; None when it has no upper bound."""
        return self._climb(aim)

    def solution(self) -> Row:
        """Values that fit: those at which the last aim ended."""
        values = [Fraction(0)] * self._columns
        for row, column in zip(self._tableau, self._basis, strict=True):
            values[column] = row[-1]
        return values

    def _drop_helpers(self) -> None:
        """Take helpers out of the solution; an equation that says nothing new goes."""
        for number in reversed(range(len(self._tableau))):
            if self._basis[number] < self._columns:
                continue
            row = self._tableau[number]
            column = next((each for each in range(self._columns) if row[each]), None)
            if column is None:
                del self._tableau[number], self._basis[number]
            else:
                self._pivot(number, column)
        for row in self._tableau:
            row[self._columns : -1] = []

    def _climb(self, costs: Row) -> Fraction | None:
        """Improve the solution until nothing helps; the value reached, or None if it grows for ever."""
        gains = [*costs, Fraction(0)]
        for row, column in zip(self._tableau, self._basis, strict=True):
            _subtract(gains, row, costs[column])
        while True:
            entering = next((column for column, gain in enumerate(gains[:-1]) if gain > 0), None)
            if entering is None:
                return -gains[-1]
            leaving = min(
                (number for number, row in enumerate(self._tableau) if row[entering] > 0),
                key=lambda number: (
                    self._tableau[number][-1] / self._tableau[number][entering],
                    self._basis[number],
                ),
                default=None,
            )
            if leaving is None:
                return None
            self._pivot(leaving, entering)
            _subtract(gains, self._tableau[leaving], gains[entering])

    def _pivot(self, leaving: int, entering: int) -> None:
        if self._effort is not None:
            self._effort.spend(len(self._tableau) * len(self._tableau[leaving]))
        chosen = self._tableau[leaving]
        factor = chosen[entering]
        if factor != 1:
            chosen[:] = [value / factor if value else value for value in chosen]
        for number, row in enumerate(self._tableau):
            if number != leaving:
                _subtract(row, chosen, row[entering])
        self._basis[leaving] = entering


def _start(rows: list[Row], right: Row) -> tuple[list[Row], list[int]]:
    """Every equation gets a helper column that makes a first solution obvious."""
    columns = len(rows[0]) if rows else 0
    tableau: list[Row] = []
    for number, (row, value) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if value < 0 else 1
        helper = [Fraction(int(number == other)) for other in range(len(rows))]
        tableau.append([sign * factor for factor in row] + helper + [sign * value])
    return tableau, [columns + number for number in range(len(rows))]


def _subtract(row: Row, chosen: Sequence[Fraction], times: Fraction) -> None:
    """`row` minus some times `chosen`, in place."""
    if times:
        for column, value in enumerate(chosen):
            if value:
                row[column] -= times * value
