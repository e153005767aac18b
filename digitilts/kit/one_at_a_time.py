"""Work that one process does while the others pass by, however many machines there are."""

from zlib import crc32

from django.db import connection


def is_my_turn(name: str) -> bool:
    """Take the lock `name` until the end of this transaction; False if another process holds it.

    SQLite needs nothing: its transactions are IMMEDIATE, so only one of them writes.
    """
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [crc32(name.encode())])
        return bool(cursor.fetchone()[0])
