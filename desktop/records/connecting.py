"""A connection to a file that nobody trusts, and its errors in our words.

A write-ahead log: who reads never waits for who writes, a snapshot holds nobody up, and a change costs one
flush of the disk. Every change is flushed before it is told as saved (`synchronous = EXTRA`: the log after
each change, and the folder as well where a file system cannot have a log and a rollback journal is used).
While somebody has the file open, the last changes may lie beside it in `data.sqlite-wal`; whoever lets it go
last takes them in. Whoever copies records uses `snapshots`, never the file.

The file may come from a stranger. It can open no other file, load nothing, and is refused if it has parts
that run by themselves: triggers, virtual tables, columns that are worked out, views in the place of our own
tables. Other views do nothing here and may stay, as may tables and indexes that other programs have added.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import RecordsError

LAYOUT_VERSION = 2
"""Version 2 tells days and times from other words; see `growing`."""

WAIT_FOR_OTHERS_S = 2.0
LARGEST_ROW_BYTES = 256 * 1024 * 1024
"""One record with all its pictures; a larger one is refused, whoever has put it there."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite adds to a database's name for the files that it keeps beside it."""

LARGEST_DATABASE_BYTES = 16 * 1024**3
"""A page that writes without end shall not fill the disk; a database that is larger already can be read."""

_CACHE_KB = 32_000
"""Memory that a window may take for pages: with SQLite's own 2 MB, large changes read everything twice."""

_LARGEST_LOG_BYTES = 64 * 1024 * 1024
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),  # whatever the file holds, it cannot make us open another one
    (sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_ROW_BYTES),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 10),  # what happens to references counts as well
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_RUNS_BY_ITSELF = """SELECT name FROM sqlite_schema
WHERE type = 'trigger' OR (type = 'table' AND rootpage = 0)
OR (type = 'view' AND name LIKE 'homespun!_%' ESCAPE '!')
UNION ALL SELECT c.name FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
WHERE t.type = 'table' AND t.rootpage <> 0 AND c.hidden <> 0 LIMIT 1"""


def connect(path: Path) -> sqlite3.Connection:
    """Open a file; call it, and all that is done with the connection, inside `clear_errors`.

    Raises:
        RecordsError: `records_place` if it, or a file that SQLite keeps beside it, is a link or no file.
    """
    for file in (path, *(path.with_name(path.name + ending) for ending in BESIDE)):
        if not _may_be_opened(file):
            raise RecordsError("records_place", file=file.name)
    connection = sqlite3.connect(path, timeout=WAIT_FOR_OTHERS_S, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    for limit, most in _LIMITS:
        connection.setlimit(limit, most)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
    return connection


def _may_be_opened(file: Path) -> bool:
    try:
        # One look: between two, another program may let the database go, and the log beside it is gone.
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return True  # there is none; or SQLite will not get at it either, and says so


def prepare(connection: sqlite3.Connection, name: str) -> bool:
    """Read whose file it is, and have it written safely.

    Args:
        connection: One of `connect`; the file was not looked at yet.
        name: What the file is called.

    Returns:
        Whether there is anything in it: False for a new file, which is not touched.

    Raises:
        RecordsError: As `identify`.
    """
    is_old = identify(connection, name)
    if is_old:
        write_ahead(connection)
    return is_old


def write_ahead(connection: sqlite3.Connection) -> None:
    """Have changes written to a log first; where the file system cannot, to a rollback journal as ever."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_LOG_BYTES}")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    connection.execute(f"PRAGMA max_page_count = {LARGEST_DATABASE_BYTES // page_bytes}")


def identify(connection: sqlite3.Connection, name: str) -> bool:
    """Read whose file it is, and write nothing.

    Args:
        connection: One of `connect`; the file was not looked at yet.
        name: What the file is called.

    Returns:
        Whether there is anything in it: False for a new file.

    Raises:
        RecordsError: `records_newer` if a later Homespun made it, `records_damaged` if somebody else did,
            `records_strange` if something in it runs by itself.
    """
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > LAYOUT_VERSION:
        raise RecordsError("records_newer", file=name)
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise RecordsError("records_damaged", file=name)
    strange = connection.execute(_RUNS_BY_ITSELF).fetchone()
    if strange is not None:
        raise RecordsError("records_strange", file=name, part=strange[0])
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
    except UnicodeDecodeError as problem:  # a name in the schema, or SQLite's complaint about it, is no text
        raise RecordsError("records_damaged", file=name) from problem


def _key_of(problem: sqlite3.Error) -> str:
    """Return the entry of the error catalogue for an error of SQLite."""
    name = getattr(problem, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "records_busy"
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return "records_full"
    if name == "SQLITE_TOOBIG":
        return "records_too_large"
    return "records_place" if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) else "records_damaged"
