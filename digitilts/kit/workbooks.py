"""Workbooks and CSV out of and into the system. Out: texts are never formulas. In: never trusted."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

from django.utils import timezone

from digitilts.kit.tables import Column
from digitilts.kit.workbook_cells import Cell, Limits, ReadSheet, UnreadableWorkbookError, Workbook
from digitilts.kit.workbook_reading import read_any

__all__ = [
    "Cell",
    "Limits",
    "ReadSheet",
    "Sheet",
    "UnreadableWorkbookError",
    "Workbook",
    "open_workbook",
    "write_csv",
    "write_workbook",
]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
WIDEST = 60


class Upload(Protocol):
    name: str | None
    size: int | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Sheet:
    """`columns` are headings (or table columns); `rows` hold texts, numbers, days, times or None."""

    name: str
    columns: Sequence[str | Column]
    rows: Iterable[Sequence[Any]] = field(default_factory=list)
    title: str = ""


def open_workbook(upload: Upload, *, limits: Limits | None = None) -> Workbook:
    """Read an uploaded .xlsx or .csv file safely.  Raises UnreadableWorkbookError with a sentence."""
    allowed = limits or Limits()
    if (upload.size or 0) > allowed.megabytes << 20:
        raise UnreadableWorkbookError("too_large", limit=allowed.megabytes)
    return read_any(upload.read(), upload.name or "", allowed)


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """An .xlsx file. Texts are written as texts, whatever sign they begin with."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "day": book.add_format({"num_format": "dd.mm.yyyy"}),
            "moment": book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            "time": book.add_format({"num_format": "hh:mm"}),
        }
        taken: set[str] = set()
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, formats)
    return buffer.getvalue()


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:  # noqa: ANN401  # untyped library
    top = 0
    if sheet.title:
        page.write_string(0, 0, sheet.title, formats["title"])
        top = 2
    widths = []
    for place, column in enumerate(sheet.columns):
        heading = str(column.label if isinstance(column, Column) else column)
        page.write_string(top, place, heading, formats["head"])
        widths.append(len(heading))
    for number, row in enumerate(sheet.rows, start=top + 1):
        for place, value in enumerate(row):
            _write_cell(page, number, place, value, formats)
            if place < len(widths):
                widths[place] = max(widths[place], len(str(value)) if value is not None else 0)
    page.freeze_panes(top + 1, 0)
    for place, width in enumerate(widths):
        page.set_column(place, place, min(max(width + 2, 8), WIDEST))


def _write_cell(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:  # noqa: ANN401
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        wall = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
        page.write_datetime(row, column, wall, formats["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, time):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats["time"])
    else:
        page.write_string(row, column, str(value)[:32_767])


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, delimiter: str = ",") -> str:
    """CSV text that no spreadsheet takes for formulas: a sign that starts one gets an apostrophe first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in columns])
    for row in rows:
        writer.writerow([harmless(value) for value in row])
    return buffer.getvalue()


def harmless(value: Any) -> str:  # noqa: ANN401  # whatever a cell holds
    """`harmless("=1+1") == "'=1+1"`; numbers, also negative ones, stay as they are."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA_STARTS) else text


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Excel takes 31 signs, not all of them, and no name twice."""
    base = (NOT_IN_SHEET_NAMES.sub(" ", wanted).strip(" '") or "1")[:31]
    name, number = base, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = base[: 31 - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name
