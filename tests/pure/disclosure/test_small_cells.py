"""docs/rules/small-cells.md, row by row."""

from pathlib import Path

import pytest

from digitilts.algorithms.disclosure.suppression import is_safe, protect
from digitilts.algorithms.disclosure.tables import Tables, grown, linked, one_way, two_way

PAGE = Path(__file__).parents[3] / "docs/rules/small-cells.md"


def rows() -> list[list[str]]:
    lines = PAGE.read_text().split("|---|---|---|---|\n")[1].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def names(text: str) -> set[str]:
    return set() if text == "–" else set(text.split())


@pytest.mark.parametrize(("case", "cells", "small", "besides"), rows())
def test_each_row_of_the_rule(case: str, cells: str, small: str, besides: str) -> None:
    counts = {name: int(value) for name, value in (each.split() for each in cells.split(";"))}
    found = protect(one_way("total", counts))
    assert found.primary == names(small), case
    assert found.secondary == names(besides), case


def test_the_rule_page_has_cases() -> None:
    assert len(rows()) >= 9


def test_a_two_way_table_hides_enough_to_stop_subtraction_along_rows_and_columns() -> None:
    table = two_way({("young", "lv"): 2, ("young", "en"): 30, ("old", "lv"): 40, ("old", "en"): 50})
    found = protect(table)
    assert len(found.hidden) == 4
    assert is_safe(table, found.hidden)
    assert not is_safe(table, found.primary)


def test_tables_that_share_a_total_share_its_number() -> None:
    with pytest.raises(ValueError, match="total"):
        linked([one_way("total", {"a": 1}), one_way("total", {"b": 2})])


def test_linked_tables_are_judged_together() -> None:
    parishes = one_way("total", {"A": 3, "B": 30, "C": 12})
    sexes = one_way("total", {"women": 42, "men": 3})
    found = protect(linked([parishes, sexes]))
    assert {"A", "men"} <= found.primary
    assert is_safe(linked([parishes, sexes]), found.hidden)


def test_three_new_people_since_the_last_release_are_as_secret_as_three_people() -> None:
    now = {"A": 13, "B": 40, "C": 60}
    before = {"A": 10, "B": 30, "C": 50}
    table = one_way("total", now)
    earlier = grown({**now, "total": 113}, {**before, "total": 90}, hidden_before=frozenset())
    found = protect(linked([table, earlier]))
    assert "A" in found.hidden
    assert len(found.hidden) >= 2


def test_no_growth_or_large_growth_hides_nothing() -> None:
    now = {"A": 10, "B": 40}
    before = {"A": 10, "B": 30}
    earlier = grown({**now, "total": 50}, {**before, "total": 40}, hidden_before=frozenset())
    assert not protect(linked([one_way("total", now), earlier])).hidden


def test_growth_of_the_whole_municipality_is_not_judged() -> None:
    earlier = grown({"total": 103}, {"total": 100}, hidden_before=frozenset(), unjudged=frozenset({"total"}))
    assert not protect(linked([Tables({"total": 103}, []), earlier])).hidden


def test_what_an_earlier_release_shows_can_never_be_hidden_again() -> None:
    earlier = grown({"A": 13}, {"A": 10}, hidden_before=frozenset())
    found = protect(linked([Tables({"A": 13}, []), earlier]))
    assert ("before", "A") not in found.hidden
    assert found.hidden == {"A"}


def test_the_same_tables_always_give_the_same_answer() -> None:
    table = two_way({(row, column): (row * 3 + column * 7) % 9 for row in range(3) for column in range(3)})
    assert protect(table) == protect(table)
