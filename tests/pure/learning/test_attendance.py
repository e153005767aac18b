"""docs/rules/attendance.md, row by row, and when marks may be made."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.learning.rules.attendance import SheetEntry, may_mark, read_sheet
from tests.pure.learning.pages import rows_of_page

PAGE = Path(__file__).parents[3] / "docs/rules/attendance.md"
ROWS = rows_of_page(PAGE, columns=3)
START = datetime(2027, 3, 4, 14, tzinfo=UTC)


def in_words(entry: SheetEntry) -> str:
    if entry.unknown:
        return f"{entry.unknown} unknown"
    return f"new {entry.name}" if entry.name else f"{entry.row} {entry.mark}"


@pytest.mark.parametrize(("typed", "read", "wrong"), ROWS)
def test_the_sheet_is_read_as_the_page_says(typed, read, wrong):
    reading = read_sheet(typed, rows={1, 2, 4, 5})
    assert "; ".join(map(in_words, reading.entries)) == read
    assert "; ".join(reading.not_understood) == wrong


def test_the_page_was_read():
    assert len(ROWS) == 13


@pytest.mark.parametrize(
    ("status", "is_closed", "at", "reason"),
    [
        (LessonStatus.OPEN, False, START, ""),
        (LessonStatus.OPEN, False, START - timedelta(hours=2), ""),
        (LessonStatus.OPEN, False, START - timedelta(hours=2, seconds=1), "too_early_to_mark"),
        (LessonStatus.HELD, True, START, "attendance_closed"),
        (LessonStatus.CANCELLED, False, START, "lesson_cancelled"),
    ],
)
def test_marks_are_made_around_the_lesson_until_it_is_closed(status, is_closed, at, reason):
    assert may_mark(status=status, starts_at=START, is_closed=is_closed, now=at).reason == reason
