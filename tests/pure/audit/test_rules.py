"""The chain over the audit trail, without a database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digitilts.apps.audit.rules import START, Break, Fact, Link, first_break, mac_of

KEY, OLD_KEY = b"key of this year", b"key of last year"


def fact(number: int) -> Fact:
    return Fact(
        id=number * 10,
        at=datetime(2026, 3, 2, 8, number, tzinfo=UTC),
        user_id=7,
        person_id=None,
        role="helper",
        did="learning.register_person",
        object_kind="learning.registration",
        object_id=f"r{number}",
        territory_path="LV/0054000/",
        details={"lesson": number, "heard": "phone"},
    )


def chain(length: int = 4, keys: tuple[bytes, ...] = (KEY,)) -> list[Link]:
    links, previous = [], START
    for number in range(1, length + 1):
        key = keys[min(number, len(keys)) - 1]
        previous = mac_of(number=number, previous=previous, fact=fact(number), key=key)
        links.append(Link(number, previous, fact(number)))
    return links


def test_an_untouched_chain_holds() -> None:
    assert first_break(chain(), keys=[KEY]) is None


def test_an_empty_trail_holds() -> None:
    assert first_break([], keys=[KEY]) is None


@pytest.mark.parametrize(
    ("field", "value"), [("user_id", 8), ("did", "x"), ("details", {}), ("object_id", "r9"), ("role", "")]
)
def test_an_edited_entry_is_found(field: str, value: object) -> None:
    links = chain()
    assert links[1].fact is not None
    links[1] = replace(links[1], fact=replace(links[1].fact, **{field: value}))
    assert first_break(links, keys=[KEY]) == Break(2, "changed", 20)


def test_a_deleted_entry_is_found() -> None:
    links = chain()
    links[2] = replace(links[2], fact=None)
    assert first_break(links, keys=[KEY]) == Break(3, "entry_missing")


def test_a_deleted_link_is_found() -> None:
    links = chain()
    del links[1]
    assert first_break(links, keys=[KEY]) == Break(2, "number_missing")


def test_two_entries_that_changed_places_are_found() -> None:
    links = chain()
    links[1], links[2] = replace(links[1], fact=links[2].fact), replace(links[2], fact=links[1].fact)
    assert first_break(links, keys=[KEY]) == Break(2, "changed", 30)


def test_an_end_that_was_cut_off_is_found_by_a_head_written_down_earlier() -> None:
    links = chain()
    assert first_break(links[:2], keys=[KEY], head=links[3]) == Break(3, "cut_off")
    assert first_break(links, keys=[KEY], head=links[3]) is None


def test_a_chain_rewritten_from_the_start_is_found_by_a_head_written_down_earlier() -> None:
    stolen = chain(keys=(b"another key",))
    assert first_break(stolen, keys=[b"another key"], head=chain()[1]) == Break(2, "changed", 20)


def test_links_sealed_with_an_earlier_key_hold_as_long_as_that_key_is_kept() -> None:
    links = chain(keys=(OLD_KEY, OLD_KEY, KEY))
    assert first_break(links, keys=[KEY, OLD_KEY]) is None
    assert first_break(links, keys=[KEY]) == Break(1, "changed", 10)


def test_the_order_of_details_does_not_matter_for_the_seal() -> None:
    one, other = fact(1), replace(fact(1), details={"heard": "phone", "lesson": 1})
    assert one.as_bytes() == other.as_bytes()
