"""Paper: tagged PDF in Latvian; what people wrote is only ever text."""

import io
from pathlib import Path

import pypdf
import pytest

from digitilts.kit import pdf
from digitilts.kit.qr import qr_svg

LETTER = """
#import "/kit/letter.typ": letter, data
#show: letter.with(title: data.title, lang: data.lang, large: true, help: data.help)
= #data.title
#data.text
"""


@pytest.fixture
def letter() -> str:
    folder: Path = pdf._templates() / "test"
    folder.mkdir(exist_ok=True)
    (folder / "letter.typ").write_text(LETTER, encoding="utf-8")
    return "test/letter.typ"


def test_a_letter_is_tagged_titled_and_readable(letter: str) -> None:
    data = {"title": "Jūsu pieteikums", "text": "#evil[*x*] Ķērsta", "help": "Zvaniet Ilzei"}
    reader = pypdf.PdfReader(io.BytesIO(pdf.render_pdf(template=letter, data=data)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Jūsu pieteikums"
    assert reader.root_object["/Lang"] == "lv"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    text = reader.pages[0].extract_text()
    assert "#evil[*x*] Ķērsta" in text
    assert "Zvaniet Ilzei" in text


def test_a_qr_code_is_a_drawing() -> None:
    assert qr_svg("https://example.org/x").startswith("<svg")
