"""The plan as a workbook: written in the form municipalities use, read with every doubt named."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from digitilts.apps.plan.rules.content import Content
from digitilts.apps.plan.rules.problems import Place, Problem, shown
from digitilts.apps.plan.rules.sheets import SHEETS, ColumnSpec, Kind, SheetSpec
from digitilts.apps.plan.rules.tables import RawCell, RawRow, to_tables
from digitilts.kit.workbooks import Cell, ReadSheet, Sheet, Workbook, write_workbook
from digitilts.values.folded import fold

HEADING_WITHIN = 10  # rows in which we look for the headings
Headings = Mapping[str, str]  # column letter: key
Tables = dict[str, list[RawRow]]


def plan_workbook(content: Content) -> bytes:
    """An .xlsx file with one sheet per list; reading it gives the same content."""
    tables = to_tables(content)
    return write_workbook(
        Sheet(
            sheet.name,
            [column.heading for column in sheet.columns],
            [
                [_written(column, row.get(column.key)) for column in sheet.columns]
                for row in tables[sheet.key]
            ],
        )
        for sheet in SHEETS
    )


def _written(column: ColumnSpec, value: Any) -> Any:  # noqa: ANN401  # what a cell may hold
    """The value as a person writes it into the sheet."""
    if value is None or value is False or value in ("", [], {}):
        return None
    writer = WRITERS.get(column.kind)
    return writer(column, value) if writer else value


def _pair_value(value: Any) -> str:  # noqa: ANN401  # a value of the measure's narrowing
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(_pair_value(each) for each in value) + ("," if len(value) == 1 else "")
    return str(value)


def _words(column: ColumnSpec, value: Any) -> str:  # noqa: ANN401  # a code or several
    codes = value if isinstance(value, list) else [value]
    return "; ".join(column.words.get(code, code) for code in codes)


WRITERS: Mapping[Kind, Callable[[ColumnSpec, Any], Any]] = {
    Kind.MONEY: lambda _column, value: Decimal(value) / 100,
    Kind.DECIMAL: lambda _column, value: Decimal(value),
    Kind.DATE: lambda _column, value: date.fromisoformat(value),
    Kind.YES_NO: lambda _column, _value: "jā",
    Kind.ONE_OF: _words,
    Kind.MANY_OF: _words,
    Kind.PAIRS: lambda _column, value: "; ".join(f"{key}={_pair_value(each)}" for key, each in value.items()),
}


def workbook_tables(book: Workbook) -> tuple[Tables, list[Problem]]:
    """The rows of each known sheet with their places, and what is wrong with the sheets themselves."""
    problems: list[Problem] = []
    tables: Tables = {}
    for spec in SHEETS:
        found = [sheet for sheet in book.sheets if fold(sheet.name) == fold(spec.name)]
        problems += _sheet_problems(spec, found, book)
        tables[spec.key] = _rows(spec, found[0], problems) if len(found) == 1 else []
    known = {fold(spec.name) for spec in SHEETS}
    for sheet in book.sheets:
        if fold(sheet.name) not in known and any(True for _row in sheet.rows()):
            problems.append(Problem("sheet_unknown", Place(sheet.name), is_warning=True))
    return tables, problems


def _sheet_problems(spec: SheetSpec, found: list[ReadSheet], book: Workbook) -> Iterator[Problem]:
    if not found and spec.is_required:
        there = ", ".join(f"“{sheet.name}”" for sheet in book.sheets[:15])
        yield Problem("sheet_missing", Place(spec.name), details={"there": there})
    if len(found) > 1:
        yield Problem("sheet_twice", Place(spec.name))
    for sheet in found:
        if sheet.is_hidden:
            yield Problem("sheet_hidden", Place(spec.name))


def _rows(spec: SheetSpec, sheet: ReadSheet, problems: list[Problem]) -> list[RawRow]:
    top, headings = _headings(spec, sheet)
    if top == 0:
        expected = ", ".join(column.heading for column in spec.columns if column.required)
        problems.append(Problem("headings_missing", Place(spec.name, 1), details={"expected": expected}))
        return []
    problems += _heading_problems(spec, sheet, top, headings)
    rows = []
    for number, cells in sheet.rows():
        if number > top:
            problems += _cell_problems(spec, cells, headings)
            rows.append(_row(spec, number, cells, headings))
    return rows


def _headings(spec: SheetSpec, sheet: ReadSheet) -> tuple[int, Headings]:
    """The row with most of our headings, wherever the columns stand; 0 if there is none."""
    keys = {fold(column.heading): column.key for column in spec.columns}
    best: tuple[int, Headings] = (0, {})
    for number, cells in sheet.rows():
        if number > HEADING_WITHIN:
            break
        found = {letter: keys[fold(cell.text)] for letter, cell in cells.items() if fold(cell.text) in keys}
        if len(found) > len(best[1]):
            best = number, found
    return best


def _heading_problems(spec: SheetSpec, sheet: ReadSheet, top: int, headings: Headings) -> Iterator[Problem]:
    for column in spec.columns:
        count = list(headings.values()).count(column.key)
        place = Place(spec.name, top, "", column.heading)
        if count == 0:
            code = "column_missing" if column.required else "column_absent"
            yield Problem(code, place, is_warning=not column.required)
        if count > 1:
            yield Problem("column_twice", place)
    for letter, cell in sheet.cells[top].items():
        if cell.value is not None and letter not in headings:
            place = Place(spec.name, top, letter, shown(cell.text))
            yield Problem("column_unknown", place, shown(cell.text), is_warning=True)


def _cell_problems(spec: SheetSpec, cells: Mapping[str, Cell], headings: Headings) -> Iterator[Problem]:
    for letter, cell in cells.items():
        if letter not in headings:
            continue
        place = Place(spec.name, cell.row, letter, spec.column(headings[letter]).heading)
        if cell.is_merged:
            yield Problem("merged", place, shown(cell.text))
        if cell.is_error:
            yield Problem("excel_error", place, shown(cell.text))
        elif cell.is_formula and cell.value is None:
            yield Problem("formula_without_value", place)
        elif cell.is_formula:
            yield Problem("formula", place, shown(cell.text), is_warning=True)


def _row(spec: SheetSpec, number: int, cells: Mapping[str, Cell], headings: Headings) -> RawRow:
    found = {}
    for letter, key in headings.items():
        cell = cells.get(letter)
        place = Place(spec.name, number, letter, spec.column(key).heading)
        # The message about the error itself is enough; its text is not a second problem.
        value = None if cell is None or cell.is_error else cell.value
        found[key] = RawCell(value, place)
    return RawRow(Place(spec.name, number), found)
