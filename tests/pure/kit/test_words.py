"""Numbers, money, names and phones as people write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from digitilts.kit.names import dative
from digitilts.kit.numbers import NBSP, euros, number, percent
from digitilts.kit.phones import readable, to_e164


@pytest.mark.parametrize(
    ("value", "latvian", "english"),
    [
        (1234.5, f"1{NBSP}234,5", f"1{NBSP}234.5"),
        (0, "0", "0"),
        (100, "100", "100"),
        (1000000, f"1{NBSP}000{NBSP}000", f"1{NBSP}000{NBSP}000"),
        (Decimal("0.005"), "0,01", "0.01"),
        (-7, "−7", "−7"),
    ],
)
def test_numbers_have_the_sign_of_their_language(value: float, latvian: str, english: str) -> None:
    with translation.override("lv"):
        assert number(value) == latvian
    with translation.override("en"):
        assert number(value) == english


def test_money_always_has_cents_and_never_breaks() -> None:
    with translation.override("lv"):
        assert euros(123450) == f"1{NBSP}234,50{NBSP}€"
        assert euros(5) == f"0,05{NBSP}€"


def test_half_a_percent_is_rounded_away_from_zero() -> None:
    assert percent(0.425) == f"43{NBSP}%"


@pytest.mark.parametrize(
    ("name", "to_whom"),
    [
        ("Ilze", "Ilzei"),
        ("Anna", "Annai"),
        ("Jānis", "Jānim"),
        ("Andrejs", "Andrejam"),
        ("Markus", "Markum"),
        ("Inno", "Inno"),
    ],
)
def test_latvian_calls_a_person_in_the_dative(name: str, to_whom: str) -> None:
    assert dative(name) == to_whom


@pytest.mark.parametrize("typed", ["26123456", "26 123 456", "+371 26123456", "00371 26-123-456"])
def test_a_phone_number_is_one_number_however_it_is_typed(typed: str) -> None:
    assert to_e164(typed) == "+37126123456"


@pytest.mark.parametrize("typed", ["", "12", "zvaniet mammai", "99999999999999999"])
def test_what_is_no_phone_number_is_none(typed: str) -> None:
    assert to_e164(typed) is None


def test_a_phone_number_is_read_in_groups() -> None:
    assert readable("+37126123456") == "+371 26 123 456"
