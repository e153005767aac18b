"""docs/rules/counting.md, row by row."""

from dataclasses import astuple
from pathlib import Path

import pytest

from digitilts.apps.learning.rules import Audience, Mark
from digitilts.apps.learning.rules.counting import Sight, count

PAGE = Path(__file__).parents[3] / "docs/rules/counting.md"
CELLS = 8


def rows_of(page: Path) -> list[list[str]]:
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return [row for row in rows if len(row) == CELLS]


def sight_of(words: str) -> Sight:
    who, mark, audience, *programme = words.split()
    return Sight(
        mark=Mark(mark),
        person=None if who == "–" else who,
        audience=Audience.RESIDENTS if audience == "hidden" else Audience(audience),
        counts_in_results=audience != "hidden",
        programme="".join(programme),
    )


@pytest.mark.parametrize("row", rows_of(PAGE), ids=lambda row: row[0])
def test_marks_are_counted_as_the_page_says(row):
    sights = [sight_of(words) for words in row[1].split(";") if words.strip()]
    assert astuple(count(sights)) == tuple(int(cell) for cell in row[2:])


def test_the_page_was_read():
    assert len(rows_of(PAGE)) >= 19
