"""What is done with an app's records while the window goes on: each function is one errand.

The database is opened for one errand and let go after it: it belongs to no thread, and a change of the app
never finds it held. The page in the preview may have it open at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.blueprint.nodes import Field
from desktop.errors import RecordsError
from desktop.records import (
    DATABASE_FILE,
    Database,
    TableColumn,
    UnfitRecordError,
    WayBack,
    add_record,
    add_records,
    change_values,
    columns_of,
    delete_records,
    ids_in_order,
    named_like,
    open_records,
    read_lines,
    revision_of,
    starting_values,
    take_back,
)
from desktop.records.cells import Reading
from desktop.records.folder import app_in
from desktop.records.kinds import Given
from desktop.records.telling import Names
from desktop.records.words import read_words, why_unread
from desktop.shell.data import blocks, in_words
from desktop.shell.data.entry import Entry
from desktop.shell.data.pictures import Lines, slim


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record: what it is called, and how many there are."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Tables:
    """All kinds of records that an app keeps, and the revision at which they were counted."""

    tables: tuple[Table, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class View:
    """A table as it is looked at.

    Attributes:
        entity: Which one.
        columns: Its columns.
        ids: Of its records, in order.
        start: What a new record starts with.
        rows: Where each id stands; made here, because of a hundred thousand it takes longer than a blink.
    """

    entity: str
    columns: tuple[TableColumn, ...]
    ids: tuple[str, ...]
    start: Mapping[str, Given] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change.

    Attributes:
        back: The way back; None if nothing has changed.
        lines: The changed or new records as they are now.
        refused: (id, column) and why a value was not taken.
        missing: Columns of a new record that have to be filled in before it is kept.
        revision: The database's after it.
    """

    back: WayBack | None
    lines: Lines = field(default_factory=Lines)
    refused: tuple[tuple[tuple[str, str], str], ...] = ()
    missing: tuple[str, ...] = ()
    revision: int = 0


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """The records of the app in a folder.

    Raises:
        RecordsError: They cannot be opened; `records_none` if no app lies there.
    """
    database = open_records(folder)
    if database is None:
        raise RecordsError("records_none", folder=str(folder))
    with database:
        yield database


def count_tables(folder: Path) -> Tables:
    """Look what there is."""
    app = app_in(folder)
    if app is not None and not app.entities:
        # Nothing is kept, so no file is made either.
        return Tables((), 0)
    with opened(folder) as database:
        revision = database.revision
        return Tables(tuple(Table(each, database.count(each)) for each in database.fields), revision)


def look(folder: Path, entity: str, words: str, by: str, descending: bool) -> View:
    """Find the records of a table, in order."""
    with opened(folder) as database:
        columns = columns_of(database, entity)
        ids = ids_in_order(database, entity, words, by, descending)
        rows = {id_: row for row, id_ in enumerate(ids)}
        return View(entity, columns, ids, starting_values(database, entity), rows)


def fetch(folder: Path, entity: str, ids: Sequence[str]) -> Lines:
    """Read the lines that are in sight."""
    with opened(folder) as database:
        return slim(read_lines(database, entity, ids), columns_of(database, entity))


def offers(folder: Path, entity: str, words: str) -> tuple[tuple[str, str], ...]:
    """Find what a reference may lead to."""
    with opened(folder) as database:
        return named_like(database, entity, words)


def change(folder: Path, entity: str, wished: Mapping[str, Mapping[str, Entry]], habits: Reading) -> Outcome:
    """Give cells other values: those that fit are written, in one change.

    Args:
        folder: The project's.
        entity: Whose records.
        wished: By id and column, what was typed.
        habits: How words are read where it cannot be told.
    """
    with opened(folder) as database:
        fields = _fields(database, entity)
        names = Names(database.connection, database.layout)
        refused: list[tuple[tuple[str, str], str]] = []
        changes = []
        for id_, entries in wished.items():
            values, why = _understood(fields, entries, names, habits)
            refused += [((id_, column), reason) for column, reason in why.items()]
            if values:
                changes.append((id_, values))
        back, unfit = change_values(database, entity, changes)
        refused += [((each.id, each.field), each.reason) for each in unfit]
        return Outcome(
            back if back.put else None,
            slim(read_lines(database, entity, list(wished)), columns_of(database, entity)),
            tuple(refused),
            revision=database.revision,
        )


def keep_new(folder: Path, entity: str, id_: str, entries: Mapping[str, Entry], habits: Reading) -> Outcome:
    """Add a record, if all is there that has to be."""
    with opened(folder) as database:
        fields = _fields(database, entity)
        names = Names(database.connection, database.layout)
        values, why = _understood(fields, entries, names, habits)
        refused = {(id_, column): reason for column, reason in why.items()}
        missing = tuple(
            each.name
            for each in fields.values()
            if each.required and each.name not in why and values.get(each.name) in (None, "", ())
        )
        missing = tuple(name for name in missing if fields[name].default is None)
        back, lines = None, Lines()
        if not refused and not missing:
            try:
                back = add_record(database, entity, id_, values)
                lines = slim(read_lines(database, entity, [id_]), columns_of(database, entity))
            except UnfitRecordError as problem:
                name = problem.field or next(iter(entries), next(iter(fields)))
                refused[id_, name] = str(problem)
        return Outcome(back, lines, tuple(refused.items()), missing, database.revision)


def add_rows(
    folder: Path, entity: str, rows: Sequence[tuple[str, Mapping[str, Entry]]], habits: Reading
) -> Outcome:
    """Add several records, each with its id; those that do not fit are told and not added."""
    with opened(folder) as database:
        fields = _fields(database, entity)
        names = Names(database.connection, database.layout)
        refused: list[tuple[tuple[str, str], str]] = []
        fit = []
        for id_, entries in rows:
            values, why = _understood(fields, entries, names, habits)
            refused += [((id_, column), reason) for column, reason in why.items()]
            if not why:
                fit.append((id_, values))
        ids = [id_ for id_, _ in fit]
        back, unfit = add_records(database, entity, [values for _, values in fit], ids)
        first = next(iter(fields))
        refused += [((ids[each.row - 1], each.field or first), each.reason) for each in unfit]
        return Outcome(back if back.remove else None, refused=tuple(refused), revision=database.revision)


def copy_out(folder: Path, entity: str, ids: Sequence[str], columns: Sequence[str]) -> str:
    """Return cells as text that a spreadsheet takes."""
    with opened(folder) as database:
        known = columns_of(database, entity)
        at = [place for place, each in enumerate(known) if each.name in columns]
        lines = read_lines(database, entity, ids)
        return blocks.to_text(
            [in_words.written(line.values[one], line.names[one], known[one]) for one in at] for line in lines
        )


def text_of(folder: Path, entity: str, id_: str, column: str) -> str:
    """Return a long text, or a picture as the app keeps it, whole."""
    with opened(folder) as database:
        lines = read_lines(database, entity, [id_])
        at = next(
            (place for place, each in enumerate(columns_of(database, entity)) if each.name == column), -1
        )
        return str(lines[0].values[at] or "") if lines and at >= 0 else ""


def delete(folder: Path, entity: str, ids: Sequence[str]) -> Outcome:
    """Delete records."""
    with opened(folder) as database:
        return Outcome(delete_records(database, entity, ids), revision=database.revision)


def undo(folder: Path, back: WayBack) -> Outcome:
    """Take a change back."""
    with opened(folder) as database:
        take_back(database, back)
        return Outcome(None, revision=database.revision)


Signature = tuple[int, ...]


def signature(folder: Path) -> Signature:
    """Return what the files look like from outside: as long as it stays the same, nobody has written."""
    found: list[int] = []
    for name in (DATABASE_FILE, f"{DATABASE_FILE}-wal"):
        try:
            facts = (folder / name).stat()
        except OSError:
            found += [0, 0]
            continue
        # An empty log comes and goes with whoever only reads.
        found += [facts.st_size, facts.st_mtime_ns if facts.st_size else 0]
    return tuple(found)


def peek(folder: Path, before: Signature) -> tuple[Signature, int | None]:
    """Look whether anybody has written: the signature now, and the revision if it is another one."""
    now = signature(folder)
    return now, None if now == before else revision_of(folder / DATABASE_FILE)


def _fields(database: Database, entity: str) -> dict[str, Field]:
    return {each.name: each.field for each in columns_of(database, entity) if each.field is not None}


def _understood(
    fields: Mapping[str, Field], entries: Mapping[str, Entry], names: Names, habits: Reading
) -> tuple[dict[str, Given], dict[str, str]]:
    """What was typed, as values; and for what means nothing, why."""
    values: dict[str, Given] = {}
    why: dict[str, str] = {}
    for column, entry in entries.items():
        known = fields.get(column)
        if known is None:
            continue
        if entry.is_picked or not entry.words.strip():
            values[column] = entry.value if entry.is_picked else None
            continue
        value = read_words(entry.words, known, replace(habits, options=known.options), names)
        if value is None:
            why[column] = why_unread(known)
        else:
            values[column] = value
    return values, why
