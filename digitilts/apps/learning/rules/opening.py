"""Is a venue open then? Reads the common part of OpenStreetMap's opening hours. See docs/rules/lessons.md."""

import re
from datetime import date, time, timedelta

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
RULE = re.compile(r"^(?P<days>[A-Z][a-z](?:[-,\s]*[A-Z][a-z])*)\s+(?P<times>off|closed|[\d:,\s-]+)$")
SPAN = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
HOURS_OF_A_DAY = 24
# Fixed public holidays in Latvia: month and day (law "Par svētku, atceres un atzīmējamām dienām").
HOLIDAYS = {(1, 1), (5, 1), (5, 4), (6, 23), (6, 24), (11, 18), (12, 24), (12, 25), (12, 26), (12, 31)}


def is_open(hours: str, *, weekday: int, begins: time, ends: time) -> bool | None:
    """`is_open("Mo-Fr 09:00-17:00", weekday=5, …) == False`; None when the text says nothing we can read."""
    if hours.strip() == "24/7":
        return True
    found = False
    understood = False
    for part in hours.split(";"):
        if not part.strip():
            continue
        match = RULE.match(part.strip())
        if match is None:
            return None
        understood = True
        if weekday in _days(match["days"]):
            found = _covers(match["times"], begins, ends)
    return found if understood else None


def _days(text: str) -> set[int]:
    days: set[int] = set()
    for piece in (piece.strip() for piece in text.split(",")):
        first, _, last = piece.partition("-")
        if first.strip() not in DAYS or (last and last.strip() not in DAYS):
            continue
        start = DAYS.index(first.strip())
        end = DAYS.index(last.strip()) if last else start
        days |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return days


def _covers(times: str, begins: time, ends: time) -> bool:
    for piece in times.split(","):
        match = SPAN.match(piece.strip())
        if match is None:
            continue
        opens = time(int(match[1]) % 24, int(match[2]))
        closes = time(23, 59) if int(match[3]) >= HOURS_OF_A_DAY else time(int(match[3]), int(match[4]))
        if opens <= begins and ends <= closes:
            return True
    return False


def is_holiday(day: date) -> bool:
    """A public holiday in Latvia, Good Friday and Easter Monday included."""
    easter = easter_sunday(day.year)
    return (day.month, day.day) in HOLIDAYS or day in {
        easter - timedelta(days=2),
        easter,
        easter + timedelta(days=1),
    }


def easter_sunday(year: int) -> date:
    """Western Easter by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
