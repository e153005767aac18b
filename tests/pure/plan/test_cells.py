"""What people write into a cell and what we make of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from digitilts.apps.plan.rules.cells import BadCellError, number_of, read_cell
from digitilts.apps.plan.rules.sheets import BY_KEY

DUE = BY_KEY["milestones"].column("due_on")
SUM = BY_KEY["costs"].column("amount_cents")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,5", "1234.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("-3,5", "-3.5"),
        ("2 000 €", "2000"),
        (2000, "2000"),
        (0.1, "0.1"),
    ],
)
def test_numbers_are_read_as_latvians_excel_and_programs_write_them(written, meant):
    assert number_of(written) == Decimal(meant)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("divi tūkstoši", "not_a_number"),
        ("1.234", "number_ambiguous"),
        ("1,234", "number_ambiguous"),
        ("NaN", "not_a_number"),
        ("1e5", "not_a_number"),
        (float("inf"), "not_a_number"),
        (float("nan"), "not_a_number"),
        (True, "not_a_number"),
        ("٣", "not_a_number"),
        (date(2026, 1, 1), "not_a_number"),
    ],
)
def test_what_is_not_clearly_a_number_is_refused(written, why):
    with pytest.raises(BadCellError) as caught:
        number_of(written)
    assert caught.value.code == why


EXCEL_DAY = datetime(2026, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["31.12.2026", "31.12.2026.", "2026-12-31", date(2026, 12, 31), EXCEL_DAY]
)
def test_days_are_read_as_people_and_excel_write_them(written):
    assert read_cell(DUE, written) == "2026-12-31"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("12/31/2026", "date_ambiguous"),
        ("03/04/2026", "date_ambiguous"),
        ("31. decembris", "not_a_date"),
        ("December 31, 2026", "not_a_date"),
        ("30.02.2026", "no_such_day"),
        ("31.12.1926", "date_far_away"),
        (46000, "not_a_date"),
        ("", "empty"),
    ],
)
def test_days_that_can_be_misread_are_refused(written, why):
    with pytest.raises(BadCellError) as caught:
        read_cell(DUE, written)
    assert caught.value.code == why


def test_euros_become_cents_and_half_cents_are_refused():
    assert read_cell(SUM, "1 234,56") == 123_456
    assert read_cell(SUM, 0.1 + 0.2) == 30
    with pytest.raises(BadCellError) as caught:
        read_cell(SUM, "0,005")
    assert caught.value.code == "too_precise"


def test_words_are_known_without_diacritics_and_as_codes():
    status = BY_KEY["actions"].column("status")
    assert read_cell(status, "PLANOTA") == read_cell(status, "planned") == "planned"
    assert read_cell(status, None) == "idea"


@pytest.mark.parametrize("code", ["1/2", "..", "a?b", "50%"])
def test_a_code_that_breaks_a_web_address_is_refused(code):
    with pytest.raises(BadCellError) as caught:
        read_cell(BY_KEY["actions"].column("code"), code)
    assert caught.value.code == "bad_code"
