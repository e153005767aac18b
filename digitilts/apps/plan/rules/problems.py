"""What is wrong with a file, and where: plain values that a page turns into sentences."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where in the file: sheet, row and column as the person sees them. Empty parts are not known."""

    sheet: str = ""
    row: int = 0
    letter: str = ""  # "C"
    heading: str = ""  # "Summa"


@dataclass(frozen=True)
class Problem:
    """`code` names a sentence; `shown` is what stands in the cell, cut to a readable length."""

    code: str
    place: Place = Place()
    shown: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    is_warning: bool = False  # said, but does not stop the import


LONGEST_SHOWN = 60


def shown(value: object) -> str:
    """The cell as it may be quoted in a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
