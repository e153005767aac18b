"""Workbooks from strangers are refused kindly; workbooks for people hold no formulas."""

import io
import time
import zipfile
from datetime import date
from datetime import time as clock

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitilts.kit.workbook_cells import SENTENCES
from digitilts.kit.workbooks import (
    Sheet,
    UnreadableWorkbookError,
    Workbook,
    harmless,
    open_workbook,
    write_csv,
    write_workbook,
)

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS_TO_REFUSE = 4  # 2 on an idle machine; tests share theirs


class Upload(io.BytesIO):
    def __init__(self, content: bytes, name: str = "plāns.xlsx") -> None:
        super().__init__(content)
        self.name, self.size = name, len(content)


def xlsx(sheet: bytes, *, extra: dict[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {NS} xmlns:r="{REL}"><sheets>'
            '<sheet name="Lapa" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(content: bytes, name: str = "plāns.xlsx") -> str:
    started = time.monotonic()
    with pytest.raises(UnreadableWorkbookError) as caught:
        open_workbook(Upload(content, name))
    assert time.monotonic() - started < SECONDS_TO_REFUSE
    assert caught.value.sentence
    return caught.value.reason


def test_what_we_write_is_what_we_read() -> None:
    rows = [["Ķērsta", 5, date(2026, 3, 5), clock(14, 30)], [None, 1.5, None, None]]
    book = open_workbook(
        Upload(write_workbook([Sheet("Nodarbības", ["Vārds", "Skaits", "Diena", "Laiks"], rows)]))
    )
    sheet = book.sheet("nodarbības")
    assert sheet is not None
    assert [sheet.cell(2, letter).value for letter in "ABCD"] == rows[0]
    assert sheet.cell(3, "B").value == 1.5
    assert sheet.cell(3, "A").value is None
    assert sheet.cell(2, "C").address == "C2"


def test_a_workbook_of_another_program_is_read_with_formulas_and_merges_marked() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    page = book.active
    page.append(["Darbība", "Summa"])
    page.append(["A", "=1+1"])
    page.merge_cells("A1:B1")
    book.save(buffer)
    sheet = open_workbook(Upload(buffer.getvalue())).sheets[0]
    assert sheet.cell(1, "A").is_merged
    assert sheet.cell(2, "B").is_formula
    assert not sheet.cell(2, "A").is_merged


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.xlsx", "empty"),
        (b"hello", "a.xlsx", "not_a_workbook"),
        (b"%PDF-1.7", "a.pdf", "other_format"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "old_format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted"),
        (b"PK\x03\x04broken", "a.xlsx", "broken"),
        (b"a\0b", "a.csv", "not_a_workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content: bytes, name: str, reason: str) -> None:
    assert refusal(content, name) == reason


def test_a_zip_of_other_things_is_no_workbook() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal(buffer.getvalue()) == "not_a_workbook"


def test_a_hundred_megabyte_bomb_is_refused_at_once() -> None:
    bomb = xlsx(f"<worksheet {NS}><sheetData>".encode() + b" " * 100_000_000)
    assert len(bomb) < 200_000
    assert refusal(bomb) == "too_large_inside"


def test_a_bomb_that_lies_about_its_size_is_cut_off() -> None:
    bomb = bytearray(xlsx(f"<worksheet {NS}><sheetData>".encode() + b" " * 100_000_000))
    true_size = (100_000_000 + len(f"<worksheet {NS}><sheetData>")).to_bytes(4, "little")
    lying = bytes(bomb).replace(true_size, (1000).to_bytes(4, "little"))
    assert refusal(lying) in {"broken", "too_large_inside"}


def test_a_sheet_of_endless_rows_stops_at_the_limit() -> None:
    row = b'<row><c t="inlineStr"><is><t>aaaaaaaaaa</t></is></c></row>'
    content = f"<worksheet {NS}><sheetData>".encode() + row * 350_000 + b"</sheetData></worksheet>"
    bomb = xlsx(content)
    assert len(content) > 20_000_000
    assert len(bomb) < 200_000
    assert refusal(bomb) == "too_many_rows"


def test_a_hundred_thousand_empty_rows_hurt_nobody() -> None:
    content = f'<worksheet {NS}><sheetData><row r="1"><c r="A1"><v>7</v></c></row>'.encode()
    book = open_workbook(Upload(xlsx(content + b"<row/>" * 100_000 + b"</sheetData></worksheet>")))
    assert book.sheets[0].cell(1, "A").value == 7


def test_entities_are_refused_before_they_grow() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert refusal(xlsx(f"{laughs}<worksheet {NS}><sheetData/></worksheet>".encode())) == "has_dtd"


def test_too_many_parts_and_too_deep_nests_are_refused() -> None:
    parts = {f"xl/media/{number}.bin": b"x" for number in range(200)}
    assert refusal(xlsx(b"<worksheet/>", extra=parts)) == "too_large_inside"
    assert refusal(xlsx(b"<a>" * 500)) == "broken"


def test_a_cell_far_to_the_right_is_named_as_the_reason() -> None:
    content = f'<worksheet {NS}><sheetData><row r="1"><c r="ZZ1"><v>1</v></c></row></sheetData></worksheet>'
    assert refusal(xlsx(content.encode())) == "too_many_columns"


def test_a_csv_of_latvian_excel_is_read() -> None:
    def sheet_of(content: bytes) -> Workbook:
        return open_workbook(Upload(content, "vietas.csv"))

    for content in (
        "Nosaukums;Vietas\r\nĶekava;5\r\n".encode("cp1257"),
        "\ufeffNosaukums,Vietas\nĶekava,5\n".encode(),
    ):
        assert sheet_of(content).sheets[0].cell(2, "A").value == "Ķekava"


def test_every_reason_has_a_sentence_that_can_be_filled() -> None:
    details = {"limit": 1, "sheet": "Lapa", "ending": ".ods"}
    assert all(str(words) % details for words in SENTENCES.values())


@given(st.text(max_size=20))
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_a_negative_number_in_csv_stays_a_number() -> None:
    assert write_csv(["n"], [[-5]]) == '"n"\r\n"-5"\r\n'


def test_no_text_becomes_a_formula_in_a_workbook() -> None:
    texts = ["=1+1", "+371", "@x", "{=A1}", "http://x.lv", "-5"]
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([Sheet("x", ["t"], [[text] for text in texts])])))
    assert [cell.data_type for cell in book.active["A"]] == ["s"] * 7
