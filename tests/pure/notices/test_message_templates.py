"""Every message of every app exists in both languages, and no SMS carries a link."""

import re
from pathlib import Path

import pytest

APPS = Path(__file__).parents[3] / "digitilts" / "apps"
FILES = sorted(APPS.glob("*/templates/*/messages/*.txt"))
STEMS = sorted({re.sub(r"\.(lv|en)\.txt$", "", str(file.relative_to(APPS))) for file in FILES})


@pytest.mark.parametrize("stem", STEMS)
def test_a_message_speaks_latvian_and_english(stem):
    assert all((APPS / f"{stem}.{language}.txt").is_file() for language in ("lv", "en"))


@pytest.mark.parametrize("file", [file for file in FILES if ".sms." in file.name], ids=lambda file: file.name)
def test_an_sms_has_no_link_and_stays_on_one_line(file):
    text = file.read_text(encoding="utf-8").strip()
    assert not re.search(r"://|\blink\b|site_url", text)
    assert "\n\n" not in text


@pytest.mark.parametrize(
    "file", [file for file in FILES if ".sms." not in file.name], ids=lambda file: file.name
)
def test_a_message_begins_with_its_subject(file):
    subject, _, body = file.read_text(encoding="utf-8").strip().partition("\n")
    assert subject.strip()
    assert len(subject) <= 200
    assert body.strip() or "in_short" in file.name
