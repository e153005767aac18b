"""Days and times as people say them, on both days of the year when the clock is moved too."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from digitilts.kit import dates

MARCH = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


def said(text: str) -> str:
    return text.replace(dates.NBSP, " ")


def test_latvian_says_the_day_in_the_locative() -> None:
    with translation.override("lv"):
        assert said(dates.day(MARCH)) == "ceturtdien, 5. martā"
        assert said(dates.day_long(MARCH)) == "ceturtdien, 2026. gada 5. martā"
        assert said(dates.day_clock(MARCH)) == "ceturtdien, 5. martā, plkst. 14.00"


def test_english_says_the_same() -> None:
    with translation.override("en"):
        assert said(dates.day_clock(MARCH)) == "Thursday 5 March, 14:00"
        assert said(dates.day_long(MARCH)) == "Thursday 5 March 2026"


@pytest.mark.parametrize(
    ("utc", "wall"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "02.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "04.00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "03.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "03.30"),
    ],
)
def test_the_clock_on_the_wall_follows_the_change_of_time(utc: datetime, wall: str) -> None:
    with translation.override("lv"):
        assert dates.clock(utc) == wall


def test_late_evening_in_utc_is_already_tomorrow_in_latvia() -> None:
    assert dates.local_day(datetime(2026, 7, 1, 21, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert dates.short_date(datetime(2026, 7, 1, 21, 30, tzinfo=UTC)) == "02.07.2026"


def test_a_bare_time_and_a_bare_day_are_taken_as_they_are() -> None:
    with translation.override("lv"):
        assert dates.clock(time(9, 5)) == "09.05"
        assert said(dates.day(date(2026, 12, 6))) == "svētdien, 6. decembrī"
