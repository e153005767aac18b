"""docs/rules/diaries.md, row by row, and the week in which a diary may change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digitilts.apps.learning.rules.diaries import may_write, names_in, without_names
from tests.pure.learning.pages import rows_of_page

PAGE = Path(__file__).parents[3] / "docs/rules/diaries.md"
ROWS = rows_of_page(PAGE, columns=3)
START = datetime(2027, 3, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize(("names", "text", "found"), ROWS)
def test_learners_names_are_found_in_any_form(names, text, found):
    assert names_in(text, [names]) == found.split()


def test_the_page_was_read():
    assert len(ROWS) == 8


def test_a_found_name_becomes_dots():
    assert without_names("Annai patika, Annai izdevās.", ["Annai"]) == "… patika, … izdevās."


def test_a_diary_waits_for_the_lesson_and_settles_after_a_week():
    assert may_write(starts_at=START, first_written_at=None, now=START)
    assert may_write(starts_at=START, first_written_at=None, now=START - timedelta(1)).reason == (
        "too_early_for_diary"
    )
    assert may_write(starts_at=START, first_written_at=START, now=START + timedelta(days=6, hours=23))
    late = may_write(starts_at=START, first_written_at=START, now=START + timedelta(days=7))
    assert late.reason == "diary_settled"
