"""Opening a file that a stranger sent: first what it is, then how large, then what it says."""

import csv
import io
import posixpath
import zipfile
from typing import BinaryIO

from digitilts.kit.workbook_cells import Cell, Limits, ReadSheet, UnreadableWorkbookError, Workbook
from digitilts.kit.workbook_formats import column_letters, tidy
from digitilts.kit.workbook_sheets import Book, Contents, Relations, SharedStrings, SheetListener, Styles
from digitilts.kit.workbook_xml import MEGABYTE, Budget, hear

ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
SAFE_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
IS_LOCKED = 0x1


def read_any(content: bytes, name: str, limits: Limits) -> Workbook:
    """Sheets and cells of an .xlsx or .csv file.  Raises UnreadableWorkbookError."""
    ending = posixpath.splitext(name.lower())[1]
    if not content:
        raise UnreadableWorkbookError("empty")
    if len(content) > limits.megabytes * MEGABYTE:
        raise UnreadableWorkbookError("too_large", limit=limits.megabytes)
    if content.startswith(OLE_MAGIC):
        raise UnreadableWorkbookError("encrypted" if ENCRYPTED_MARK in content else "old_format")
    if ending == ".csv":
        return read_csv(content, name, limits)
    if ending != ".xlsx":
        raise UnreadableWorkbookError("other_format", ending=ending or name)
    if not content.startswith(ZIP_MAGIC):
        raise UnreadableWorkbookError("not_a_workbook")
    return read_xlsx(io.BytesIO(content), limits)


def read_xlsx(source: BinaryIO, limits: Limits) -> Workbook:
    try:
        with zipfile.ZipFile(source) as archive:
            _check_archive(archive, limits)
            return _read_archive(archive, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        raise UnreadableWorkbookError("broken") from error


def _check_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    if (
        len(parts) > limits.parts
        or sum(part.file_size for part in parts) > limits.megabytes_inside * MEGABYTE
    ):
        raise UnreadableWorkbookError("too_large_inside")
    if any(part.flag_bits & IS_LOCKED for part in parts):
        raise UnreadableWorkbookError("encrypted")
    if any(part.compress_type not in SAFE_PACKING for part in parts):
        raise UnreadableWorkbookError("broken")
    if "xl/workbook.xml" not in archive.namelist():
        raise UnreadableWorkbookError("not_a_workbook")


def _read_archive(archive: zipfile.ZipFile, limits: Limits) -> Workbook:
    budget, names = Budget(limits), set(archive.namelist())
    contents, relations = Contents(), Relations()
    strings, styles = SharedStrings(limits), Styles()
    for part, listener in (
        ("xl/workbook.xml", contents),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ):
        if part in names:
            hear(archive, part, listener, budget)
    book = Book(limits, contents.since_1904, strings.texts, styles.formats)
    sheets = []
    for name, relation, is_hidden in contents.sheets:
        target = relations.targets.get(relation, "")
        part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        if part in names and "worksheets/" in part:
            sheet = ReadSheet(name, is_hidden=is_hidden)
            hear(archive, part, SheetListener(sheet, book), budget)
            sheets.append(sheet)
    if not sheets:
        raise UnreadableWorkbookError("not_a_workbook")
    return Workbook(sheets)


def read_csv(content: bytes, name: str, limits: Limits) -> Workbook:
    """A text table as one sheet; Excel in Latvia writes it with semicolons and sometimes in cp1257."""
    if b"\0" in content:
        raise UnreadableWorkbookError("not_a_workbook")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1257", errors="replace")
    first_line = text.partition("\n")[0]
    delimiter = max(";\t,", key=first_line.count)
    sheet = ReadSheet(posixpath.splitext(posixpath.basename(name))[0])
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            _check_row(sheet.name, number, len(row), limits)
            sheet.cells[number] = {
                column_letters(place): Cell(tidy(cell), sheet.name, number, column_letters(place))
                for place, cell in enumerate(row, start=1)
            }
    except csv.Error as error:
        raise UnreadableWorkbookError("broken") from error
    return Workbook([sheet])


def _check_row(sheet: str, number: int, width: int, limits: Limits) -> None:
    if number > limits.rows:
        raise UnreadableWorkbookError("too_many_rows", sheet=sheet, limit=limits.rows)
    if width > limits.columns:
        raise UnreadableWorkbookError("too_many_columns", sheet=sheet, limit=limits.columns)
