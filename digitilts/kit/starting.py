"""What can stand in the way of a start, each in one sentence that says what to do."""

import os
import shutil
import socket
import sqlite3
from pathlib import Path

from django.db import Error, connection

from digitilts.sqlite import SAFE_VERSION, is_safe

NEEDED_MEGABYTES = 200
LAST_PORT = 65535
# Pieces of what the databases say, and what we say.
SENTENCES = {
    "disk is full": "the disk is full; free some space and start again.",
    "no space left": "the disk is full; free some space and start again.",
    "readonly database": "the database in {var} is not writable for this account.",
    "unable to open": "the database in {var} cannot be opened; is the folder writable for this account?",
    "not a database": "the file in {var} is no database of ours; restore it from a backup.",
    "malformed": "the database in {var} is damaged; restore it from a backup.",
    "database is locked": "another program holds the database in {var}.",
    "connection refused": "PostgreSQL does not answer at the address in DATABASE_URL.",
    "could not translate host": "the host in DATABASE_URL is unknown.",
    "failed to resolve": "the host in DATABASE_URL is unknown.",
    "no such file or directory": "PostgreSQL does not answer at the address in DATABASE_URL.",
    "timeout": "PostgreSQL does not answer at the address in DATABASE_URL.",
    "authentication failed": "PostgreSQL refuses the user or the password in DATABASE_URL.",
    "does not exist": "PostgreSQL has no such database or user as DATABASE_URL names.",
}


def sentence_for(error: Exception, var: Path) -> str:
    """What a database error means for somebody who starts the server; the error itself if we do not know."""
    said = str(error).lower()
    for piece, sentence in SENTENCES.items():
        if piece in said:
            return sentence.format(var=var)
    return f"the database says: {str(error).strip().splitlines()[0] if str(error).strip() else error!r}"


def what_stands_in_the_way(*, host: str, port: int, var: Path) -> str | None:
    """The first obstacle in one sentence, or None."""
    return (
        port_obstacle(host, port)
        or folder_obstacle(var)
        or sqlite_obstacle(sqlite3.sqlite_version_info)
        or database_obstacle(var)
    )


def port_obstacle(host: str, port: int) -> str | None:
    if not 0 < port <= LAST_PORT:
        return f"PORT={port} is no port; choose one from 1024 to {LAST_PORT}: PORT=8123 make demo"
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        return f"this account may not use port {port}; choose one above 1023: PORT=8123 make demo"
    except OSError:
        return f"port {port} is taken; choose another one: PORT=8123 make demo"
    return None


def folder_obstacle(var: Path) -> str | None:
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)  # people are in it
    except OSError as error:
        return f"the folder {var} cannot be made ({error.strerror})."
    if not os.access(var, os.W_OK):
        return f"the folder {var} is not writable for this account."
    free = shutil.disk_usage(var).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        return f"the disk of {var} has {free} MB left; at least {NEEDED_MEGABYTES} MB are needed."
    return None


def sqlite_obstacle(version: tuple[int, int, int]) -> str | None:
    if connection.vendor != "sqlite" or is_safe(version):
        return None
    needed, found = (".".join(map(str, each)) for each in (SAFE_VERSION, version))
    return f"SQLite {found} can damage a database with several writers; {needed} is needed: make install"


def database_obstacle(var: Path) -> str | None:
    try:
        connection.ensure_connection()
    except Error as error:
        return sentence_for(error, var)
    return None
