"""What every test stands on: the folder says the kind, the clock stands still, the network is shut.

tests/pure          rules, values and algorithms: no database
tests/properties    Hypothesis: no database unless a test asks for it
tests/architecture  the code base about itself
tests/db            services, queries and pages, on SQLite and (DATABASE_URL) on PostgreSQL
tests/browser       journeys in Chromium; fixtures in tests/browser/conftest.py
"""

import inspect
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

import digitilts  # noqa: F401  # first of all: puts the packaged SQLite in place

TESTS = Path(__file__).parent
ORDER = ("pure", "properties", "architecture", "db", "browser")
# A Monday morning; the summer half of the year begins four weeks later.
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))


class UndefinedVariableError(BaseException):
    """A template printed something that its view never gave. Not an Exception: nothing may swallow it."""


class RefuseUndefined:
    """Stands in `string_if_invalid`: Django asks for "%s" in it, then formats the name into it."""

    def __contains__(self, needle: str) -> bool:
        return needle == "%s"

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return ""

    def __mod__(self, variable: object) -> str:
        template = _template_on_stack()
        # Templates of other packages keep Django's ordinary behaviour: empty.
        if "/digitilts/" not in template:
            return ""
        raise UndefinedVariableError(f"{{{{ {variable} }}}} is not defined in {template}")


def _template_on_stack() -> str:
    frame = inspect.currentframe()
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None and frame.f_code.co_name.startswith("render"):
            return str(origin)
        frame = frame.f_back
    return ""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # A fresh clone has no compiled words yet. One process compiles for all.
    if not hasattr(config, "workerinput"):
        from digitilts.kit.catalogues import compile_stale

        compile_stale(settings.PACKAGE)
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = RefuseUndefined()
    folder = tempfile.mkdtemp(prefix="digitilts-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.STATIC_ROOT = folder
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A real file with a real WAL, as in production; only the waiting for the disk is left out.
        database["NAME"] = f"{folder}/unused.sqlite3"
        database.setdefault("TEST", {})["NAME"] = f"{folder}/test.sqlite3"
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


def kind_of(path: Path) -> str:
    """The folder under tests/: pure, properties, architecture, db or browser."""
    inside = path.relative_to(TESTS).parts
    return inside[0] if inside[0] in ORDER else "pure"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        kind = kind_of(item.path)
        item.add_marker(kind)
        if kind == "db" and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)
    # Shuffled inside a kind; tests that empty the tables come after those that only roll back.
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[int, bool]:
    marker = item.get_closest_marker("django_db")
    empties = bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )
    return ORDER.index(kind_of(item.path)), empties


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Outside the browser every test happens on the same Monday morning; the clock ticks from there."""
    if kind_of(request.path) == "browser":
        yield
        return
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def now(request: pytest.FixtureRequest) -> datetime:
    """The moment of the test, for services that take `now`."""
    from django.utils import timezone

    return timezone.now() if kind_of(request.path) == "browser" else NOW


@pytest.fixture(autouse=True)
def _latvian_again() -> Iterator[None]:
    """A test that spoke English leaves Latvian behind."""
    from django.utils import translation

    with translation.override("lv"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test runner may empty append-only tables between tests; the application may not."""
    from django.db import connection

    operations = type(connection.ops)
    plainly: Callable[..., None] = operations.execute_sql_flush

    def flush(self: Any, sql_list: list[str]) -> None:
        with triggers_lifted(self.connection):
            plainly(self, sql_list)

    operations.execute_sql_flush = flush  # type: ignore[method-assign]


@contextmanager
def triggers_lifted(connection: Any) -> Iterator[None]:
    """Take every trigger away and put it back as it was: only the owner of the tables can do that."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:  # what waits for the end of the transaction would forbid ALTER TABLE
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(SQLITE_TRIGGERS if is_sqlite else POSTGRESQL_TRIGGERS)
        found = list(cursor.fetchall())
        for table, name, _sql in found:
            cursor.execute(
                f'DROP TRIGGER "{name}"' if is_sqlite else f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"'
            )
        try:
            yield
        finally:
            if not is_sqlite:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, name, sql in found:
                cursor.execute(sql if is_sqlite else f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"')


SQLITE_TRIGGERS = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_TRIGGERS = """
    SELECT c.relname, t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal
"""
