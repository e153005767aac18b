"""What a workbook holds once it is read: sheets of plain cells that know where they stood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Value = str | int | float | bool | date | datetime | time | None

SENTENCES: Mapping[str, str | Promise] = {
    "not_a_workbook": _(
        "This file is not an Excel workbook. Save it as “Excel workbook (.xlsx)” and send it again."
    ),
    "old_format": _(
        "This is an old Excel file (.xls). Save it as “Excel workbook (.xlsx)” and send it again."
    ),
    "other_format": _("Files ending in “%(ending)s” cannot be read here. Send an .xlsx or a .csv file."),
    "encrypted": _("This workbook is locked with a password. Remove the password and send it again."),
    "broken": _("This workbook is damaged. Open it in Excel, save it under a new name and send it again."),
    "too_large": _("This file is larger than %(limit)s MB. Send only the sheets that are needed."),
    "too_large_inside": _("This workbook holds far too much inside. Send only the sheets that are needed."),
    "too_slow": _("Reading this workbook takes too long. Send only the sheets that are needed."),
    "has_dtd": _("This workbook holds instructions that do not belong there. It was not opened."),
    "too_many_rows": _("Sheet “%(sheet)s” has more than %(limit)s rows. Send it in parts."),
    "too_many_columns": _(
        "Sheet “%(sheet)s” has more than %(limit)s columns. Remove those that are not needed."
    ),
    "too_many_cells": _("Sheet “%(sheet)s” has too many cells. Send it in parts."),
    "empty": _("This file is empty."),
}


class UnreadableWorkbookError(Exception):
    """We will not or cannot read this file; `sentence` says why and what to do."""

    def __init__(self, reason: str, **details: Any) -> None:  # noqa: ANN401  # only shown
        super().__init__(reason)
        self.reason = reason
        self.details = details

    @property
    def sentence(self) -> str:
        words = str(SENTENCES[self.reason])
        return words % self.details if self.details else words


@dataclass(frozen=True)
class Cell:
    """One cell. Dates are dates; an empty text is None; a formula carries the value it had when saved."""

    value: Value
    sheet: str
    row: int
    column: str
    is_formula: bool = False
    is_merged: bool = False
    is_error: bool = False
    number_format: str = "General"

    @property
    def address(self) -> str:
        return f"{self.column}{self.row}"

    @property
    def text(self) -> str:
        return "" if self.value is None else str(self.value)


@dataclass
class ReadSheet:
    name: str
    cells: dict[int, dict[str, Cell]] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def last_row(self) -> int:
        return max(self.cells, default=0)

    def cell(self, row: int, column: str) -> Cell:
        """The cell at B7; an empty one when nothing was written there."""
        found = self.cells.get(row, {}).get(column)
        return found or Cell(None, self.name, row, column)

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Rows that hold something, from the top: number and cells by column letter."""
        for number in sorted(self.cells):
            if any(cell.value is not None for cell in self.cells[number].values()):
                yield number, self.cells[number]


@dataclass
class Workbook:
    sheets: list[ReadSheet]

    def sheet(self, name: str) -> ReadSheet | None:
        """The sheet of that name; capitals and outer spaces do not matter."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


@dataclass(frozen=True)
class Limits:
    """How much of a stranger's file we are ready to look at."""

    megabytes: int = 10
    megabytes_inside: int = 60
    parts: int = 100
    rows: int = 5000
    columns: int = 200
    cells: int = 200_000
    strings: int = 200_000
    depth: int = 40
    seconds: float = 5.0
