"""Large tables take a limited time, and are never printed with more than can be shown safely."""

import random
from fractions import Fraction

import pytest

from digitilts.algorithms.disclosure.simplex import Effort, Program, TooMuchWork
from digitilts.algorithms.disclosure.suppression import is_safe, protect
from digitilts.algorithms.disclosure.tables import Tables, linked, one_way, two_way

COUNTS = [0, 1, 2, 3, 4, 6, 8, 12, 20, 40, 80]


def a_table(rows: int, columns: int, *, seed: int) -> Tables:
    rng = random.Random(seed)  # the same table every time
    return two_way(
        {(f"p{row}", f"a{column}"): rng.choice(COUNTS) for row in range(rows) for column in range(columns)}
    )


def test_sixteen_parishes_by_six_ages_are_protected_within_the_work_allowed() -> None:
    table = a_table(16, 6, seed=1)
    found = protect(table)

    assert is_safe(table, found.hidden)
    assert len(found.secondary) < 40  # searched for, not hidden at large


@pytest.mark.parametrize("most_work", [0, 500, 5_000, 50_000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_less_work_allowed_more_is_hidden_never_less_safely(most_work: int, seed: int) -> None:
    table = a_table(6, 4, seed=seed)
    found = protect(table, most_work=most_work)

    assert is_safe(table, found.hidden)
    assert found.primary == protect(table).primary


def test_without_any_work_what_has_nothing_to_do_with_a_secret_is_still_printed() -> None:
    tables = linked([one_way("one", {"A": 3, "B": 30}), one_way("other", {"C": 40, "D": 50})])
    found = protect(tables, most_work=0)

    assert {"A", "B"} <= found.hidden
    assert not {"C", "D", "other"} & found.hidden


def test_the_same_tables_give_the_same_answer_every_time() -> None:
    table = a_table(8, 4, seed=4)

    assert protect(table, most_work=40_000) == protect(table, most_work=40_000)


def test_work_that_is_spent_stops_the_program() -> None:
    one = Fraction(1)

    with pytest.raises(TooMuchWork):
        Program([[one, one, one]], [Fraction(7)], Effort(1))
