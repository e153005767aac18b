"""docs/rules/certificates.md, row by row."""

from pathlib import Path

import pytest

from digitilts.apps.learning.rules.certificates import deserves_certificate
from tests.pure.learning.pages import rows_of_page

PAGE = Path(__file__).parents[3] / "docs/rules/certificates.md"
ROWS = rows_of_page(PAGE, columns=4)


@pytest.mark.parametrize(("gives", "held", "attended", "answer"), ROWS)
def test_a_certificate_is_earned_as_the_page_says(gives, held, attended, answer):
    verdict = deserves_certificate(gives_certificate=gives == "yes", held=int(held), attended=int(attended))
    assert (verdict.reason or "yes") == answer


def test_the_page_was_read():
    assert len(ROWS) == 9
