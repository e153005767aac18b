"""Reads a workbook, a CSV table or a GeoJSON file into a draft."""

import json
from typing import Any

from digitilts.apps.places.rules.import_columns import (
    ALLOWED,
    FIELD_OF,
    REQUIRED,
    TERRITORY,
    VENUE,
    BadValueError,
    kind_of_table,
    read_value,
)
from digitilts.apps.places.services.importing.draft import Draft, DraftRow, Problem
from digitilts.kit.workbooks import Cell, ReadSheet, Upload, open_workbook
from digitilts.values.folded import fold

GEOJSON_ENDINGS = (".geojson", ".json")
LARGEST_GEOJSON = 10 << 20
MOST_POINTS = 200_000
POLYGONS = {"Polygon", "MultiPolygon"}


def read_places(upload: Upload) -> Draft:
    """A draft with everything that was understood and every cell that was not.

    Raises UnreadableWorkbookError if the file as a whole cannot be read.
    """
    name = upload.name or ""
    if name.lower().endswith(GEOJSON_ENDINGS):
        return _read_geojson(upload, name)
    draft = Draft()
    for sheet in open_workbook(upload).sheets:
        if not sheet.is_hidden and sheet.cells:
            _read_sheet(sheet, draft)
    if not draft.rows and not draft.problems:
        draft.problems.append(Problem(name, 1, "A", "no_rows"))
    return draft


def _read_sheet(sheet: ReadSheet, draft: Draft) -> None:
    rows = list(sheet.rows())
    top, headings = rows[0]
    fields = {column: FIELD_OF.get(fold(cell.text)) for column, cell in headings.items() if cell.text}
    kind = kind_of_table({field for field in fields.values() if field})
    if kind is None:
        draft.problems.append(Problem(sheet.name, top, "A", "sheet_not_understood"))
        return
    wrong = [
        Problem(sheet.name, top, column, "unknown_column", headings[column].text)
        for column, field in fields.items()
        if field is None or field not in ALLOWED[kind]
    ]
    wrong += [
        Problem(sheet.name, top, "", "column_missing", missing)
        for missing in REQUIRED[kind]
        if missing not in fields.values()
    ]
    draft.problems += wrong
    if not wrong:
        for number, cells in rows[1:]:
            values = {field: cells.get(column) for column, field in fields.items() if field}
            _read_row(kind, sheet.name, number, values, fields, draft)


def _read_row(  # a row, where it stands and where it goes
    kind: str,
    sheet: str,
    number: int,
    cells: dict[str, Cell | None],
    columns: dict[str, str | None],
    draft: Draft,
) -> None:
    letters = {field: letter for letter, field in columns.items() if field}
    values: dict[str, Any] = {}
    for field, cell in cells.items():
        reason = _why_not_a_value(cell)
        if not reason:
            try:
                values[field] = read_value(kind, field, cell.value if cell else None)
                continue
            except BadValueError as error:
                reason = error.reason
        draft.problems.append(Problem(sheet, number, letters[field], reason, cell.text[:60] if cell else ""))
    draft.rows.append(DraftRow(kind, sheet, number, values, letters))


def _why_not_a_value(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.is_error:
        return "error_cell"
    if cell.is_merged:
        return "merged_cell"
    return "formula_cell" if cell.is_formula else ""


def _read_geojson(upload: Upload, name: str) -> Draft:
    draft = Draft()
    content = upload.read() if (upload.size or 0) <= LARGEST_GEOJSON else b""
    try:
        features = json.loads(content)["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        draft.problems.append(Problem(name, 1, "", "not_geojson"))
        return draft
    if not isinstance(features, list) or not features:
        draft.problems.append(Problem(name, 1, "", "no_rows"))
        return draft
    for number, feature in enumerate(features, start=1):
        _read_feature(name, number, feature, draft)
    return draft


def _read_feature(name: str, number: int, feature: Any, draft: Draft) -> None:  # noqa: ANN401  # a stranger's file
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or not isinstance(properties, dict) or not _is_drawable(geometry):
        draft.problems.append(Problem(name, number, "", "no_shape"))
        return
    kind = TERRITORY if geometry["type"] in POLYGONS else VENUE
    values: dict[str, Any] = {}
    for heading, value in properties.items():
        field = FIELD_OF.get(fold(str(heading)))
        if field is None or field not in ALLOWED[kind]:
            continue
        try:
            values[field] = read_value(kind, field, value)
        except BadValueError as error:
            draft.problems.append(Problem(name, number, str(heading), error.reason, str(value)[:60]))
            values[field] = None
    if kind == TERRITORY:
        values["outline"] = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
        needed: tuple[str, ...] = ("code",)
    else:
        values["longitude"], values["latitude"] = geometry["coordinates"][:2]
        needed = REQUIRED[VENUE]
    draft.problems += [Problem(name, number, each, "missing") for each in needed if each not in values]
    draft.rows.append(DraftRow(kind, name, number, values))


def _is_drawable(geometry: dict[str, Any]) -> bool:
    if geometry.get("type") == "Point":
        point = geometry.get("coordinates")
        return isinstance(point, list) and len(point) >= 2 and all(_is_number(part) for part in point[:2])  # noqa: PLR2004
    if geometry.get("type") not in POLYGONS:
        return False
    return _are_points(geometry.get("coordinates"), depth=2 if geometry["type"] == "Polygon" else 3)


def _are_points(coordinates: Any, *, depth: int) -> bool:  # noqa: ANN401  # a stranger's file
    """Rings of points: lists nested exactly this deep, with two numbers at the bottom."""
    level = [coordinates]
    for _step in range(depth):
        if not all(isinstance(each, list) and each for each in level):
            return False
        level = [inner for each in level for inner in each]
        if len(level) > MOST_POINTS:
            return False
    return all(isinstance(p, list) and len(p) >= 2 and all(map(_is_number, p[:2])) for p in level)  # noqa: PLR2004


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 180  # noqa: PLR2004
