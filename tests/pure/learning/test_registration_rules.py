from datetime import UTC, datetime, timedelta

import pytest

from digitilts.apps.learning.rules import Form, LessonStatus, RegistrationStatus
from digitilts.apps.learning.rules.registration import (
    CourseDate,
    LessonFacts,
    Wish,
    dates_of_course,
    may_cancel,
    may_move,
    may_register,
    may_take_slot,
    slot_times,
)
from digitilts.values.verdict import Verdict
from tests.pure.learning.tables import rows

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PAGE = "registration.md"


def said(verdict: Verdict) -> str:
    return verdict.reason or "yes"


def in_hours(text: str) -> datetime:
    return NOW + timedelta(hours=float(text))


def on_row(row: dict[str, str]) -> str:
    return " ".join(value for value in row.values() if value)


@pytest.mark.parametrize("row", rows(PAGE, "form", "status"), ids=on_row)
def test_who_may_register_is_what_the_page_says(row):
    lesson = LessonFacts(
        form=Form(row["form"]),
        status=LessonStatus(row["status"]),
        starts_at=in_hours(row["starts in h"]),
        closes_at=in_hours(row["closes in h"]),
        min_age=int(row["min age"]) if row["min age"] else None,
    )
    wish = Wish(
        birth_year=NOW.year - int(row["age"]) if row["age"] else None,
        has_adult_word=row["adult's word"] == "yes",
        is_registered=row["already"] == "yes",
        by_staff=row["by staff"] == "yes",
    )
    assert said(may_register(lesson, wish, now=NOW)) == row["answer"]


def test_a_refusal_for_age_names_the_age():
    lesson = LessonFacts(
        form=Form.SINGLE,
        status=LessonStatus.OPEN,
        starts_at=in_hours("5"),
        closes_at=in_hours("4"),
        min_age=16,
    )
    assert may_register(lesson, Wish(birth_year=2020), now=NOW).details == {"min_age": 16}


@pytest.mark.parametrize("row", rows(PAGE, "chosen"), ids=on_row)
def test_a_course_covers_the_dates_that_the_page_says(row):
    dates = []
    for item in row["dates: day/trainers"].split():
        day, _, trainers = item.partition("/")
        dates.append(
            CourseDate(
                lesson_id=int(day),
                starts_at=NOW + timedelta(days=int(day)),
                trainers=frozenset(ord(sign) for sign in trainers),
            )
        )
    chosen = next(date for date in dates if date.lesson_id == int(row["chosen"]))
    covered = [date.lesson_id for date in dates_of_course(chosen, dates)]
    assert covered == [int(day) for day in row["covered"].split()]


def test_a_date_alone_is_a_course_of_one():
    chosen = CourseDate(lesson_id=1, starts_at=NOW)
    assert dates_of_course(chosen, []) == [chosen]


@pytest.mark.parametrize("row", rows(PAGE, "wanted"), ids=on_row)
def test_slots_are_given_as_the_page_says(row):
    def at(text: str) -> datetime:
        hour, minute = text.split(":")
        return datetime(2026, 3, 3, int(hour), int(minute), tzinfo=UTC)

    verdict = may_take_slot(
        at(row["wanted"]) if row["wanted"] else None,
        slots=slot_times(at("10:00"), at("11:00"), 15),
        taken={at(text) for text in row["taken"].split()},
        has_room=row["has room"] == "yes",
    )
    assert said(verdict) == row["answer"]


def test_a_slot_that_would_end_after_the_lesson_is_no_slot():
    start = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert len(slot_times(start, start + timedelta(minutes=59), 20)) == 2


def test_a_lesson_without_slot_length_has_no_slots():
    assert slot_times(NOW, NOW + timedelta(hours=1), None) == []


@pytest.mark.parametrize("row", rows(PAGE, "status", "starts in h", "may cancel"), ids=on_row)
def test_a_place_can_be_given_up_as_the_page_says(row):
    status, starts_at = RegistrationStatus(row["status"]), in_hours(row["starts in h"])
    assert said(may_cancel(status, starts_at=starts_at, now=NOW)) == row["may cancel"]
    assert said(may_move(status, from_id=1, to_id=2, starts_at=starts_at, now=NOW)) == row["may cancel"]


def test_a_place_cannot_be_moved_to_where_it_is():
    verdict = may_move(RegistrationStatus.REGISTERED, from_id=1, to_id=1, starts_at=in_hours("5"), now=NOW)
    assert verdict.reason == "same_lesson"
