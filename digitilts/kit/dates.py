"""Days and times as people say them: "ceturtdien, 5. martā, plkst. 14.00"."""

from datetime import date, datetime, time

from django.utils import timezone, translation
from django.utils.formats import date_format

LV_DAYS = ("pirmdien", "otrdien", "trešdien", "ceturtdien", "piektdien", "sestdien", "svētdien")
LV_MONTHS = (
    "janvārī",
    "februārī",
    "martā",
    "aprīlī",
    "maijā",
    "jūnijā",
    "jūlijā",
    "augustā",
    "septembrī",
    "oktobrī",
    "novembrī",
    "decembrī",
)
EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NBSP = "\N{NO-BREAK SPACE}"


def day(when: date | datetime) -> str:
    """`ceturtdien, 5. martā` · `Thursday 5 March`; a moment is taken as the day it is in Latvia."""
    on = local_day(when)
    if _latvian():
        return f"{LV_DAYS[on.weekday()]}, {on.day}.{NBSP}{LV_MONTHS[on.month - 1]}"
    return f"{EN_DAYS[on.weekday()]} {on.day}{NBSP}{EN_MONTHS[on.month - 1]}"


def day_long(when: date | datetime) -> str:
    """`ceturtdien, 2026. gada 5. martā` · `Thursday 5 March 2026`."""
    on = local_day(when)
    if _latvian():
        return f"{LV_DAYS[on.weekday()]}, {on.year}.{NBSP}gada {on.day}.{NBSP}{LV_MONTHS[on.month - 1]}"
    return f"{day(on)} {on.year}"


def clock(when: datetime | time) -> str:
    """`14.00` · `14:00`, always the time on the wall in Latvia."""
    at = timezone.localtime(when) if isinstance(when, datetime) and timezone.is_aware(when) else when
    return f"{at:%H.%M}" if _latvian() else f"{at:%H:%M}"


def day_clock(when: datetime) -> str:
    """`ceturtdien, 5. martā, plkst. 14.00` · `Thursday 5 March, 14:00`."""
    if _latvian():
        return f"{day(when)}, plkst.{NBSP}{clock(when)}"
    return f"{day(when)}, {clock(when)}"


def short_date(when: date | datetime) -> str:
    """`05.03.2026`, for tables."""
    return f"{local_day(when):%d.%m.%Y}"


def month(when: date | datetime) -> str:
    """`2026. gada marts` · `March 2026`."""
    return date_format(local_day(when), "YEAR_MONTH_FORMAT")


def local_day(when: date | datetime) -> date:
    """The day on the wall calendar in Latvia: 23:30 UTC in summer is already tomorrow."""
    if isinstance(when, datetime):
        return timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    return when


def _latvian() -> bool:
    return (translation.get_language() or "lv").startswith("lv")
