"""No hidden number can be pinned down: proved by trying every whole number that fits."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from digitilts.algorithms.disclosure.audit import intervals
from digitilts.algorithms.disclosure.suppression import protect
from digitilts.algorithms.disclosure.tables import Name, Tables, linked, one_way, two_way

K = 3
COUNTS = st.integers(min_value=0, max_value=7)


def fitting(tables: Tables, hidden: frozenset[Name]) -> dict[Name, set[int]]:
    """Every value that each hidden part takes in some table that looks the same in print.

    Totals follow from their parts, so only parts are tried; up to K above their true number is enough.
    """
    totals = {each.total for each in tables.sums}
    parts = sorted((name for name in hidden if name not in totals), key=repr)
    seen: dict[Name, set[int]] = {name: set() for name in parts}
    for values in itertools.product(*(range(1, tables.cells[name] + K + 1) for name in parts)):
        guess = {**tables.cells, **dict(zip(parts, values, strict=True))}
        if looks_the_same(tables, hidden, guess):
            for name, value in zip(parts, values, strict=True):
                seen[name].add(value)
    return seen


def looks_the_same(tables: Tables, hidden: frozenset[Name], guess: dict[Name, int]) -> bool:
    worked_out: dict[Name, int] = {}
    for each in tables.sums:
        total = sum(worked_out.get(part, guess[part]) for part in each.parts)
        if each.total in hidden:
            if worked_out.setdefault(each.total, total) != total:
                return False
        elif total != tables.cells[each.total]:
            return False
    return True


def everything_is_hidden(tables: Tables, hidden: frozenset[Name]) -> bool:
    return all(name in hidden for name, value in tables.cells.items() if value)


def check(tables: Tables) -> None:
    hidden = protect(tables, k=K).hidden
    for name, value in tables.cells.items():
        if 0 < value < K:
            assert name in hidden
        if value == 0:
            assert name not in hidden
    for name, values in fitting(tables, hidden).items():
        assert len(values) >= 1
        assert max(values) - min(values) >= K or everything_is_hidden(tables, hidden), (name, values)


@given(st.lists(COUNTS, min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_one_way_tables_keep_small_numbers(counts: list[int]) -> None:
    check(one_way("total", {f"p{place}": value for place, value in enumerate(counts)}))


@given(st.lists(COUNTS, min_size=4, max_size=4))
@settings(max_examples=80, deadline=None)
def test_two_way_tables_keep_small_numbers(counts: list[int]) -> None:
    places = itertools.product("ab", "xy")
    check(two_way(dict(zip(places, counts, strict=True))))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("wm")), min_size=1, max_size=14))
@settings(max_examples=80, deadline=None)
def test_linked_tables_of_the_same_people_keep_small_numbers(people: list[tuple[str, str]]) -> None:
    parishes = {parish: sum(each[0] == parish for each in people) for parish in "ABC"}
    sexes = {sex: sum(each[1] == sex for each in people) for sex in "wm"}
    check(linked([one_way("total", parishes), one_way("total", sexes)]))


@given(st.lists(COUNTS, min_size=2, max_size=4), st.data())
@settings(max_examples=80, deadline=None)
def test_the_interval_holds_exactly_the_whole_numbers_that_fit(
    counts: list[int], data: st.DataObject
) -> None:
    tables = one_way("total", {f"p{place}": value for place, value in enumerate(counts)})
    some = sorted(name for name, value in tables.cells.items() if value and name != "total")
    hidden = frozenset(data.draw(st.sets(st.sampled_from(some)))) if some else frozenset()
    found = intervals(tables, hidden, hidden)
    for name in hidden:
        high = tables.cells["total"]
        others = [tables.cells[other] for other in hidden if other != name]
        # Known sum of the hidden ones; each other is at least one.
        assert found[name].low == (sum(others) + tables.cells[name] if not others else 1)
        assert found[name].high == sum(others) + tables.cells[name] - len(others) <= high
