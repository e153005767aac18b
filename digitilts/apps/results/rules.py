"""What figures mean: kinds of measure, progress in words, roll-up. See docs/rules/progress.md, roll-up.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class MeasureKind(StrEnum):
    COUNT = "count"  # how many records
    PEOPLE = "people"  # how many different people, each once
    SUM = "sum"  # of an amount, such as hours
    SHARE = "share"  # numerator of denominator, in per cent
    RATE = "rate"  # per 100 residents


ACCUMULATES = frozenset({MeasureKind.COUNT, MeasureKind.PEOPLE, MeasureKind.SUM, MeasureKind.RATE})


class Dim(StrEnum):
    """By what a figure can be split."""

    PARISH = "parish"
    AGE_BAND = "age_band"
    SEX = "sex"
    KIND = "kind"
    LEVEL = "level"
    TOPIC = "topic"
    VENUE = "venue"
    MONTH = "month"


class Source(StrEnum):
    """Which records a measure counts."""

    LESSON = "lesson"
    ATTENDANCE = "attendance"
    REGISTRATION = "registration"
    CONVERSATION = "conversation"
    MESSAGE = "message"
    PARISH = "parish"


class Origin(StrEnum):
    """How a value came about. Never typed without evidence and somebody else's approval."""

    COUNTED = "counted"
    ROLLED_UP = "rolled_up"
    MANUAL = "manual"
    NONE = "none"


class Progress(StrEnum):
    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    TOO_EARLY = "too_early"
    NO_TARGET = "no_target"
    NO_FIGURE = "no_figure"


TOO_EARLY_UNTIL = Decimal("0.1")  # of the period
ON_TRACK_FROM = Decimal("0.9")  # of what should be there by now
BEHIND_FROM = Decimal("0.6")
SMALLEST_SHOWN = 5  # people, in public tables
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    since: date
    until: date

    def elapsed(self, on: date) -> Decimal:
        """The share of the period that has passed at the end of that day, from 0 to 1."""
        days = (self.until - self.since).days + 1
        passed = (on - self.since).days + 1
        return min(Decimal(1), max(Decimal(0), Decimal(passed) / days))


def progress(
    value: Decimal | None,
    *,
    target: Decimal | None,
    baseline: Decimal | None,
    elapsed: Decimal,
    accumulates: bool,
    is_up: bool = True,
) -> Progress:
    """How the value stands against what should be there by now."""
    if value is None:
        return Progress.NO_FIGURE
    if target is None:
        return Progress.NO_TARGET
    if not is_up:
        return _progress_downwards(value, target, baseline, elapsed, accumulates=accumulates)
    if value >= target:
        return Progress.REACHED
    start = Decimal(0) if accumulates else (baseline or Decimal(0))
    return _pace(value - start, (target - start) * elapsed, elapsed)


def _progress_downwards(
    value: Decimal, target: Decimal, baseline: Decimal | None, elapsed: Decimal, *, accumulates: bool
) -> Progress:
    """Less is better: a level must fall to the target, a count must not grow beyond it."""
    if not accumulates:
        start = value if baseline is None else baseline
        return (
            Progress.REACHED if value <= target else _pace(start - value, (start - target) * elapsed, elapsed)
        )
    if value > target:
        return Progress.FAR_BEHIND
    if elapsed >= 1:
        return Progress.REACHED
    return Progress.ON_TRACK if value <= target * elapsed else Progress.BEHIND


def _pace(gained: Decimal, needed: Decimal, elapsed: Decimal) -> Progress:
    if elapsed < TOO_EARLY_UNTIL:
        return Progress.TOO_EARLY
    if needed > 0 and gained >= needed * ON_TRACK_FROM:
        return Progress.ON_TRACK
    if needed > 0 and gained >= needed * BEHIND_FROM:
        return Progress.BEHIND
    return Progress.FAR_BEHIND


def weighted_sum(parts: Iterable[tuple[Decimal, int]]) -> Decimal:
    """Value times share in per cent, added up."""
    return sum((value * share / HUNDRED for value, share in parts), start=Decimal(0))


def union_steps(shares: Iterable[int]) -> list[tuple[int, Decimal]]:
    """How to weigh people who came to several actions: each once, by the largest share that reached them.

    Gives pairs (share, weight): the people reached by actions of at least that share count with the weight.
    """
    levels = sorted({share for share in shares if share > 0}, reverse=True)
    return [
        (level, Decimal(level - following) / HUNDRED)
        for level, following in zip(levels, [*levels, 0][1:], strict=True)
    ]


def current_target(periods: list[Period], as_of: date) -> Period | None:
    """The period that holds the day (the shortest one); else the last that ended; else the first to come."""
    running = [each for each in periods if each.since <= as_of <= each.until]
    if running:
        return min(running, key=lambda each: (each.until, each.since))
    ended = [each for each in periods if each.until < as_of]
    if ended:
        return max(ended, key=lambda each: (each.until, each.since))
    return min(periods, key=lambda each: (each.since, each.until), default=None)
