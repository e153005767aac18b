"""Catalogues are compiled when they changed."""

import gettext
import os
from pathlib import Path

from digitilts.kit.catalogues import compile_stale

WORDS = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Today"\nmsgstr "%s"\n'


def catalogue(root: Path) -> Path:
    path = root / "apps" / "plan" / "locale" / "lv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(WORDS % "Šodien", encoding="utf-8")
    return path


def said(path: Path) -> str:
    with path.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Today")


def test_a_new_catalogue_is_compiled_and_an_unchanged_one_is_left_alone(tmp_path: Path) -> None:
    path = catalogue(tmp_path)
    assert compile_stale(tmp_path) == [path]
    assert said(path) == "Šodien"
    assert compile_stale(tmp_path) == []


def test_a_changed_catalogue_is_compiled_again(tmp_path: Path) -> None:
    path = catalogue(tmp_path)
    compile_stale(tmp_path)
    path.write_text(WORDS % "Mūsdienās", encoding="utf-8")
    later = path.with_suffix(".mo").stat().st_mtime + 1
    os.utime(path, (later, later))
    assert compile_stale(tmp_path) == [path]
    assert said(path) == "Mūsdienās"
