"""What residents read is plain: short sentences, short words, nothing that belittles the reader.

LIX is the number of words per sentence plus the percentage of words longer than six letters.
Latvian words are long because of their endings: a children's story has about 35, a law 65 and more.
"""

import re
from functools import cache
from pathlib import Path

import polib
import pytest

from tests.architecture.sources import PACKAGE, short, template_files

PAGE_LIX, MESSAGE_LIX = 52, 45
MOST_WORDS_IN_A_SENTENCE = 22
FEWEST_WORDS = 30  # a shorter text has too few sentences for LIX to mean anything
LONG_WORD = 6

# To whom something is not simple, "simply" is an insult; the rest is translated English or office language.
BELITTLING_LV = (
    r"vienkārši|pavisam viegli|tikai jā|tikai noklikšķin|acīmredzami|protams"
    r"|derīg[ua] (?:e-past|datum|vērtīb)|lūdzu,? ievadiet"
)
BELITTLING_EN = r"simply|just|easy|easily|obviously|of course|please enter a valid|invalid"
INSULT_LV = re.compile(rf"\b(?:{BELITTLING_LV})", re.IGNORECASE)
INSULT_EN = re.compile(rf"\b(?:{BELITTLING_EN})\b", re.IGNORECASE)
# "Easy-to-read" is the name of a way of writing (ISO 24495, Inclusion Europe), not a promise.
NAMES_EN = r"easy-to-read"

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{{.*?}}")
TAG = re.compile(r"{%.*?%}|<[^>]+>", re.DOTALL)
INCLUDED = re.compile(r"{%\s*include\s+\"([^\"]+)\"")
CATALOGUES = sorted(PACKAGE.rglob("locale/lv/LC_MESSAGES/django.po"))
MESSAGES = sorted(PACKAGE.glob("apps/*/templates/*/messages/*.lv.txt"))


@cache
def _resident_templates() -> frozenset[Path]:
    """Templates that extend the resident's frame, and whatever they include."""
    by_name = {path.as_posix().partition("/templates/")[2]: path for path in template_files()}
    waiting = [p for p in by_name.values() if '{% extends "kit/page.html" %}' in p.read_text("utf-8")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [by_name[n] for n in INCLUDED.findall(path.read_text("utf-8")) if n in by_name]
    return frozenset(found)


@cache
def _pages() -> dict[str, list[str]]:
    """Per resident template the Latvian texts that its app's catalogue says it uses."""
    pages: dict[str, list[str]] = {}
    for catalogue in CATALOGUES:
        for entry in polib.pofile(str(catalogue)):
            for where, _line in entry.occurrences:
                path = catalogue.parents[3] / where
                if not entry.obsolete and path in _resident_templates():
                    text = entry.msgstr_plural[1] if entry.msgid_plural else entry.msgstr
                    pages.setdefault(short(path), []).append(text)
    return pages


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a placeholder counts as one short word."""
    plain = PLACEHOLDER.sub("vārds", TAG.sub("", text))
    parts = re.split(r"(?<=[.!?:;])\s+|\n+", plain)
    return [words for part in parts if (words := re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", part))]


def lix(texts: list[str]) -> float:
    said = [words for text in texts for words in sentences(text)]
    words = [word for sentence in said for word in sentence]
    return len(words) / len(said) + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)


def _prose(texts: list[str]) -> list[str]:
    """Sentences without the labels and buttons around them, which have no rhythm to measure."""
    return [text for text in texts if text.rstrip().endswith((".", "!", "?"))]


def _words(texts: list[str]) -> int:
    return sum(len(words) for text in texts for words in sentences(text))


def test_there_are_resident_pages_to_read() -> None:
    assert len(_pages()) >= 15
    assert len(MESSAGES) >= 20


def test_lix_counts_words_and_long_words() -> None:
    assert lix(["Nāc šodien pie mums. Mēs palīdzam rakstīt vēstules."]) == 4 + 100 * 3 / 8


def test_pages_for_residents_read_well() -> None:
    heavy = {
        page: round(lix(_prose(texts)))
        for page, texts in _pages().items()
        if _words(_prose(texts)) >= FEWEST_WORDS and lix(_prose(texts)) > PAGE_LIX
    }
    assert heavy == {}


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.name)
def test_messages_read_well(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _words([text]) < FEWEST_WORDS or lix([text]) <= MESSAGE_LIX


def test_no_sentence_for_residents_is_longer_than_one_breath() -> None:
    texts = [text for page in _pages().values() for text in page]
    texts += [path.read_text("utf-8") for path in MESSAGES]
    long = {" ".join(s) for text in texts for s in sentences(text) if len(s) > MOST_WORDS_IN_A_SENTENCE}
    assert sorted(long) == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=short)
def test_no_text_calls_anything_simple(catalogue: Path) -> None:
    bad = [
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        if INSULT_LV.search(" ".join([entry.msgstr, *entry.msgstr_plural.values()]))
        or INSULT_EN.search(re.sub(NAMES_EN, "", f"{entry.msgid} {entry.msgid_plural}"))
    ]
    assert bad == []


@pytest.mark.parametrize("language", ["lv", "en"])
def test_no_message_calls_anything_simple(language: str) -> None:
    insult = INSULT_LV if language == "lv" else INSULT_EN
    texts = PACKAGE.glob(f"apps/*/templates/*/messages/*.{language}.txt")
    assert [short(path) for path in texts if insult.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=short)
def test_people_are_addressed_with_a_capital_and_quoted_alike(catalogue: Path) -> None:
    bad = [
        text
        for entry in polib.pofile(str(catalogue))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if re.search(r"\bj(?:ūs|ums|ūsu|ūsos)\b|[«»„]", text)
    ]
    assert bad == []
