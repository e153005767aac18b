"""A small linear program solved exactly: fractions instead of floating point, Bland's rule against cycling.

For a few dozen unknowns, as in one release of tables. Not for anything large.
"""

from fractions import Fraction

Row = list[Fraction]


class Infeasible(Exception):  # noqa: N818  # a fact about the numbers, not an error of the program
    """No values at all fit the equations."""


def highest(aim: Row, rows: list[Row], right: Row) -> Fraction | None:
    """The largest `aim · x` over `rows · x = right`, `x >= 0`; None when it has no upper bound."""
    tableau, basis = _start(rows, right)
    columns = len(aim)
    # First part: bring the helper columns down to zero.
    costs = [Fraction(0)] * columns + [Fraction(-1)] * len(rows)
    _climb(tableau, basis, costs)
    if any(row[-1] != 0 for row, column in zip(tableau, basis, strict=True) if column >= columns):
        raise Infeasible
    _drop_helpers(tableau, basis, columns)
    return _climb(tableau, basis, aim)


def _start(rows: list[Row], right: Row) -> tuple[list[Row], list[int]]:
    """Every equation gets a helper column that makes a first solution obvious."""
    columns = len(rows[0]) if rows else 0
    tableau: list[Row] = []
    for number, (row, value) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if value < 0 else 1
        helper = [Fraction(int(number == other)) for other in range(len(rows))]
        tableau.append([sign * factor for factor in row] + helper + [sign * value])
    return tableau, [columns + number for number in range(len(rows))]


def _drop_helpers(tableau: list[Row], basis: list[int], columns: int) -> None:
    """Take helpers out of the solution; an equation that says nothing new goes."""
    for number in reversed(range(len(tableau))):
        if basis[number] < columns:
            continue
        column = next((each for each in range(columns) if tableau[number][each] != 0), None)
        if column is None:
            del tableau[number], basis[number]
        else:
            _pivot(tableau, basis, number, column)
    for row in tableau:
        row[columns:-1] = []


def _climb(tableau: list[Row], basis: list[int], costs: Row) -> Fraction | None:
    """Improve the solution until nothing helps; the value reached, or None if it grows for ever."""
    while True:
        in_basis = [costs[column] for column in basis]
        entering = next(
            (
                column
                for column in range(len(costs))
                if column not in basis
                and costs[column]
                > sum(cost * row[column] for cost, row in zip(in_basis, tableau, strict=True) if cost)
            ),
            None,
        )
        if entering is None:
            return sum(
                (cost * row[-1] for cost, row in zip(in_basis, tableau, strict=True)), start=Fraction(0)
            )
        leaving = min(
            (number for number, row in enumerate(tableau) if row[entering] > 0),
            key=lambda number: (tableau[number][-1] / tableau[number][entering], basis[number]),
            default=None,
        )
        if leaving is None:
            return None
        _pivot(tableau, basis, leaving, entering)


def _pivot(tableau: list[Row], basis: list[int], leaving: int, entering: int) -> None:
    factor = tableau[leaving][entering]
    tableau[leaving] = [value / factor for value in tableau[leaving]]
    chosen = tableau[leaving]
    for number, row in enumerate(tableau):
        if number != leaving and row[entering] != 0:
            times = row[entering]
            tableau[number] = [
                value - times * other if other else value for value, other in zip(row, chosen, strict=True)
            ]
    basis[leaving] = entering
