"""docs/rules/sms-length.md, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitilts.gateways.sms_length import SmsSize, size_of
from tests.pure.notices.pages import name_of, rows_of


@pytest.mark.parametrize("row", rows_of("sms-length.md"), ids=name_of)
def test_a_text_becomes_as_many_sms_as_the_page_says(row):
    sign, times = row["Text"].split("×")
    expected = SmsSize(row["Alphabet"], int(row["Places"]), int(row["Parts"]))
    assert size_of(sign * int(times)) == expected


def test_a_sign_of_two_places_is_not_cut():
    assert size_of("a" * 152 + "€" + "a" * 152).parts == 3


@given(st.text(max_size=400))
def test_a_longer_text_never_costs_less(text):
    assert size_of(text).parts <= size_of(text + "a").parts
