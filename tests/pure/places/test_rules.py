"""docs/rules/opening-hours.md and places.md, row by row."""

import pytest

from digitilts.apps.places.rules.import_columns import BadValueError, read_value
from digitilts.apps.places.rules.opening_hours import DAYS, UnreadableHoursError, read_hours
from digitilts.apps.places.rules.positions import is_plausible_position, may_be_below
from tests.pure.people.pages import rows


def answer(verdict) -> str:
    return "yes" if verdict else verdict.reason


@pytest.mark.parametrize("row", rows("opening-hours.md", "Text", "Moment"), ids=str)
def test_a_place_is_open_as_the_page_says(row):
    day, clock = row["Moment"].split()
    hour, minute = map(int, clock.split(":"))

    hours = read_hours(row["Text"])

    assert hours is not None
    assert hours.is_open(DAYS.index(day), hour * 60 + minute) == (row["Open"] == "yes")


@pytest.mark.parametrize("row", rows("opening-hours.md", "Text", "What is not understood"), ids=str)
def test_hours_that_are_not_understood_are_named(row):
    with pytest.raises(UnreadableHoursError) as error:
        read_hours(row["Text"])

    assert error.value.part == row["What is not understood"]


def test_no_text_means_that_the_hours_are_not_known():
    assert read_hours(" ") is None


def test_neighbouring_days_with_the_same_hours_stand_together():
    hours = read_hours("Mo-Fr 09:00-17:00; Sa 10:00-14:00")

    assert hours is not None
    assert [(first, last) for first, last, _spans in hours.groups()] == [(0, 4), (5, 5), (6, 6)]


@pytest.mark.parametrize("row", rows("places.md", "Kind", "Parent"), ids=str)
def test_territories_belong_as_the_page_says(row):
    parent = None if row["Parent"] == "none" else row["Parent"]

    assert answer(may_be_below(row["Kind"], parent)) == row["Answer"]


@pytest.mark.parametrize("row", rows("places.md", "Latitude"), ids=str)
def test_positions_are_plausible_as_the_page_says(row):
    position = [None if row[name] == "none" else float(row[name]) for name in ("Latitude", "Longitude")]

    assert answer(is_plausible_position(*position)) == row["Answer"]


@pytest.mark.parametrize("row", rows("places.md", "Table", "Column"), ids=str)
def test_cells_are_read_as_the_page_says(row):
    try:
        value = read_value(row["Table"], row["Column"], row["Cell"])
    except BadValueError as error:
        value = error.reason
    words = {True: "yes", False: "no"}

    assert (words[value] if isinstance(value, bool) else str(value)) == row["Stored"]
