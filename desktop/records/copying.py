"""Whole copies of a database through SQLite's own backup: one moment of it, also while a window writes to it.

A copy is made under a name for the time being and renamed when it is whole and on the disk, so that there is
the whole copy or none. What goes into the records goes in as one transaction: an open window sees it like any
other change, and a process that is killed leaves the records as they were.
"""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desktop.errors import RecordsError
from desktop.records import connecting
from desktop.records.connecting import BESIDE, clear_errors, connect, prepare, write_ahead

_UNFINISHED = ".unfinished"
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@contextmanager
def copied(source: sqlite3.Connection, folder: Path, name: str) -> Iterator[Path]:
    """A whole copy of a database in a folder, under a name for the time being; what stays there goes.

    Args:
        source: A connection to the database, in no transaction.
        folder: Where the copy is made; it must be there.
        name: What the database is called.

    Raises:
        RecordsError: `records_full`, `records_place`, `records_busy` or `records_damaged`.
    """
    copy = folder / f".{secrets.token_hex(8)}{_UNFINISHED}"
    try:
        with folder_errors(name), clear_errors(name):
            with closing(sqlite3.connect(copy, isolation_level=None)) as target:
                # Nobody else sees this file: it needs no way back, and is flushed once when it is whole.
                for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                    target.execute(f"PRAGMA {pragma}")
                _copy_all(source, target, name)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, whoever opens it
            with copy.open("rb+") as opened:
                os.fsync(opened.fileno())
        yield copy
    finally:
        for beside in ("", *BESIDE):
            with suppress(OSError):  # what cannot be removed now goes with the next copy
                copy.with_name(copy.name + beside).unlink(missing_ok=True)


def write_over(source: sqlite3.Connection, records: Path) -> None:
    """Write a database into another, which may be open elsewhere, as one transaction.

    Raises:
        RecordsError: As `copied`; `records_damaged` also if what is to be written over is no database of
            ours. It is then as it was.
    """
    with clear_errors(records.name), closing(connect(records)) as target:
        if not prepare(target, records.name):
            write_ahead(target)
        _copy_all(source, target, records.name)


def clear_unfinished(folder: Path) -> None:
    """Remove the copies that a process which was killed has left; who is still at work holds a lock."""
    for each in folder.glob(f".*{_UNFINISHED}*"):
        if each.suffix != _UNFINISHED or each.is_symlink() or not _is_in_use(each):
            with suppress(OSError):  # the next one who makes a copy tries again
                each.unlink(missing_ok=True)


def _is_in_use(copy: Path) -> bool:
    try:
        with closing(sqlite3.connect(copy, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as problem:
        return problem.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def flush_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    if os.name == "posix":  # Windows cannot open a folder to flush it; it orders the rename itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def folder_errors(name: str) -> Iterator[None]:
    """Say in our words what the operating system complains of.

    Raises:
        RecordsError: `records_full` or `records_place`.
    """
    try:
        yield
    except OSError as problem:
        key = "records_full" if problem.errno in _FULL else "records_place"
        raise RecordsError(key, file=name) from problem


def _copy_all(source: sqlite3.Connection, target: sqlite3.Connection, name: str) -> None:
    begun = time.monotonic()

    def patience(status: int, _remaining: int, _total: int) -> None:
        waits = status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waits and time.monotonic() - begun > connecting.WAIT_FOR_OTHERS_S:
            raise RecordsError("records_busy", file=name)

    # In one step: of many, a window that writes in between would have each begin again.
    source.backup(target, pages=-1, progress=patience, sleep=0.05)
