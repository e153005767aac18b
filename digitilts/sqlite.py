"""Puts the packaged SQLite in the place of Python's own, before Django loads.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that several processes write
(the "WAL-reset bug"); Debian 12 ships 3.40.1. See docs/adr/0004-sqlite-from-a-package.md.
"""

import sys

SAFE_VERSION = (3, 51, 3)


def use_packaged_sqlite() -> None:
    """Make `import sqlite3` mean the packaged library. Safe to call twice."""
    if "sqlite3" in sys.modules and sys.modules["sqlite3"].__name__ == "pysqlite3":
        return
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_safe(version: tuple[int, int, int]) -> bool:
    """Is a WAL database safe with this SQLite?  3.51.3 and later, or the two backports."""
    backported = {(3, 50): 7, (3, 44): 6}
    patch = backported.get(version[:2])
    return version >= SAFE_VERSION or (patch is not None and version[2] >= patch)
