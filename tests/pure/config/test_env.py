"""The environment is read once, strictly, and every mistake is named."""

from pathlib import Path

import pytest

from digitilts.config.env import (
    ConfigurationError,
    audit_keys,
    database,
    embedded_database,
    read_env,
    secret_key,
)


def test_nothing_has_to_be_set() -> None:
    env = read_env({})
    assert (env.DEMO, env.PORT, env.DATABASE_URL) == (False, 8000, "")


@pytest.mark.parametrize(
    ("raw", "meant"), [("1", True), ("yes", True), ("on", True), ("0", False), ("", False)]
)
def test_a_switch_is_understood(raw: str, meant: bool) -> None:
    assert read_env({"DEMO": raw}).DEMO is meant


@pytest.mark.parametrize(("name", "raw"), [("DEMO", "maybe"), ("PORT", "eighty"), ("WEB_WORKERS", "2.5")])
def test_a_value_that_is_not_understood_is_named(name: str, raw: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        read_env({name: raw})


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret\n")
    assert read_env({"SMS_TOKEN_FILE": str(tmp_path / "token")}).SMS_TOKEN == "s3cret"


def test_a_secret_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="SMS_TOKEN_FILE"):
        read_env({"SMS_TOKEN_FILE": str(tmp_path / "gone")})


def test_a_key_is_made_once_and_kept_for_this_account_alone(tmp_path: Path) -> None:
    env = read_env({"DIGITILTS_VAR": str(tmp_path / "var")})
    first = secret_key(env)
    assert len(first) > 50
    assert secret_key(env) == first
    assert audit_keys(env) != [first]
    assert [path.name for path in sorted((tmp_path / "var").iterdir())] == ["audit_key", "secret_key"]
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_hold_the_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        secret_key(read_env({"DIGITILTS_VAR": str(tmp_path / "file" / "var")}))


def test_earlier_audit_keys_stay_known() -> None:
    env = read_env({"AUDIT_KEY": "new", "AUDIT_KEY_FALLBACKS": "old,older"})
    assert audit_keys(env) == ["new", "old", "older"]


def test_postgresql_is_read_from_one_address() -> None:
    found = database(read_env({"DATABASE_URL": "postgres://u:p%40ss@db.example:5433/plans?sslmode=require"}))
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "u", "p@ss", "db.example", "5433", "plans",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="mysql"):
        database(read_env({"DATABASE_URL": "mysql://u@h/d"}))


def test_the_embedded_database_writes_every_commit_to_disk() -> None:
    said = embedded_database(Path("x"))["OPTIONS"]["init_command"]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        assert pragma in said
