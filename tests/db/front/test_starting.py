"""What stands in the way of a start is said in one sentence."""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import OperationalError, connection

from digitilts.kit import starting
from digitilts.kit.starting import folder_obstacle, port_obstacle, sentence_for, sqlite_obstacle

VAR = Path("/srv/digitilts")


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port} is taken" in (port_obstacle("127.0.0.1", port) or "")
    assert port_obstacle("127.0.0.1", port) is None


def test_serve_refuses_a_taken_port_in_one_sentence(settings: Any) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.ENV.PORT))
        other.listen()
        with pytest.raises(SystemExit) as raised:
            call_command("serve")
    assert str(raised.value).startswith("Digitilts cannot start: port")
    assert "\n" not in str(raised.value)


def test_a_number_that_is_no_port_is_refused() -> None:
    for port in (0, 99999):
        assert f"PORT={port} is no port" in (port_obstacle("127.0.0.1", port) or "")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be made" in (folder_obstacle(tmp_path / "file" / "var") or "")


def test_a_full_disk_is_named_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 5_000_000})()
    monkeypatch.setattr(starting.shutil, "disk_usage", lambda _path: usage)
    assert "5 MB left" in (folder_obstacle(tmp_path) or "")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("database or disk is full", "the disk is full"),
        ("attempt to write a readonly database", "not writable"),
        ("unable to open database file", "cannot be opened"),
        ("file is not a database", "no database of ours"),
        ("connection failed: Connection refused", "PostgreSQL does not answer"),
        ('FATAL: password authentication failed for user "x"', "the user or the password"),
        ('FATAL: database "x" does not exist', "no such database"),
        ("something new\nand more", "something new"),
    ],
)
def test_what_a_database_says_becomes_one_sentence(error: str, sentence: str) -> None:
    said = sentence_for(OperationalError(error), VAR)
    assert sentence in said
    assert "\n" not in said


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5)])
def test_an_sqlite_that_can_corrupt_is_refused(version: tuple[int, int, int]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the embedded database only")
    assert "can damage" in (sqlite_obstacle(version) or "")


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 0), (3, 50, 7), (3, 44, 6), (4, 0, 0)])
def test_a_safe_sqlite_is_let_through(version: tuple[int, int, int]) -> None:
    assert sqlite_obstacle(version) is None


def test_the_safeguards_of_the_embedded_database_are_asked_of_the_connection() -> None:
    """Tests leave out the waiting for the disk; the check notices exactly that."""
    problems = [each for each in run_checks(databases=["default"]) if each.id == "digitilts.E002"]
    expected = ["SQLite's synchronous is 0 instead of 2"] if connection.vendor == "sqlite" else []
    assert [each.msg for each in problems] == expected
