"""Opening hours and public holidays that a trainer is warned of."""

from datetime import date, time

import pytest

from digitilts.apps.learning.rules.opening import easter_sunday, is_holiday, is_open

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@pytest.mark.parametrize(
    ("hours", "weekday", "answer"),
    [
        ("Mo-Fr 09:00-17:00", MONDAY, True),
        ("Mo-Fr 09:00-17:00", SATURDAY, False),
        ("Mo-Fr 09:00-17:00; Sa 10:00-14:00", SATURDAY, False),
        ("Mo-Fr 09:00-17:00; Sa 10:00-16:00", SATURDAY, True),
        ("Mo,We 09:00-12:00,13:00-18:00", MONDAY, True),
        ("Mo-Su 09:00-24:00; Mo off", MONDAY, False),
        ("Sa-Mo 09:00-18:00", SUNDAY, True),
        ("24/7", SUNDAY, True),
        ("pēc vienošanās", MONDAY, None),
        ("", MONDAY, None),
    ],
)
def test_a_lesson_from_14_to_16_fits_the_opening_hours(hours, weekday, answer):
    assert is_open(hours, weekday=weekday, begins=time(14), ends=time(16)) is answer


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
    ],
)
def test_easter_is_where_the_calendar_has_it(year, easter):
    assert easter_sunday(year) == easter


def test_good_friday_and_midsummer_are_holidays_and_a_wednesday_is_not():
    assert is_holiday(date(2026, 4, 3))
    assert is_holiday(date(2026, 6, 24))
    assert not is_holiday(date(2026, 6, 17))
