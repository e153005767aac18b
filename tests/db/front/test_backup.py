"""A copy of the database while everything runs."""

import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the embedded database only")


@pytest.mark.usefixtures("on_sqlite")
def test_the_copy_holds_what_was_there(tmp_path: Path) -> None:
    person = factories.make_person()
    out = StringIO()
    call_command("backup", str(tmp_path / "copy.sqlite3"), stdout=out)
    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    assert copy.execute("SELECT family_name FROM people_person").fetchall() == [(person.family_name,)]
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    triggers = copy.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
    copy.close()
    assert triggers > 0
    assert "bytes" in out.getvalue()
    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("on_sqlite")
def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    there = tmp_path / "copy.sqlite3"
    there.write_text("precious")
    with pytest.raises(CommandError, match="never replaces"):
        call_command("backup", str(there))
    assert there.read_text() == "precious"


@pytest.mark.usefixtures("on_sqlite")
def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="could not be written"):
        call_command("backup", str(tmp_path / "nowhere" / "copy.sqlite3"))


def test_on_postgresql_it_says_how(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", str(tmp_path / "copy"))
