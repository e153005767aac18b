"""docs/rules/roll-up.md, row by row."""

from decimal import Decimal
from pathlib import Path

import pytest

from digitilts.apps.results.rules import union_steps, weighted_sum

PAGE = Path(__file__).parents[3] / "docs/rules/roll-up.md"


def rows() -> list[tuple[list[int], int, Decimal]]:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [
        (
            [int(word) for word in reached.replace(",", " ").split() if word.isdigit()],
            int(people),
            Decimal(count),
        )
        for reached, people, count in cells
    ]


@pytest.mark.parametrize(("shares", "people", "count"), rows())
def test_each_row_of_the_rule(shares: list[int], people: int, count: Decimal) -> None:
    # All these people were reached by every one of these actions.
    assert sum(weight * people for _level, weight in union_steps(shares)) == count


def test_weights_of_a_union_never_exceed_the_largest_share() -> None:
    assert sum(weight for _level, weight in union_steps([80, 50, 50, 10])) == Decimal("0.8")


def test_a_weighted_sum_takes_each_value_times_its_share() -> None:
    assert weighted_sum([(Decimal(10), 100), (Decimal(10), 25)]) == Decimal("12.5")
