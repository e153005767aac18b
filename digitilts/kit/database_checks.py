"""System checks: refuse an embedded database that could lose what it was given."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from digitilts.kit.starting import sqlite_obstacle

# What must be in force on every connection, and what SQLite answers then.
IN_FORCE = {"journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1}
FULL = 2


@register()
def sqlite_is_safe(**_given: Any) -> list[CheckMessage]:  # noqa: ANN401  # Django's own signature
    obstacle = sqlite_obstacle(sqlite3.sqlite_version_info)
    return [Error(obstacle, id="digitilts.E001")] if obstacle else []


@register(Tags.database)
def sqlite_keeps_its_promises(
    databases: Sequence[str] | None = None,
    **_given: Any,  # noqa: ANN401
) -> list[CheckMessage]:
    """WAL, every commit on disk, foreign keys and triggers, as config/env.py asks for."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        wanted = {**IN_FORCE, "synchronous": FULL}
        with connection.cursor() as cursor:
            for pragma, value in wanted.items():
                found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                if found != value:
                    said = f"SQLite's {pragma} is {found!r} instead of {value!r}"
                    hint = "Is the folder on a disk that is shared over a network?"
                    problems.append(Error(said, hint=hint, id="digitilts.E002"))
    return problems
