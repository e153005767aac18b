"""Workbooks that people and their programs really send, each broken in one way.

Each case: a name, a maker of the file, and what the message must contain. The maker gets the plan's own good
workbook as openpyxl sees it and spoils it.
"""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

import openpyxl
from openpyxl.workbook import Workbook

Spoil = Callable[[Workbook], None]


@dataclass(frozen=True)
class Broken:
    name: str
    make: Callable[[bytes], bytes]
    says: tuple[str, ...]
    file_name: str = "plans.xlsx"


def spoilt(spoil: Spoil) -> Callable[[bytes], bytes]:
    def make(good: bytes) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(good))
        spoil(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make


def cell(sheet: str, address: str, value: object, *says: str, name: str = "") -> Broken:
    """One cell holds what it must not."""

    def spoil(book: Workbook) -> None:
        book[sheet][address] = value

    return Broken(name or f"{sheet} {address} = {str(value)[:30]!r}", spoilt(spoil), says)


def book(name: str, spoil: Spoil, *says: str) -> Broken:
    return Broken(name, spoilt(spoil), says)


def rewritten(part: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The same archive with one part changed byte by byte, as only a hostile or broken program does."""

    def make(good: bytes) -> bytes:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(good)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for item in old.namelist():
                data = old.read(item)
                new.writestr(item, change(data) if item == part else data)
        return out.getvalue()

    return make


SHEET_6 = "xl/worksheets/sheet6.xml"  # “Izmaksas”
ZEROES = b" " * 100_000_000


def merge(book: Workbook) -> None:
    book["Izmaksas"].merge_cells("C2:D2")


def without_headings(book: Workbook) -> None:
    book["Izmaksas"].delete_rows(1)


def swapped_values(book: Workbook) -> None:
    """Headings stay, but somebody pasted the sums under "Gads" and the years under "Summa"."""
    sheet = book["Izmaksas"]
    sheet["B2"], sheet["C2"] = 123456.0, "divtūkstoši divdesmit seši"


def duplicate_action(book: Workbook) -> None:
    sheet = book["Darbības"]
    sheet.append([each.value for each in sheet[2]])


def duplicate_line(book: Workbook) -> None:
    sheet = book["Izmaksas"]
    sheet.append([each.value for each in sheet[2]])


def blank_rows_then_bad(book: Workbook) -> None:
    for row in range(3, 40):
        book["Izmaksas"].cell(row, 2).value = "   "
    book["Izmaksas"]["C40"] = "x"
    book["Izmaksas"]["A40"] = "D2.1"


def without_plan_row(book: Workbook) -> None:
    book["Plāns"].delete_rows(2)


def with_second_plan_row(book: Workbook) -> None:
    book["Plāns"].append(["Vēl viens", 2025, 2029])


def hide(book: Workbook) -> None:
    book["Riski"].sheet_state = "hidden"


def very_hide(book: Workbook) -> None:
    book["Riski"].sheet_state = "veryHidden"


def in_english(book: Workbook) -> None:
    for sheet, english in (("Izmaksas", "Costs"), ("Riski", "Risks")):
        book[sheet].title = english


def headings_in_russian(book: Workbook) -> None:
    for column, heading in enumerate(("Код", "Год", "Сумма", "Вид", "Примечание"), start=1):
        book["Izmaksas"].cell(1, column).value = heading


def missing_column(book: Workbook) -> None:
    book["Izmaksas"].delete_cols(3)


def twice_the_same_heading(book: Workbook) -> None:
    book["Izmaksas"]["F1"] = "Summa"


def empty_book(_good: bytes) -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def zip_bomb(_good: bytes) -> bytes:
    """100 MB of spaces in one sheet, packed into 100 kB."""
    return rewritten(SHEET_6, lambda data: data.replace(b"<sheetData>", ZEROES + b"<sheetData>"))(_good)


def bomb_in_strings(good: bytes) -> bytes:
    return rewritten("xl/sharedStrings.xml", lambda data: data + ZEROES)(good)


def many_parts(good: bytes) -> bytes:
    out = io.BytesIO(good)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(3000):
            archive.writestr(f"xl/media/{number}.bin", b"")
    return out.getvalue()


def billion_laughs(good: bytes) -> bytes:
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return rewritten(SHEET_6, lambda data: doctype + data.partition(b"?>")[2])(good)


def many_rows(good: bytes) -> bytes:
    """Claims two million rows and has six thousand."""

    def grow(data: bytes) -> bytes:
        rows = b"".join(
            b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>D2.1</t></is></c></row>' % (number, number)
            for number in range(3, 6003)
        )
        return data.replace(b"A1:E2", b"A1:E2000000").replace(b"</sheetData>", rows + b"</sheetData>")

    return rewritten(SHEET_6, grow)(good)


def far_row(good: bytes) -> bytes:
    row = b'<row r="2000000"><c r="A2000000" t="inlineStr"><is><t>D2.1</t></is></c></row></sheetData>'
    return rewritten(SHEET_6, lambda data: data.replace(b"</sheetData>", row))(good)


def without_dimension(good: bytes) -> bytes:
    """Some programs write no <dimension>; then the error in the cell must still be found."""

    def strip(data: bytes) -> bytes:
        start, end = data.index(b"<dimension"), data.index(b"/>", data.index(b"<dimension")) + 2
        return data[:start] + data[end:]

    bad = spoilt(lambda book: book["Izmaksas"].__setitem__("C2", "daudz"))(good)
    return rewritten(SHEET_6, strip)(bad)


def old_excel(_good: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


def encrypted(_good: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")


def locked_zip(good: bytes) -> bytes:
    """The flag "encrypted" in every entry of the directory."""
    data = bytearray(good)
    place = data.find(b"PK\x01\x02")
    while place != -1:
        data[place + 8 : place + 10] = struct.pack("<H", 1)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def formula_with_value(good: bytes) -> bytes:
    """The sum is a formula with a cached error text."""
    return rewritten(SHEET_6, lambda data: data.replace(b"</sheetData>", FORMULA_ROW + b"</sheetData>"))(good)


FORMULA_ROW = (
    b'<row r="3"><c r="A3" t="inlineStr"><is><t>D2.1</t></is></c><c r="B3"><v>2026</v></c>'
    b'<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D3" t="inlineStr"><is><t>darbs</t></is></c></row>'
)
PLACE = "Lapa “Izmaksas”, 2. rinda, C kolonna (Summa)"

CASES: tuple[Broken, ...] = (
    cell("Izmaksas", "C2", "divi tūkstoši", PLACE, "“divi tūkstoši” nav skaitlis", "piemēram, 2000"),
    cell("Izmaksas", "C2", None, PLACE, "te nekas nav rakstīts"),
    cell("Izmaksas", "C2", -5, PLACE, "“-5” ir mazāk par nulli"),
    cell("Izmaksas", "C2", 10**15, PLACE, "ir par daudz"),
    cell("Izmaksas", "C2", "NaN", PLACE, "“NaN” nav skaitlis"),
    cell("Izmaksas", "C2", "1.234", PLACE, "divējādi"),
    cell("Izmaksas", "C2", "😀", PLACE, "“😀” nav skaitlis"),
    cell("Izmaksas", "C2", True, PLACE, "nav skaitlis", name="a tick instead of a sum"),
    cell("Izmaksas", "C2", date(2026, 5, 1), PLACE, "nav skaitlis"),
    cell("Izmaksas", "C2", time(8, 30), PLACE, "nav skaitlis"),
    cell("Izmaksas", "C2", "0,005", PLACE, "vairāk nekā divi cipari"),
    cell("Izmaksas", "C2", "=SUM(1;2)", PLACE, "formula bez rezultāta"),
    cell("Izmaksas", "B2", 2026.5, "Lapa “Izmaksas”, 2. rinda, B kolonna (Gads)", "nav vesels skaitlis"),
    cell("Izmaksas", "B2", 26, "B kolonna (Gads)", "ir par mazu", "2000"),
    cell("Izmaksas", "D2", "kukuļi", "D kolonna (Veids)", "“kukuļi” šeit nav zināms", "darbs, pakalpojumi"),
    cell("Izmaksas", "A2", "D9.9", "A kolonna (Darbības kods)", "nav darbības ar kodu “D9.9”"),
    cell("Starpposmi", "C2", "12/31/2026", "Lapa “Starpposmi”, 2. rinda, C kolonna", "kura ir diena"),
    cell("Starpposmi", "C2", "December 31, 2026", "C kolonna (Termiņš)", "nav datums", "31.12.2026"),
    cell("Starpposmi", "C2", "31 декабря 2026", "C kolonna (Termiņš)", "nav datums"),
    cell("Starpposmi", "C2", "30.02.2026", "C kolonna (Termiņš)", "tādas dienas “30.02.2026” nav"),
    cell("Starpposmi", "C2", date(1926, 5, 1), "C kolonna (Termiņš)", "nav starp 2000. un 2100."),
    cell("Starpposmi", "B2", "x" * 5000, "B kolonna (Starpposms)", "5000 zīmes", "Saīsiniet"),
    cell("Darbības", "C2", 9, "Lapa “Darbības”, 2. rinda, C kolonna (Joma)", "nav jomas ar numuru “9”"),
    cell("Darbības", "D2", "M7", "D kolonna (Mērķis)", "nav mērķa ar kodu “M7”"),
    cell("Darbības", "A2", "2/1", "A kolonna (Kods)", "tīmekļa adresē"),
    cell("Darbības", "A2", date(2026, 1, 2), "A kolonna (Kods)", "Excel to ir pārvērtis par datumu"),
    cell("Darbības", "F2", "motivācija, mīlestība", "F kolonna (Tēmas)", "nav zināms"),
    cell("Darbības", "K2", date(2020, 1, 1), "K kolonna (Beigas)", "ir pirms sākuma"),
    cell("Darbības", "O2", "varbūt", "O kolonna (Statuss)", "iecere, plānota, notiek"),
    cell("Riski", "C2", 7, "Lapa “Riski”, 2. rinda, C kolonna (Varbūtība)", "ne vairāk kā 5"),
    cell("Rādītāji", "H2", "puse", "Lapa “Rādītāji”, 2. rinda, H kolonna (Sākumvērtība)", "nav skaitlis"),
    cell("Jomas", "D2", "varbūt", "Lapa “Jomas”, 2. rinda, D kolonna (Ar tēmām)", "ne jā, ne nē"),
    cell("Plāns", "C2", 2020, "Lapa “Plāns”, 2. rinda, C kolonna (Pēdējais gads)", "pirms pirmā gada"),
    cell("Ieguldījums", "C2", 0.6, "Lapa “Ieguldījums”, 2. rinda, C kolonna", "nav vesels skaitlis"),
    cell("Ieguldījums", "A2", "R2.1", "A kolonna (Plāna rādītājs)", "visa plāna rādītāju"),
    book("merged cells", merge, PLACE, "sapludināta"),
    book("no headings", without_headings, "Lapa “Izmaksas”", "virsrakstu rinda"),
    book("swapped columns", swapped_values, "B kolonna (Gads)", "C kolonna (Summa)", "nav skaitlis"),
    book("the same action twice", duplicate_action, "Lapa “Darbības”, 3. rinda, A kolonna", "2. rindā"),
    book("the same line twice", duplicate_line, "Lapa “Izmaksas”, 3. rinda", "tāda pati kā 2. rinda"),
    book(
        "blank rows, then an error", blank_rows_then_bad, "40. rinda, C kolonna (Summa)", "“x” nav skaitlis"
    ),
    book("no row for the plan", without_plan_row, "Lapa “Plāns”", "nav rindas ar plāna nosaukumu"),
    book("two rows for the plan", with_second_plan_row, "Lapa “Plāns”, 3. rinda", "Izdzēsiet šo rindu"),
    book("a hidden sheet", hide, "Lapa “Riski”", "paslēpta"),
    book("a very hidden sheet", very_hide, "Lapa “Riski”", "paslēpta"),
    book("sheets in English", in_english, "Lapa “Izmaksas”", "šādas lapas failā nav", "“Costs”"),
    book("headings in Russian", headings_in_russian, "Lapa “Izmaksas”, 1. rinda", "Darbības kods"),
    book("a missing column", missing_column, "kolonna “Summa”", "šādas kolonnas nav"),
    book("two columns of one name", twice_the_same_heading, "kolonna “Summa”", "divas kolonnas"),
    Broken("an empty workbook", empty_book, ("Lapa “Plāns”", "šādas lapas failā nav")),
    Broken("an error of Excel", formula_with_value, ("3. rinda, C kolonna (Summa)", "Excel te rāda kļūdu")),
    Broken("no dimension", without_dimension, (PLACE, "“daudz” nav skaitlis")),
    Broken("a zip bomb", zip_bomb, ("pārāk daudz",)),
    Broken("a zip bomb in the strings", bomb_in_strings, ("pārāk daudz",)),
    Broken("thousands of parts", many_parts, ("pārāk daudz",)),
    Broken("entities", billion_laughs, ("norādījumi",)),
    Broken("too many rows", many_rows, ("Izmaksas", "5000")),
    Broken("a row two million rows away", far_row, ("Izmaksas", "5000")),
    Broken("an old .xls under a new name", old_excel, (".xls",)),
    Broken("locked with a password", encrypted, ("parol",)),
    Broken("a locked archive", locked_zip, ("parol",)),
    Broken("not a workbook", lambda _good: b"Sveiki! Te ir mans plans.", ("Excel",)),
    Broken("a renamed CSV", lambda _good: b"Kods;Nosaukums\r\nD1;Darbiba\r\n", ("Excel",)),
    Broken("a CSV", lambda _good: b"Kods;Nosaukums\r\n", ("šādas lapas failā nav",), "plans.csv"),
    Broken("a picture", lambda _good: b"\x89PNG\r\n", (".png",), "plans.png"),
    Broken("cut off in the middle", lambda good: good[: len(good) // 2], ("bojāt",)),
    Broken("another zip", lambda _good: zipped("readme.txt"), ("Excel",)),
)


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()
