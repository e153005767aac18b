"""docs/rules/lessons.md."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.learning.rules.lessons import (
    Appointment,
    LessonFacts,
    at_wall_time,
    changes_to_tell,
    lights,
    may_change,
    may_have_seats,
    may_take_place,
    next_date,
    overlap,
    weekly,
)

RIGA = ZoneInfo("Europe/Riga")
START = datetime(2027, 3, 4, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEDNESDAY = 2


def test_the_hour_on_the_wall_stays_when_summer_time_begins():
    days = list(weekly(date(2027, 3, 24), times=2))
    before, after = (at_wall_time(day, time(14), RIGA) for day in days)
    assert (before.hour, after.hour) == (14, 14)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(days=7, hours=-1)


def test_a_weekly_rule_ends_on_its_last_day():
    days = list(weekly(date(2027, 3, 3), until=date(2027, 3, 17)))
    assert days == [date(2027, 3, 3), date(2027, 3, 10), date(2027, 3, 17)]


def test_a_weekly_rule_without_an_end_stops_somewhere():
    assert len(list(weekly(date(2027, 3, 3)))) == 60


@pytest.mark.parametrize(
    ("last", "weekday", "today", "following"),
    [
        (date(2027, 3, 4), None, date(2027, 3, 5), date(2027, 3, 11)),
        (date(2027, 3, 3), WEDNESDAY, date(2027, 3, 4), date(2027, 3, 10)),
        (date(2027, 3, 4), WEDNESDAY, date(2027, 3, 4), date(2027, 3, 10)),
        (date(2026, 3, 5), None, date(2027, 3, 5), date(2027, 3, 11)),
    ],
)
def test_the_next_date_keeps_the_weekday_and_never_lies_in_the_past(last, weekday, today, following):
    assert next_date(last, weekday=weekday, today=today) == following


def test_lessons_that_touch_do_not_overlap():
    assert not overlap((START, START + HOUR), (START + HOUR, START + 2 * HOUR))
    assert overlap((START, START + 2 * HOUR), (START + HOUR, START + 3 * HOUR))


@pytest.mark.parametrize(
    ("starts", "ends", "closes", "seats", "reason"),
    [
        (START, START + HOUR, START, 1, ""),
        (START, START, START, 1, "ends_before_start"),
        (START, START + 13 * HOUR, START, 1, "too_long"),
        (START, START + HOUR, START + 2 * HOUR, 1, "closes_after_end"),
        (START, START + HOUR, START, 0, "no_seats"),
    ],
)
def test_times_and_seats_hold_together(starts, ends, closes, seats, reason):
    verdict = may_take_place(starts_at=starts, ends_at=ends, registration_closes_at=closes, seats=seats)
    assert verdict.reason == reason


def test_a_taken_seat_is_not_taken_away():
    assert may_have_seats(5, taken=5)
    assert may_have_seats(4, taken=5).details == {"taken": 5}


def test_what_is_over_stays_as_it_was():
    assert may_change(LessonStatus.OPEN)
    assert may_change(LessonStatus.DRAFT)
    assert may_change(LessonStatus.CANCELLED).reason == "already_cancelled"
    assert may_change(LessonStatus.HELD).reason == "already_held"


def test_people_hear_of_time_and_place_only():
    before = Appointment(START, START + HOUR, venue_id=1, room="")
    assert changes_to_tell(before, before) == ()
    assert changes_to_tell(before, Appointment(START + HOUR, START + 2 * HOUR, 1, "")) == ("time",)
    assert changes_to_tell(before, Appointment(START, START + HOUR, 2, "12")) == ("venue",)
    assert changes_to_tell(before, Appointment(START, START + HOUR, 1, "12")) == ("room",)


def test_the_lights_name_what_is_missing():
    facts = LessonFacts(0, 10, 2, 3, equipment_short=1, not_reached=1, lifts_wished=2, is_walk_in=False)
    assert [(light.code, light.state) for light in lights(facts)] == [
        ("trainer", "missing"),
        ("turnout", "attention"),
        ("seats", "ready"),
        ("equipment", "missing"),
        ("not_reached", "attention"),
        ("lifts", "attention"),
    ]


def test_open_doors_have_no_least_turnout():
    facts = LessonFacts(1, 10, 0, 3, 0, 0, 0, is_walk_in=True)
    assert {light.state for light in lights(facts)} == {"ready"}
