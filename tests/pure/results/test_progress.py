"""docs/rules/progress.md, row by row."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from digitilts.apps.results.rules import Period, current_target, progress

PAGE = Path(__file__).parents[3] / "docs/rules/progress.md"


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def number(text: str) -> Decimal | None:
    return None if text == "–" else Decimal(text)


@pytest.mark.parametrize(("value", "target", "baseline", "elapsed", "counts", "grows", "words"), rows())
def test_each_row_of_the_rule(
    value: str, target: str, baseline: str, elapsed: str, counts: str, grows: str, words: str
) -> None:
    found = progress(
        number(value),
        target=number(target),
        baseline=number(baseline),
        elapsed=Decimal(elapsed),
        accumulates=counts == "yes",
        is_up=grows == "yes",
    )
    assert found == words


def test_a_period_has_passed_by_its_last_day_and_not_begun_before_its_first() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert year.elapsed(date(2026, 12, 31)) == 1
    assert year.elapsed(date(2025, 12, 31)) == 0
    assert year.elapsed(date(2027, 5, 1)) == 1
    assert year.elapsed(date(2026, 1, 1)) == Decimal(1) / 365


def test_the_target_that_holds_the_day_is_chosen_then_the_last_then_the_next() -> None:
    first = Period(date(2025, 1, 1), date(2025, 12, 31))
    second = Period(date(2027, 1, 1), date(2027, 12, 31))
    whole = Period(date(2027, 1, 1), date(2029, 12, 31))
    assert current_target([first, second, whole], date(2027, 6, 1)) == second
    assert current_target([first, second], date(2026, 6, 1)) == first
    assert current_target([first, second], date(2024, 6, 1)) == first
    assert current_target([], date(2026, 6, 1)) is None
