"""The listeners that turn a workbook's XML into sheets of cells."""

import re
from dataclasses import dataclass, field, replace

from digitilts.kit.workbook_cells import Cell, Limits, ReadSheet, UnreadableWorkbookError, Value
from digitilts.kit.workbook_formats import (
    column_letters,
    column_number,
    day_or_time,
    format_name,
    is_date_format,
    number_of,
    tidy,
)
from digitilts.kit.workbook_xml import Attributes, Listener

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
LONGEST_TEXT = 32_767  # Excel's own limit for a cell


class Contents(Listener):
    """xl/workbook.xml: the sheets in their order, and from which year days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []  # name, relation, hidden
        self.since_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in {"1", "true"}


class Relations(Listener):
    """xl/_rels/workbook.xml.rels: which part is which sheet."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class SharedStrings(Listener):
    """xl/sharedStrings.xml: texts that cells point to."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.in_reading_aid = False

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002  # the listener's signature
        if name == "si":
            self.parts = []
        elif name == "rPh":
            self.in_reading_aid = True

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self.in_reading_aid:
            self.parts.append(text)
        elif name == "rPh":
            self.in_reading_aid = False
        elif name == "si":
            self.texts.append("".join(self.parts)[:LONGEST_TEXT])
            if len(self.texts) > self.limits.strings:
                raise UnreadableWorkbookError("too_large_inside")


class Styles(Listener):
    """xl/styles.xml: the number format of each style."""

    def __init__(self) -> None:
        self.own: dict[int, str] = {}
        self.formats: list[str] = []
        self.in_cell_styles = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.own[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.in_cell_styles = True
        elif name == "xf" and self.in_cell_styles:
            self.formats.append(format_name(_whole(attributes.get("numFmtId")), self.own))

    def end(self, name: str, text: str) -> None:  # noqa: ARG002  # the listener's signature
        if name == "cellXfs":
            self.in_cell_styles = False


@dataclass
class Book:
    """What the cells of every sheet refer to."""

    limits: Limits
    since_1904: bool = False
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)


class SheetListener(Listener):
    """xl/worksheets/sheet1.xml: the cells."""

    def __init__(self, sheet: ReadSheet, book: Book) -> None:
        self.sheet, self.book = sheet, book
        self.row = self.column = self.count = self.seen = 0
        self.cell: Attributes = {}
        self.text: str | None = None
        self.inline: list[str] = []
        self.is_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.row = _whole(attributes.get("r")) or self.row + 1
            self.column = 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self.is_formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str, text: str) -> None:
        if name == "v":
            self.text = text
        elif name == "t":
            self.inline.append(text)
        elif name == "c":
            self._end_cell()

    def _begin_cell(self, attributes: Attributes) -> None:
        found = ADDRESS.fullmatch(attributes.get("r", ""))
        if found:
            self.column, self.row = column_number(found[1]), int(found[2])
        else:
            self.column += 1
        self.cell, self.text, self.inline, self.is_formula = attributes, None, [], False
        self.seen += 1
        if self.seen > self.book.limits.cells * 5:
            raise UnreadableWorkbookError("too_many_cells", sheet=self.sheet.name)

    def _end_cell(self) -> None:
        value = self._value()
        if value is None and not self.is_formula:
            return
        self._check_limits()
        letters = column_letters(self.column)
        self.sheet.cells.setdefault(self.row, {})[letters] = Cell(
            value=value,
            sheet=self.sheet.name,
            row=self.row,
            column=letters,
            is_formula=self.is_formula,
            is_error=self.cell.get("t") == "e",
            number_format=self._format(),
        )

    def _check_limits(self) -> None:
        limits, name = self.book.limits, self.sheet.name
        self.count += 1
        if self.row > limits.rows:
            raise UnreadableWorkbookError("too_many_rows", sheet=name, limit=limits.rows)
        if self.column > limits.columns:
            raise UnreadableWorkbookError("too_many_columns", sheet=name, limit=limits.columns)
        if self.count > limits.cells:
            raise UnreadableWorkbookError("too_many_cells", sheet=name)

    def _format(self) -> str:
        style = _whole(self.cell.get("s"))
        return self.book.formats[style] if style < len(self.book.formats) else "General"

    def _value(self) -> Value:
        kind, text = self.cell.get("t", "n"), self.text
        if kind == "inlineStr":
            return tidy("".join(self.inline)[:LONGEST_TEXT])
        if text is None:
            return None
        if kind == "s":
            place = _whole(text)
            return tidy(self.book.texts[place]) if place < len(self.book.texts) else None
        if kind == "b":
            return text.strip() == "1"
        return self._number(text) if kind == "n" else tidy(text)

    def _number(self, text: str) -> Value:
        number = number_of(text)
        if isinstance(number, str):
            return tidy(number)
        if is_date_format(self._format()):
            return day_or_time(number, since_1904=self.book.since_1904)
        return number

    def _merge(self, area: str) -> None:
        """Cells under a merge are marked: a merged heading is fine, merged data is not."""
        first, _colon, last = area.partition(":")
        start, end = ADDRESS.fullmatch(first), ADDRESS.fullmatch(last)
        if not start or not end:
            return
        left, right = column_number(start[1]), column_number(end[1])
        for row in range(int(start[2]), min(int(end[2]), self.book.limits.rows) + 1):
            for letters, cell in self.sheet.cells.get(row, {}).items():
                if left <= column_number(letters) <= right:
                    self.sheet.cells[row][letters] = replace(cell, is_merged=True)
            self.seen += 1
        if self.seen > self.book.limits.cells * 5:
            raise UnreadableWorkbookError("too_many_cells", sheet=self.sheet.name)


def _whole(text: str | None) -> int:
    """A whole number from an attribute; nonsense and nothing are 0."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004
