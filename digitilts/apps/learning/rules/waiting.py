"""Who is offered a free seat, and until when it is kept. See docs/rules/waiting-list.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from digitilts.values.channels import Channel

WRITTEN_WINDOW = timedelta(hours=24)  # SMS and e-mail
SPOKEN_WINDOW = timedelta(hours=48)  # a human has to call, or a letter has to arrive
LAST_MOMENT = timedelta(hours=3)  # before the start: later nobody could still come
SHORTEST_WINDOW = timedelta(hours=1)  # less is no offer
SATURDAY = 5


@dataclass(frozen=True)
class QuietHours:
    """Nobody is disturbed from one hour until another, by the clock on the wall."""

    begin: int
    end: int
    zone: ZoneInfo

    def over_at(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it falls into."""
        local = moment.astimezone(self.zone)
        if local.hour < self.end:
            return self._morning(local)
        if local.hour >= self.begin:
            return self._morning(local + timedelta(days=1))
        return moment

    def _morning(self, local: datetime) -> datetime:
        return datetime.combine(local.date(), time(self.end), tzinfo=self.zone)


def offer_ends(channel: Channel, *, now: datetime, starts_at: datetime, quiet: QuietHours) -> datetime | None:
    """Until when a seat is kept for a person reached by this channel; None: too late to offer it."""
    begins = quiet.over_at(now)
    if channel in {Channel.SMS, Channel.EMAIL}:
        ends = begins + WRITTEN_WINDOW
    else:
        ends = _on_working_day(begins + SPOKEN_WINDOW, quiet.zone)
    ends = min(ends, starts_at - LAST_MOMENT)
    return ends if ends - begins >= SHORTEST_WINDOW else None


def _on_working_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """Offices do not call on Saturday and Sunday: the same hour on Monday."""
    local = moment.astimezone(zone)
    return local + timedelta(days=max(0, 7 - local.weekday())) if local.weekday() >= SATURDAY else local


@dataclass(frozen=True, kw_only=True)
class Party:
    """Those who wait together: one person, a group that stays together, or one person for a whole course."""

    key: str
    number: int  # place in the waiting list
    seats: Mapping[int, int]  # lesson -> how many seats they need in it


def who_is_offered(parties: Iterable[Party], free: Mapping[int, int]) -> list[Party]:
    """In the order of waiting. A party that does not fit keeps its place and lets the next one by."""
    left = dict(free)
    offered = []
    for party in sorted(parties, key=lambda party: party.number):
        if all(left.get(lesson, 0) >= count for lesson, count in party.seats.items()):
            offered.append(party)
            for lesson, count in party.seats.items():
                left[lesson] -= count
    return offered
