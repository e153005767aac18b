"""When a lesson may be made, changed, cancelled, and what is still missing. See docs/rules/lessons.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digitilts.apps.learning.rules import LessonStatus
from digitilts.values.verdict import YES, Verdict, no

MOST_LESSONS_AT_ONCE = 60
LONGEST_LESSON = timedelta(hours=12)
WEEK = timedelta(days=7)


def may_take_place(
    *, starts_at: datetime, ends_at: datetime, registration_closes_at: datetime, seats: int
) -> Verdict:
    """The times and the seats of a lesson hold together."""
    if ends_at <= starts_at:
        return no("ends_before_start")
    if ends_at - starts_at > LONGEST_LESSON:
        return no("too_long")
    if registration_closes_at > ends_at:
        return no("closes_after_end")
    if seats < 1:
        return no("no_seats")
    return YES


def may_have_seats(seats: int, *, taken: int) -> Verdict:
    """A seat that somebody holds is never taken away by lowering the number."""
    return YES if seats >= taken else no("fewer_than_taken", taken=taken)


def may_change(status: LessonStatus) -> Verdict:
    """A cancelled or closed lesson stays as people remember it."""
    if status == LessonStatus.CANCELLED:
        return no("already_cancelled")
    if status == LessonStatus.HELD:
        return no("already_held")
    return YES


def overlap(first: tuple[datetime, datetime], second: tuple[datetime, datetime]) -> bool:
    """Two lessons that touch (10–12 and 12–14) do not overlap."""
    return first[0] < second[1] and second[0] < first[1]


@dataclass(frozen=True)
class Appointment:
    """What people were told: when and where."""

    starts_at: datetime
    ends_at: datetime
    venue_id: int
    room: str


def changes_to_tell(before: Appointment, after: Appointment) -> tuple[str, ...]:
    """What of a change people must hear: "time", "venue", "room"; nothing for a change inside the house."""
    changed = []
    if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
        changed.append("time")
    if before.venue_id != after.venue_id:
        changed.append("venue")
    elif before.room != after.room:
        changed.append("room")
    return tuple(changed)


def next_date(last: date, *, weekday: int | None, today: date) -> date:
    """A week after the last one, on the kind's own weekday (0 = Monday) and not in the past."""
    following = last + WEEK
    if weekday is not None:
        following = last + timedelta(days=(weekday - last.weekday() - 1) % 7 + 1)
    while following < today:
        following += WEEK
    return following


def at_wall_time(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """14.00 stays 14.00 on the wall when summer time begins or ends."""
    return datetime.combine(day, clock, tzinfo=zone)


def weekly(first: date, *, times: int | None = None, until: date | None = None) -> Iterator[date]:
    """The same weekday each week: so many times, or up to a day; never more than MOST_LESSONS_AT_ONCE."""
    most = min(times or MOST_LESSONS_AT_ONCE, MOST_LESSONS_AT_ONCE)
    for number in range(most):
        day = first + number * WEEK
        if until is not None and day > until:
            return
        yield day


@dataclass(frozen=True)
class Readiness:
    """One light before a lesson: `state` is "ready", "attention" or "missing"."""

    code: str
    state: str
    number: int = 0


@dataclass(frozen=True)
class LessonFacts:
    """What the lights look at."""

    trainers: int
    seats: int
    seats_taken: int
    min_turnout: int
    equipment_short: int
    not_reached: int
    lifts_wished: int
    is_walk_in: bool


def lights(facts: LessonFacts) -> list[Readiness]:
    """Trainer, turnout, seats, equipment, people not reached, lifts wished: worst things are named."""
    return [
        Readiness("trainer", "ready" if facts.trainers else "missing", facts.trainers),
        _turnout(facts),
        Readiness("seats", "ready", facts.seats - facts.seats_taken),
        Readiness("equipment", "missing" if facts.equipment_short else "ready", facts.equipment_short),
        Readiness("not_reached", "attention" if facts.not_reached else "ready", facts.not_reached),
        Readiness("lifts", "attention" if facts.lifts_wished else "ready", facts.lifts_wished),
    ]


def _turnout(facts: LessonFacts) -> Readiness:
    if facts.is_walk_in or facts.seats_taken >= facts.min_turnout:
        return Readiness("turnout", "ready", facts.seats_taken)
    return Readiness("turnout", "attention", facts.min_turnout - facts.seats_taken)
