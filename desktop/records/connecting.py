"""A connection to a file that nobody trusts, and its errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import RecordsError

LAYOUT_VERSION = 1
WAIT_FOR_OTHERS_S = 2.0


def connect(path: Path) -> sqlite3.Connection:
    """Open a file; call it, and all that is done with the connection, inside `clear_errors`.

    Raises:
        RecordsError: `records_place` if it is a link or no file.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise RecordsError("records_place", file=path.name)
    connection = sqlite3.connect(path, timeout=WAIT_FOR_OTHERS_S, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    # Whatever the file holds, it cannot make us open another one.
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    return connection


def prepare(connection: sqlite3.Connection, name: str) -> bool:
    """Read whose file it is, and have it written safely.

    Args:
        connection: One of `connect`; the file was not looked at yet.
        name: What the file is called.

    Returns:
        Whether there is anything in it: False for a new file.

    Raises:
        RecordsError: `records_newer` if a later Homespun made it, `records_damaged` if somebody else did.
    """
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > LAYOUT_VERSION:
        raise RecordsError("records_newer", file=name)
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise RecordsError("records_damaged", file=name)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    return bool(version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        # Still in it: something has failed, perhaps the commit itself, and nothing shall remain.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def clear_errors(name: str) -> Iterator[None]:
    """Say what SQLite complains of in our words.

    Args:
        name: What the file is called.

    Raises:
        RecordsError: For every error of SQLite.
    """
    try:
        yield
    except sqlite3.Error as problem:
        raise RecordsError(_key_of(problem), file=name) from problem


def _key_of(problem: sqlite3.Error) -> str:
    """Return the entry of the error catalogue for an error of SQLite."""
    name = getattr(problem, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "records_busy"
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return "records_full"
    return "records_place" if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) else "records_damaged"
