"""A table as plain data: a caption, columns, rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "number", "date", "money", "link"]


@dataclass(frozen=True)
class Column:
    """`sort` is the query string that sorts by this column ("?sort=name"), or empty."""

    key: str
    label: str
    kind: Kind = "text"
    sort: str = ""

    @property
    def is_figure(self) -> bool:
        return self.kind in {"number", "money"}


@dataclass(frozen=True)
class Cell:
    """`tone` colours the word as a chip; `sort` is the value to sort by when it differs from the text."""

    text: str
    to: str = ""
    tone: str = ""
    sort: str | int | float | None = None


@dataclass(frozen=True)
class Row:
    cells: Sequence[Cell]
    key: str = ""


@dataclass(frozen=True)
class Table:
    """`empty` is the sentence shown when there are no rows; `total` is the last line."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row] = field(default_factory=list)
    empty: str = ""
    total: Row | None = None
    caption_hidden: bool = False

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells beside their columns, as the template needs them."""
        return [(row, list(zip(self.columns, row.cells, strict=False))) for row in self.rows]

    @property
    def total_line(self) -> list[tuple[Column, Cell]]:
        return list(zip(self.columns, self.total.cells, strict=False)) if self.total else []
