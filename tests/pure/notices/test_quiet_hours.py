"""docs/rules/quiet-hours.md, row by row."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitilts.apps.notices.rules import QuietHours, Topic, earliest_time
from digitilts.values.channels import Channel
from tests.pure.notices.pages import name_of, rows_of

RIGA = ZoneInfo("Europe/Riga")
QUIET = QuietHours(start=20, end=9)
YEAR = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def moment(typed: str) -> datetime | None:
    if not typed:
        return None
    found = datetime.fromisoformat(typed)
    return found if found.tzinfo else found.replace(tzinfo=RIGA)


@pytest.mark.parametrize("row", rows_of("quiet-hours.md"), ids=name_of)
def test_a_message_waits_as_the_page_says(row):
    written = moment(row["Written"]).astimezone(UTC)
    found = earliest_time(
        Channel(row["Channel"]), Topic(row["Topic"]), written, moment(row["Useful until"]), QUIET
    )
    assert found == moment(row["May go from"])


@given(YEAR)
def test_an_sms_never_goes_in_the_quiet_hours_of_the_wall_clock(written):
    found = earliest_time(Channel.SMS, Topic.REMINDER, written, None, QUIET)
    assert not QUIET.covers(found.astimezone(RIGA).hour)
    assert timedelta() <= found - written <= timedelta(hours=14)  # thirteen, and the long night of October


@given(YEAR)
def test_waiting_twice_is_waiting_once(written):
    once = earliest_time(Channel.CALL, Topic.REMINDER, written, None, QUIET)
    assert earliest_time(Channel.CALL, Topic.REMINDER, once, None, QUIET) == once


def test_quiet_hours_within_one_day_work_too():
    noon = QuietHours(start=12, end=14)
    at = datetime(2026, 3, 2, 12, 30, tzinfo=RIGA)
    assert earliest_time(Channel.SMS, Topic.REMINDER, at, None, noon) == at.replace(hour=14, minute=0)
