"""The first step of an installation: territories come from a file, before anybody can sign in."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from digitilts.apps.places.models import Territory

GOOD = "code,kind,name,parent\nLV,country,Latvija,\n0054000,municipality,Jelgavas novads,LV\n"


def write(folder: Path, text: str, name: str = "territories.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_an_empty_installation_gets_its_territories(tmp_path: Path) -> None:
    out = StringIO()
    call_command("import_places", write(tmp_path, GOOD), stdout=out)
    assert list(Territory.objects.values_list("path", flat=True)) == ["LV/", "LV/0054000/"]
    assert "2 new" in out.getvalue()


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    out = StringIO()
    call_command("import_places", write(tmp_path, GOOD), stdout=out)
    call_command("import_places", write(tmp_path, GOOD), stdout=out)
    assert "0 new, 0 changed" in out.getvalue()


def test_a_bad_cell_is_named_and_nothing_is_taken_over(tmp_path: Path) -> None:
    bad = GOOD + "0054010,parish,Elejas pagasts,0099999\n"
    with pytest.raises(CommandError, match="Nothing was taken over") as raised:
        call_command("import_places", write(tmp_path, bad))
    assert "4" in str(raised.value)
    assert not Territory.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_places", str(tmp_path / "gone.csv"))
