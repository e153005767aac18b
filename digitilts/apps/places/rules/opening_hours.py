"""When a venue is open, read from the part of OpenStreetMap's opening_hours that clerks can write.

Days (Mo–Su), ranges and lists of them, times, "24/7", "off"; "PH off" for public holidays.
Later rules replace earlier ones for their days. See docs/rules/opening-hours.md.
"""

import re
from dataclasses import dataclass

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_MINUTES = 24 * 60
SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")
RULE = re.compile(r"(?P<days>[A-Za-z][A-Za-z,\-– ]*?)?\s*(?P<times>off|closed|[\d:.,\-– ]+)?")

Span = tuple[int, int]  # minutes after midnight


class UnreadableHoursError(ValueError):
    """`part` is the piece that is not understood."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True)
class Hours:
    """`week` holds the open spans of each day from Monday to Sunday."""

    week: tuple[tuple[Span, ...], ...]
    closed_on_holidays: bool = False

    def is_open(self, weekday: int, minute: int) -> bool:
        """Is it open at this minute of this day (0 = Monday)? Spans over midnight belong to both days."""
        yesterday = self.week[(weekday - 1) % 7]
        return any(start <= minute < end for start, end in self.week[weekday]) or any(
            minute < end - DAY_MINUTES for _start, end in yesterday
        )

    def groups(self) -> list[tuple[int, int, tuple[Span, ...]]]:
        """Neighbouring days with the same hours together: first day, last day, spans."""
        found: list[tuple[int, int, tuple[Span, ...]]] = []
        for day, spans in enumerate(self.week):
            if found and found[-1][2] == spans:
                found[-1] = (found[-1][0], day, spans)
            else:
                found.append((day, day, spans))
        return found


def read_hours(text: str) -> Hours | None:
    """The hours that a text says; None for an empty text.  Raises UnreadableHoursError."""
    if not text.strip():
        return None
    week: list[tuple[Span, ...]] = [()] * 7
    closed_on_holidays = False
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        if part.upper().startswith("PH"):
            if part[2:].strip().lower() not in {"off", "closed"}:
                raise UnreadableHoursError(part)
            closed_on_holidays = True
            continue
        days, spans = _read_rule(part)
        for day in days:
            week[day] = spans
    return Hours(tuple(week), closed_on_holidays)


def _read_rule(part: str) -> tuple[list[int], tuple[Span, ...]]:
    if part == "24/7":
        return list(range(7)), ((0, DAY_MINUTES),)
    match = RULE.fullmatch(part)
    if match is None or not (match["days"] or match["times"]):
        raise UnreadableHoursError(part)
    days, times = (match["days"] or "Mo-Su").strip(), (match["times"] or "").strip()
    if days.lower() in {"off", "closed"} and not times:
        return list(range(7)), ()
    if not times:
        raise UnreadableHoursError(part)
    return _read_days(days, part), _read_times(times, part)


def _read_days(text: str, part: str) -> list[int]:
    days: list[int] = []
    for piece in text.split(","):
        ends = [end.strip().capitalize() for end in re.split("[-–]", piece)]
        if len(ends) > 2 or any(end not in DAYS for end in ends):  # noqa: PLR2004  # one day, or from and to
            raise UnreadableHoursError(part)
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        # "Fr-Mo" goes over the week's end.
        days += [day % 7 for day in range(first, last + 1 + (7 if last < first else 0))]
    return days


def _read_times(text: str, part: str) -> tuple[Span, ...]:
    if text.lower() in {"off", "closed"}:
        return ()
    spans: list[Span] = []
    for piece in text.split(","):
        match = SPAN.fullmatch(piece.strip())
        if match is None:
            raise UnreadableHoursError(part)
        spans.append(_span(*(int(number) for number in match.groups()), part=part))
    return tuple(sorted(spans))


def _span(hour: int, minute: int, end_hour: int, end_minute: int, *, part: str) -> Span:
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if max(minute, end_minute) > 59 or start >= DAY_MINUTES or end > DAY_MINUTES or start == end:  # noqa: PLR2004
        raise UnreadableHoursError(part)
    return start, end if end > start else end + DAY_MINUTES
