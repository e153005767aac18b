from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digitilts.apps.learning.rules.waiting import Party, QuietHours, offer_ends, who_is_offered
from digitilts.values.channels import Channel
from tests.pure.learning.tables import rows

PAGE = "waiting-list.md"
RIGA = ZoneInfo("Europe/Riga")
QUIET = QuietHours(begin=20, end=9, zone=RIGA)
MONDAY = datetime(2026, 3, 2, tzinfo=RIGA)
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def moment(text: str) -> datetime:
    day, _, clock = text.partition(" ")
    name, _, later = day.partition("+")
    hour, minute = clock.split(":")
    days = DAYS.index(name) + int(later or 0)
    return MONDAY + timedelta(days=days, hours=int(hour), minutes=int(minute))


@pytest.mark.parametrize("row", rows(PAGE, "channel"), ids=lambda row: " ".join(row.values()))
def test_a_seat_is_kept_until_the_time_on_the_page(row):
    ends = offer_ends(
        Channel(row["channel"]), now=moment(row["now"]), starts_at=moment(row["lesson starts"]), quiet=QUIET
    )
    assert ends == (None if row["kept until"] == "–" else moment(row["kept until"]))


@pytest.mark.parametrize("row", rows(PAGE, "waiting: number×size"), ids=lambda row: " ".join(row.values()))
def test_seats_are_offered_in_the_order_on_the_page(row):
    parties = []
    for item in row["waiting: number×size"].split():
        number, size = item.split("×")
        parties.append(Party(key=number, number=int(number), seats={7: int(size)}))
    offered = who_is_offered(parties, {7: int(row["free"])})
    assert [party.key for party in offered] == row["offered"].split()


def test_who_waits_for_a_course_needs_a_seat_on_every_date():
    course = Party(key="course", number=1, seats={1: 1, 2: 1})
    one_date = Party(key="one", number=2, seats={1: 1})
    assert who_is_offered([course, one_date], {1: 1, 2: 0}) == [one_date]
    assert who_is_offered([course, one_date], {1: 1, 2: 1}) == [course]


def test_quiet_hours_end_at_nine_by_the_clock_also_when_the_clock_changes():
    night_of_change = datetime(2026, 3, 28, 23, 0, tzinfo=RIGA)
    assert QUIET.over_at(night_of_change) == datetime(2026, 3, 29, 9, 0, tzinfo=RIGA)
