"""Pictures of numbers as plain data: what is shown, and the sentence that says what it means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Point = tuple[str, float | None]  # label of the period, value; None = no figure, drawn as a gap


@dataclass(frozen=True)
class Bar:
    """`hidden`: the number is small and may point at a person, so it is hatched and never printed."""

    label: str
    value: float | None
    target: float | None = None
    hidden: bool = False
    to: str = ""


@dataclass(frozen=True)
class Series:
    """`band` holds (low, high) for every point: the interval we are unsure about."""

    label: str
    points: Sequence[Point]
    band: Sequence[tuple[float, float] | None] | None = None


class Target(NamedTuple):
    """A line to reach; a plain pair of words and number will do as well."""

    label: str
    value: float


@dataclass(frozen=True)
class BarChart:
    title: str
    finding: str
    unit: str
    bars: Sequence[Bar]
    heading_level: int = 3


@dataclass(frozen=True)
class LineChart:
    title: str
    finding: str
    unit: str
    series: Sequence[Series]
    targets: Sequence[Target | tuple[str, float]] = field(default_factory=list)
    heading_level: int = 3


@dataclass(frozen=True)
class ProgressBars:
    """How far each bar is on its way to its target."""

    title: str
    finding: str
    unit: str
    bars: Sequence[Bar]
    heading_level: int = 3


Chart = BarChart | LineChart | ProgressBars
