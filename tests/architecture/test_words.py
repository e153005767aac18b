"""The catalogues: Latvian is complete, and one English sentence has one Latvian everywhere."""

import re
from collections import defaultdict
from pathlib import Path

import polib
import pytest

from tests.architecture.sources import PACKAGE, short

LATVIAN = sorted(PACKAGE.rglob("locale/lv/LC_MESSAGES/django.po"))
PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"
NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
MARKED = re.compile(r"{% (?:translate|blocktranslate)|gettext|ngettext|\b_\(")


def ids(path: Path) -> str:
    return short(path)


def test_there_is_a_catalogue_wherever_there_are_words() -> None:
    spoken = {path.parents[3] for path in LATVIAN}
    silent = []
    for folder in [PACKAGE / "kit", PACKAGE / "config", *(PACKAGE / "apps").iterdir()]:
        sources = [*folder.rglob("*.html"), *(p for p in folder.rglob("*.py") if "migrations" not in p.parts)]
        if folder not in spoken and any(MARKED.search(path.read_text("utf-8")) for path in sources):
            silent.append(short(folder))
    assert silent == []


@pytest.mark.parametrize("path", LATVIAN, ids=ids)
def test_latvian_is_complete(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    missing = [entry.msgid for entry in catalogue if not entry.obsolete and not _is_translated(entry)]
    fuzzy = [entry.msgid for entry in catalogue if entry.fuzzy]
    assert (missing, fuzzy) == ([], [])


def _is_translated(entry: polib.POEntry) -> bool:
    if entry.msgid_plural:
        return len(entry.msgstr_plural) == 3 and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


@pytest.mark.parametrize("path", LATVIAN, ids=ids)
def test_latvian_counts_in_three_forms(path: Path) -> None:
    assert polib.pofile(str(path)).metadata["Plural-Forms"] == PLURALS


@pytest.mark.parametrize("path", LATVIAN, ids=ids)
def test_every_placeholder_is_kept(path: Path) -> None:
    bad = []
    for entry in polib.pofile(str(path)):
        wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural or "")
        said = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        for text in said:
            # A plural form may leave the number out ("nobody"), never bring in another name.
            unknown = _placeholders(text) - wanted
            lost = set() if entry.msgid_plural else wanted - _placeholders(text)
            if unknown or lost:
                bad.append((entry.msgid, text))
    assert bad == []


def _placeholders(text: str) -> set[str]:
    return {"".join(match) for match in NAMED.findall(text)}


def test_the_same_english_has_the_same_latvian_everywhere() -> None:
    said: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for path in LATVIAN:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete and _is_translated(entry):
                said[(entry.msgctxt, entry.msgid)].add(
                    entry.msgstr or str(sorted(entry.msgstr_plural.items()))
                )
    assert {key: sorted(texts) for key, texts in said.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("path", LATVIAN, ids=ids)
def test_latvian_uses_its_own_quotation_marks_and_no_english_words_of_haste(path: Path) -> None:
    bad = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if re.search(r"\b(vienkārši|tikai noklikšķin)", entry.msgstr)
    ]
    assert bad == []


def test_every_message_to_people_exists_in_latvian_and_english() -> None:
    texts = set(PACKAGE.rglob("templates/*/messages/*.txt"))
    alone = [short(path) for path in texts if _other_language(path) not in texts]
    assert sorted(alone) == []


def _other_language(path: Path) -> Path:
    name = path.name
    return path.with_name(name.replace(".lv.", ".en.") if ".lv." in name else name.replace(".en.", ".lv."))
