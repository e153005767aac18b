"""A page that is read may not write. Finds bugs; it is not a wall."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
READING = (
    "SELECT",
    "PRAGMA",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "BEGIN",
    "COMMIT",
    "EXPLAIN",
    "SHOW",
    "WITH",
)
# Bookkeeping of the framework itself, not facts of the municipality. allauth notes, in the row of the
# second proof, that the recovery codes have been looked at.
EXEMPT_TABLES = ("django_session", "digitilts_cache", "mfa_authenticator")


class WriteWhileReadingError(Exception):
    """A GET tried to write. The SQL is in the message."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401
    """An execute_wrapper (Django's instrumentation hook)."""
    is_reading = sql.lstrip("( \n").upper().startswith(READING)
    if is_reading or any(table in sql for table in EXEMPT_TABLES):
        return execute(sql, params, many, context)
    raise WriteWhileReadingError(sql[:200])


class GetReadsOnlyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS or not settings.READ_GUARD:
            return self.get_response(request)
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)
