"""Templates: no code hidden in them, nothing loaded in vain."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Lexer

from tests.architecture.sources import ROOT, short, template_files

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:",
    re.IGNORECASE,
)
HASTE = re.compile(r"\b(simply|just click|easily|obviously)\b", re.IGNORECASE)


def ids(path: Path) -> str:
    return short(path)


@pytest.mark.parametrize("path", template_files(), ids=ids)
def test_no_script_and_no_style_stands_in_a_page(path: Path) -> None:
    assert INLINE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", template_files(), ids=ids)
def test_nothing_is_loaded_in_vain(path: Path) -> None:
    text = path.read_text("utf-8")
    loaded = [name for names in re.findall(r"{% load ([^%]+?) %}", text) for name in names.split()]
    assert len(loaded) == len(set(loaded))
    for library in loaded:
        assert library != "from", "load whole libraries"
        assert _uses(text, library), f"{{% load {library} %}} is not needed"


def _uses(text: str, library: str) -> bool:
    found = engines["django"].engine.template_libraries[library]  # type: ignore[attr-defined]
    used = {token.contents.split()[0] for token in Lexer(text).tokenize() if token.contents.split()}
    filters = set(re.findall(r"\|\s*(\w+)", text))
    return bool(used & set(found.tags)) or bool(filters & set(found.filters))


@pytest.mark.parametrize("path", template_files(), ids=ids)
def test_a_template_compiles(path: Path) -> None:
    name = path.as_posix().split("/templates/", 1)[1]
    engines["django"].get_template(name)


def test_nobody_is_told_that_it_is_simple() -> None:
    texts = [*template_files(), *ROOT.glob("digitilts/**/templates/**/*.txt")]
    assert [short(path) for path in texts if HASTE.search(path.read_text("utf-8"))] == []


def test_no_work_is_left_open_in_the_source() -> None:
    sources = [*ROOT.glob("digitilts/**/*.py"), *template_files(), *ROOT.glob("digitilts/**/static/**/*.css")]
    left = re.compile(r"\b(TODO|FIXME|XXX|HACK|coming soon|lorem ipsum)\b")
    assert [short(path) for path in sources if left.search(path.read_text("utf-8"))] == []
