"""A map as plain data: regions with a value, places as points. Drawn by the server, works without tiles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Region:
    """`outline` is a GeoJSON geometry or None; `point` is (latitude, longitude); `shade` 0-4 or None."""

    code: str
    label: str
    outline: dict[str, Any] | None = None
    point: tuple[float, float] | None = None
    value_text: str = ""
    shade: int | None = None
    hidden: bool = False
    to: str = ""


@dataclass(frozen=True)
class Place:
    label: str
    point: tuple[float, float]
    to: str = ""
    kind: str = ""


@dataclass(frozen=True)
class OutlineMap:
    title: str
    finding: str
    regions: Sequence[Region]
    places: Sequence[Place] = field(default_factory=list)
    heading_level: int = 3
    legend: Sequence[str] = ()  # up to five texts, from the lightest shade to the darkest
