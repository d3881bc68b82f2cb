"""Looks at an app's records and says in plain words what is whole and what is not; nothing is changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.messages import say
from desktop.records.connecting import clear_errors, connect, identify
from desktop.records.folder import DATABASE_FILE, app_in
from desktop.records.layout import EARLIER, SET_ASIDE, Layout, read_layout, wanted_fields
from desktop.records.names import quote

_MOST_TOLD = 10
_OWN = {
    "homespun_tables": ("entity", "table"),
    "homespun_columns": ("entity", "field", "column", "table", "kind", "target"),
    "homespun_state": ("revision", "begun"),
    "homespun_notes": ("name", "value"),
}
"""Our own tables and what they are made of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        check: Its stable name: `records`, `pages`, `references`, `places`, `kept` or `others`.
        state: `fine`, `note` (worth knowing, nothing is broken) or `problem`.
        text: The sentence for the person.
    """

    check: str
    state: Literal["fine", "note", "problem"]
    text: str


def check_records(folder: Path) -> tuple[Finding, ...]:
    """Look at the records of the app in a folder.

    Args:
        folder: The project's.

    Returns:
        What was found; at least one. Records that cannot be opened are a finding, not an error.
    """
    records = folder / DATABASE_FILE
    if not os.path.lexists(records):
        return (Finding("records", "note", say("records.check_none")),)
    try:
        with clear_errors(records.name), closing(connect(records)) as connection:
            connection.execute("PRAGMA query_only = ON")
            if not identify(connection, records.name):
                return (Finding("records", "note", say("records.check_none")),)
            return tuple(_findings(connection, app_in(folder)))
    except RecordsError as problem:
        return (Finding("records", "problem", str(problem)),)


def _findings(connection: sqlite3.Connection, app: App | None) -> Iterator[Finding]:
    damage = [text for (text,) in connection.execute(f"PRAGMA quick_check({_MOST_TOLD})")]
    if damage != ["ok"]:
        yield Finding("pages", "problem", say("records.check_damaged", count=len(damage), first=damage[0]))
        return
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    missing = [name for name, columns in _OWN.items() if not _has(connection, name, columns)]
    if missing:
        yield Finding("places", "problem", say("records.check_not_ours", names=", ".join(missing)))
        return
    layout = read_layout(connection)
    problems = [*_references(connection), *_places(connection, layout, app)]
    yield from problems
    yield from _set_aside(connection, layout, app)
    yield from _others(connection, tables)
    if not problems:
        count = sum(_count(connection, shelf.table) for shelf in layout.values())
        yield Finding("records", "fine", say("records.check_fine", count=count))


def _has(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> bool:
    there = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    return there >= set(columns)


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Values that refer to records that are not there."""
    found: dict[tuple[str, str], int] = {}
    for table, _row, target, _key in connection.execute("PRAGMA foreign_key_check"):
        found[table, target] = found.get((table, target), 0) + 1
    for (table, target), count in list(found.items())[:_MOST_TOLD]:
        told = say("records.check_references", count=count, table=table, target=target)
        yield Finding("references", "problem", told)


def _places(connection: sqlite3.Connection, layout: Layout, app: App | None) -> Iterator[Finding]:
    """What is remembered and not there, or there for two; and what deletes more than it should."""
    query = 'SELECT "entity", "table" FROM "homespun_tables" WHERE "table" <> \'\''
    remembered = [(entity, table) for entity, table in connection.execute(query) if SET_ASIDE not in entity]
    for entity, table in remembered:
        if entity not in layout:
            yield Finding("places", "problem", say("records.check_no_table", entity=entity, table=table))
    tables = [table for _, table in remembered]
    for table in sorted({table for table in tables if tables.count(table) > 1}):
        yield Finding("places", "problem", say("records.check_shared", table=table))
    query = 'SELECT "entity", "field", "column" FROM "homespun_columns" WHERE "column" <> \'\''
    for entity, field, column in connection.execute(query):
        plain = SET_ASIDE not in field and EARLIER not in field
        if plain and entity in layout and field not in layout[entity].columns:
            yield Finding(
                "places", "problem", say("records.check_no_column", entity=entity, field=field, column=column)
            )
    for entity, shelf in layout.items():
        keys = connection.execute(
            "SELECT on_delete FROM pragma_foreign_key_list(?) WHERE on_delete <> 'SET NULL'", (shelf.table,)
        )
        if keys.fetchone():
            yield Finding("places", "problem", say("records.check_cascade", entity=entity))


def _set_aside(connection: sqlite3.Connection, layout: Layout, app: App | None) -> Iterator[Finding]:
    """What the app no longer has, and is kept."""
    if app is None:
        return
    wanted = {entity: {field.name for field in fields} for entity, fields in wanted_fields(app).items()}
    for entity, shelf in layout.items():
        if entity not in wanted:
            count = _count(connection, shelf.table)
            if count:
                yield Finding("kept", "note", say("records.check_kept_entity", entity=entity, count=count))
            continue
        for field, column in shelf.columns.items():
            if field in wanted[entity]:
                continue
            if column.kind == "references":
                query = f'SELECT count(DISTINCT "record") FROM {quote(column.table)}'
            else:
                query = f"SELECT count({quote(column.name)}) FROM {quote(shelf.table)}"
            (count,) = connection.execute(query).fetchone()
            if count:
                told = say("records.check_kept_field", entity=entity, field=field, count=count)
                yield Finding("kept", "note", told)


def _others(connection: sqlite3.Connection, tables: set[str]) -> Iterator[Finding]:
    """What other programs have added, which is none of our business."""
    query = 'SELECT "table" FROM "homespun_tables" UNION SELECT "table" FROM "homespun_columns"'
    ours = {table for (table,) in connection.execute(query)} | {*_OWN, "homespun_change"}
    views = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    others = sorted(each for each in (tables - ours) | views if not each.startswith("sqlite_"))
    if others:
        yield Finding("others", "note", say("records.check_others", names=", ".join(others[:_MOST_TOLD])))


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {quote(table)}").fetchone()[0])
