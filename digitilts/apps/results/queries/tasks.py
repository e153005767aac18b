"""Work that waits, as the dashboard lists it."""

from dataclasses import dataclass, field

EXAMPLES = 3


@dataclass(frozen=True)
class Example:
    label: str
    to: str = ""


@dataclass(frozen=True)
class Task:
    """One kind of work that waits. Nothing to do means `count == 0`."""

    key: str
    count: int
    sentence: str
    tone: str
    icon: str
    to: str = ""
    examples: list[Example] = field(default_factory=list)
