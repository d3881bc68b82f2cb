"""A copy of an app's records at a place of the person's choice, and back from there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from desktop.errors import RecordsError
from desktop.records.connecting import BESIDE, clear_errors, connect, identify, prepare, transaction
from desktop.records.copying import clear_unfinished, copied, flush_folder, folder_errors, write_over
from desktop.records.folder import DATABASE_FILE

_FAR_AHEAD = 1000
"""So many changes no window makes while a copy is put back."""


@contextmanager
def open_to_copy(records: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection to an app's records; None if there are none.

    Raises:
        RecordsError: As `Database` does.
    """
    if not os.path.lexists(records) or (records.is_file() and not records.stat().st_size):
        yield None
        return
    with clear_errors(records.name), closing(connect(records)) as connection:
        yield connection if prepare(connection, records.name) else None


def back_up(folder: Path, file: Path) -> Path | None:
    """Write a copy of an app's records as they are now, also while they are open.

    Args:
        folder: The project's.
        file: Where the copy goes; nothing may be there, its folder must be.

    Returns:
        The file; None if the app has no records yet, and then nothing is made.

    Raises:
        RecordsError: `records_file_exists`, `records_full`, `records_place`, `records_busy`, or
            `records_damaged`, `records_newer` or `records_strange` if the records are not ours. No half
            of a copy stays.
    """
    if os.path.lexists(file):
        raise RecordsError("records_file_exists", file=str(file))
    with open_to_copy(folder / DATABASE_FILE) as source:
        if source is None:
            return None
        clear_unfinished(file.parent)
        with copied(source, file.parent, file.name) as copy, folder_errors(file.name):
            copy.rename(file)
            flush_folder(file.parent)
    return file


def restore_from(folder: Path, file: Path) -> None:
    """Have an app's records be those of another file, which is checked first; the ones before are gone.

    Who wants to keep those takes a snapshot first. An open window sees the change by its revision. Records
    that cannot be opened are kept as `data damaged 1.sqlite`.

    Args:
        folder: The project's.
        file: A snapshot or a backup, anywhere; it is only read.

    Raises:
        RecordsError: `records_copy_missing` or `records_copy_damaged` if there is no such file or it is not
            whole, `records_newer`, `records_strange`, `records_full`, `records_place` or `records_busy`.
            The records are then as they were.
    """
    records = folder / DATABASE_FILE
    if not file.is_file():
        raise RecordsError("records_copy_missing", file=str(file))
    clear_unfinished(folder)
    with _checked_copy(file, folder) as source:
        with clear_errors(file.name):
            _number_anew(source, records)
        try:
            write_over(source, records)
        except RecordsError as problem:
            if problem.key not in ("records_damaged", "records_strange", "records_newer"):
                raise
            with folder_errors(records.name):
                _set_damaged_aside(records)
            write_over(source, records)


@contextmanager
def _checked_copy(file: Path, work: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of a database that somebody kept; it is ours, and sound."""
    with ExitStack() as stack:
        try:
            with clear_errors(file.name):
                kept = stack.enter_context(closing(connect(file)))
                copy = stack.enter_context(copied(kept, work, file.name))
                source = stack.enter_context(closing(connect(copy)))
                is_ours = identify(source, file.name)
                if not is_ours or source.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise RecordsError("records_damaged", file=file.name)
                if source.execute('SELECT typeof("revision") FROM "homespun_state"').fetchall() != [
                    ("integer",)
                ]:
                    raise RecordsError("records_damaged", file=file.name)
        except RecordsError as problem:
            if problem.key == "records_damaged":
                raise RecordsError("records_copy_damaged", file=file.name) from problem
            raise
        yield source


def _number_anew(source: sqlite3.Connection, records: Path) -> None:
    """Give a copy a revision that no window has seen, also if one writes meanwhile: all will read it anew."""
    change = 'UPDATE "homespun_state" SET "revision" = max("revision", ?) + ?'
    with transaction(source):
        source.execute(change, (_revision_of(records), _FAR_AHEAD))


def _revision_of(records: Path) -> int:
    """Return the revision of the records that are there; 0 if they cannot be read, by no window either."""
    if not records.is_file():
        return 0
    try:
        with clear_errors(records.name), closing(connect(records)) as now:
            row = now.execute('SELECT "revision" FROM "homespun_state"').fetchone()
            return row[0] if row and isinstance(row[0], int) else 0
    except RecordsError:
        return 0


def _set_damaged_aside(records: Path) -> None:
    """Keep what cannot be read under another name; it is the person's."""
    number = 1
    while os.path.lexists(records.with_name(f"data damaged {number}.sqlite")):
        number += 1
    for beside in (*BESIDE, ""):
        old = records.with_name(records.name + beside)
        if os.path.lexists(old):
            old.rename(records.with_name(f"data damaged {number}.sqlite{beside}"))
