"""What was read from a file, before anything is written."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One cell that cannot be taken over, named as the person sees it."""

    sheet: str
    row: int
    column: str
    reason: str
    value: str = ""


@dataclass(frozen=True)
class DraftRow:
    """One row: what it lists, where it stood, and its values ready to be stored."""

    kind: str
    sheet: str
    row: int
    values: dict[str, Any]
    columns: dict[str, str] = field(default_factory=dict)  # which value stood in which column


@dataclass
class Draft:
    rows: list[DraftRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> list[dict[str, Any]]:
        """Only rows: a draft with problems is never carried on."""
        return [asdict(row) for row in self.rows]


def draft_from_json(rows: list[dict[str, Any]]) -> Draft:
    return Draft([DraftRow(**row) for row in rows])
