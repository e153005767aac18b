"""Filters that write dates, times, numbers, phones and codes as people read them."""

from collections.abc import Callable
from typing import Any

from django import template

from digitilts.kit import dates, numbers, phones
from digitilts.values.codes import grouped

register = template.Library()


def _blank_stays_blank(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """What we do not know is shown as nothing, never as "None"."""

    def filter_(value: Any) -> str:  # noqa: ANN401  # whatever the template holds
        return "" if value is None or value == "" else write(value)

    return filter_


def _in_one_piece(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Numbers and codes that are read aloud are not broken at the end of a line."""
    return lambda value: write(value).replace(" ", dates.NBSP)


WRITERS: dict[str, Callable[[Any], str]] = {
    "day": dates.day,
    "day_long": dates.day_long,
    "clock": dates.clock,
    "day_clock": dates.day_clock,
    "short_date": dates.short_date,
    "month": dates.month,
    "phone": _in_one_piece(phones.readable),
    "code": _in_one_piece(grouped),
    "number": numbers.number,
    "euros": numbers.euros,
    "percent": numbers.percent,
}
for name, write in WRITERS.items():
    register.filter(name, _blank_stays_blank(write))
