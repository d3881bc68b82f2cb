"""A stranger's database in, one of our own with the same records out.

The stranger's is only read, and nothing of how it is made is taken over: a new database is made, with
tables and columns after our own patterns for whatever the old one remembers to have kept, also what its app
no longer has. Then plain values are copied, each as what its field holds. So a rule, a view, an index or a
reference that somebody has put into the old one does not come along, whatever it would have done.

Refused are a database that is damaged or has something in it that runs by itself, and one whose pages are
arranged so that reading would never end.
"""

from __future__ import annotations

import math
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.records.connecting import clear_errors, connect, identify, transaction
from desktop.records.database import Database
from desktop.records.growing import add_column, add_table
from desktop.records.kinds import KINDS, LONGEST_TEXT, Stored, from_json
from desktop.records.layout import Column, Layout, Wanted, remember_column, remember_table, wanted_fields
from desktop.records.messages import LONGEST_NOTE, LONGEST_NOTE_NAME, MOST_NOTES
from desktop.records.names import quote
from desktop.records.record import ID_SHAPE, LATEST_MADE

_STEPS_BETWEEN_LOOKS = 100_000
_SHORTEST_S = 60.0
_BYTES_A_SECOND = 1_000_000
"""No computer reads slower than that; who needs longer reads in circles."""
_OWN = frozenset({"homespun_tables", "homespun_columns", "homespun_state", "homespun_notes"})
_MOST_PLACES = 20_000
"""Tables and columns that an app may have had in its life."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came along.

    Attributes:
        records: How many.
        lost: How many records, values and references did not, because they are none that we could keep.
    """

    records: int
    lost: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field has its values, as the database remembers it: before and, if it has any, now."""

    entity: str
    field: str
    old: Column
    new: Column


def adopt(stranger: Path, place: Path, app: App) -> Adopted:
    """Make a database of our own from a stranger's.

    Args:
        stranger: The database; a copy, as SQLite may tidy it up.
        place: Where ours is made; nothing may be there.
        app: The app as it is now, with all that it implies.

    Raises:
        RecordsError: As `Database` does; `records_strange` if something in it runs by itself,
            `records_file_exists` if something is at `place`. Of `place` nothing is promised then.
    """
    if os.path.lexists(place):
        raise RecordsError("records_file_exists", file=str(place))
    with clear_errors(stranger.name), closing(connect(stranger)) as source:
        _check(source, stranger)
        tables, columns = _remembered(source)
        with Database(place, replace(app, entities=())):
            pass  # empty, and ours
        with clear_errors(place.name), closing(connect(place)) as target:
            identify(target, place.name)
            target.execute("PRAGMA foreign_keys = OFF")  # a record may come before the one it refers to
            with transaction(target):
                adopted = _copy_all(source, target, tables, columns, app)
    with Database(place, app):
        pass  # fitted to the app
    return adopted


# --- the stranger's -------------------------------------------------------------------------------


def _check(source: sqlite3.Connection, stranger: Path) -> None:
    deadline = time.monotonic() + _SHORTEST_S + stranger.stat().st_size / _BYTES_A_SECOND
    source.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    for pragma in ("query_only = ON", "ignore_check_constraints = ON"):
        source.execute(f"PRAGMA {pragma}")  # a stranger's rules are not even tried
    is_ours = identify(source, stranger.name)
    tables = {name for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not is_ours or not tables >= _OWN or source.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise RecordsError("records_damaged", file=stranger.name)


def _remembered(source: sqlite3.Connection) -> tuple[dict[str, str], list[tuple[str, str, Column]]]:
    """Which table is whose, and which column: what is really there, and each only once."""
    query = (
        "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c "
        "WHERE t.type = 'table' AND t.rootpage <> 0"
    )
    free = set(source.execute(query))
    tables: dict[str, str] = {}
    # With the table's name before it: alone, a name in quotes that no column has would count as a text.
    query = f'SELECT t."entity", t."table" FROM "homespun_tables" AS t ORDER BY t.rowid LIMIT {_MOST_PLACES}'
    for entity, table in source.execute(query):
        own = {(table, "id"), (table, "made")}
        if _are_texts(entity, table) and (not table or own <= free):
            tables[entity] = table
            free -= own
    columns = []
    query = (
        'SELECT c."entity", c."field", c."column", c."table", c."kind", c."target" '
        f'FROM "homespun_columns" AS c ORDER BY c.rowid LIMIT {_MOST_PLACES}'
    )
    for row in source.execute(query):
        if not _are_texts(*row):
            continue
        entity, name, column, table, kind, target = row
        parts = ("record", "position", "refers to") if kind == "references" else (column,)
        own = {(table if kind == "references" else tables.get(entity, ""), part) for part in parts}
        is_blank = not column and not table
        if entity in tables and kind in KINDS and (is_blank or own <= free):
            columns.append((entity, name, Column(kind, target, column, table)))
            free -= own
    return tables, columns


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


# --- ours -----------------------------------------------------------------------------------------


def _copy_all(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    tables: dict[str, str],
    columns: Sequence[tuple[str, str, Column]],
    app: App,
) -> Adopted:
    layout: Layout = {entity: add_table(target, table) for entity, table in tables.items() if table}
    places = _make_columns(target, layout, columns, app)
    _write_down(target, layout, tables, places)
    records = lost = 0
    for entity, shelf in layout.items():
        own = [place for place in places if place.entity == entity]
        taken, left = _copy_rows(source, target, (tables[entity], shelf.table), own)
        records, lost = records + taken, lost + left
    for place in places:
        if place.new.kind == "references" and place.new.table:
            _copy_links(source, target, place)
    lost += sum(_forget_dangling(target, layout, place) for place in places if place.new.target)
    lost += _copy_notes(source, target)
    _copy_state(source, target)
    return Adopted(records, lost)


def _make_columns(
    target: sqlite3.Connection, layout: Layout, columns: Sequence[tuple[str, str, Column]], app: App
) -> list[_Place]:
    types = {(name, one.name): one for name, fields in wanted_fields(app).items() for one in fields}
    places = []
    for entity, name, old in columns:
        new = Column(old.kind, old.target)  # a blank, which keeps a name free: see `setting_aside`
        refers = old.kind in ("reference", "references")
        if entity in layout and (old.name or old.table) and (not refers or old.target in layout):
            known = types.get((entity, name))
            word = known.type if known and known.kind == old.kind else old.kind
            named = Wanted(old.name or name, word, old.kind, old.target)
            new = add_column(target, layout, entity, named)
        places.append(_Place(entity, name, old, new))
    return places


def _write_down(
    target: sqlite3.Connection, layout: Layout, tables: dict[str, str], places: Sequence[_Place]
) -> None:
    """Remember everything under the names and in the order that it had."""
    for table in ("homespun_tables", "homespun_columns"):
        target.execute(f'DELETE FROM "{table}"')
    for entity in tables:
        remember_table(target, entity, layout[entity].table if entity in layout else "")
    for place in places:
        remember_column(target, place.entity, place.field, place.new)


def _copy_rows(
    source: sqlite3.Connection, target: sqlite3.Connection, tables: tuple[str, str], places: Sequence[_Place]
) -> tuple[int, int]:
    """Copy the records of an entity; return how many there are now, and what did not come along."""
    columns = [place for place in places if place.new.name]
    kinds = [place.new.kind for place in columns]
    old = ", ".join(['"id"', '"made"', *(quote(place.old.name) for place in columns)])
    new = ", ".join(['"id"', '"made"', *(quote(place.new.name) for place in columns)])
    marks = ", ".join("?" * (len(columns) + 2))
    put = f"INSERT OR IGNORE INTO {quote(tables[1])} ({new}) VALUES ({marks})"
    seen = lost = 0

    def fitted() -> Iterator[tuple[Stored, ...]]:
        nonlocal seen, lost
        for row in source.execute(f"SELECT {old} FROM {quote(tables[0])}"):  # one by one: each may be large
            seen += 1
            if _is_record(row[0], row[1]):
                values = (*row[:2], *map(_fitting, kinds, row[2:]))
                lost += sum(was != now for was, now in zip(row, values, strict=True))
                yield values

    target.executemany(put, fitted())
    records = int(target.execute(f"SELECT count(*) FROM {quote(tables[1])}").fetchone()[0])
    return records, lost + seen - records


def _copy_links(source: sqlite3.Connection, target: sqlite3.Connection, place: _Place) -> None:
    parts = '"record", "position", "refers to"'
    put = f"INSERT OR IGNORE INTO {quote(place.new.table)} ({parts}) VALUES (?, ?, ?)"
    rows = source.execute(f"SELECT {parts} FROM {quote(place.old.table)}")
    target.executemany(put, (row for row in rows if _are_texts(row[0], row[2]) and _is_count(row[1])))


def _forget_dangling(target: sqlite3.Connection, layout: Layout, place: _Place) -> int:
    """Empty what refers to a record that is not there; return how often."""
    if not place.new.name and not place.new.table:
        return 0
    there = f'(SELECT "id" FROM {quote(layout[place.new.target].table)})'
    own = quote(layout[place.entity].table)
    if place.new.kind == "references":
        gone = f'"refers to" NOT IN {there} OR "record" NOT IN (SELECT "id" FROM {own})'
        return target.execute(f"DELETE FROM {quote(place.new.table)} WHERE {gone}").rowcount
    name = quote(place.new.name)
    return target.execute(f"UPDATE {own} SET {name} = NULL WHERE {name} NOT IN {there}").rowcount


def _copy_notes(source: sqlite3.Connection, target: sqlite3.Connection) -> int:
    lost = 0
    notes = source.execute('SELECT n."name", n."value" FROM "homespun_notes" AS n')
    for number, (name, value) in enumerate(notes):
        if number < MOST_NOTES and _is_note(name, value):
            target.execute('INSERT OR IGNORE INTO "homespun_notes" VALUES (?, ?)', (name, value))
        else:
            lost += 1
    return lost


def _copy_state(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    row = source.execute('SELECT s."revision", s."begun" FROM "homespun_state" AS s').fetchone()
    revision, begun = row if row and all(map(_is_count, row)) else (0, 1)
    target.execute('UPDATE "homespun_state" SET "revision" = ?, "begun" = ?', (revision, int(begun > 0)))
    # What was remembered by an older Homespun is brought up to date like any database of that age.
    version = int(source.execute("PRAGMA user_version").fetchone()[0])
    target.execute(f"PRAGMA user_version = {version}")


# --- values ---------------------------------------------------------------------------------------


def _fitting(kind: str, value: object) -> Stored:
    """A value as a column of this kind holds it; None for one that it cannot."""
    if kind == "number":
        is_number = isinstance(value, int | float) and math.isfinite(value)
        return float(value) if is_number else None  # type: ignore[arg-type]
    if kind == "yes/no":
        return value if value in (0, 1) and isinstance(value, int) else None
    return value if isinstance(value, str) and len(value) <= LONGEST_TEXT else None


def _is_record(id_: object, made: object) -> bool:
    return isinstance(id_, str) and ID_SHAPE.fullmatch(id_) is not None and _is_count(made)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and 0 <= value <= LATEST_MADE


def _is_note(name: object, value: object) -> bool:
    if not isinstance(name, str) or not isinstance(value, str):
        return False
    is_short = 0 < len(name) <= LONGEST_NOTE_NAME and len(value) <= LONGEST_NOTE
    return is_short and (value == "null" or from_json(value) is not None)
