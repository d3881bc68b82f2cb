"""Fits a database to the app as it is now: tables and columns are added, and nothing is ever taken away.

A field whose kind has changed (a text that is a number now) gets a new column; what can be told of the
old values is copied, and the old column stays as it was. A table or a column that the app no longer
has stays too, with all that is in it.
"""

from __future__ import annotations

import sqlite3

from desktop.blueprint.nodes import App
from desktop.records.kinds import INDEXED, UnfitValueError, declaration, from_column, to_column
from desktop.records.layout import (
    Column,
    Layout,
    Shelf,
    Wanted,
    read_layout,
    remember_column,
    remember_table,
    wanted_fields,
)
from desktop.records.names import free_name, quote

_OWN_COLUMNS = ("id", "made")


def fit_to(connection: sqlite3.Connection, app: App) -> Layout:
    """Add what the app needs and the database does not have; call it inside a transaction.

    Returns:
        Where everything is, also what the app no longer has.
    """
    layout = read_layout(connection)
    wanted = wanted_fields(app)
    for entity in wanted:
        if entity not in layout:
            layout[entity] = _add_table(connection, entity)
    for entity, fields in wanted.items():
        for field in fields:
            there = layout[entity].columns.get(field.name)
            if there is None or (there.kind, there.target) != (field.kind, field.target):
                layout[entity].columns[field.name] = _add_column(connection, layout, entity, field)
                if there is not None:
                    _copy(connection, layout, entity, there, layout[entity].columns[field.name])
    return layout


def _names_in_use(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]


def _add_table(connection: sqlite3.Connection, entity: str) -> Shelf:
    table = free_name(entity, _names_in_use(connection))
    connection.execute(
        f"CREATE TABLE {quote(table)} (\n"
        f'  "id" TEXT NOT NULL PRIMARY KEY,\n'
        f'  "made" INTEGER NOT NULL CHECK (typeof("made") = \'integer\')\n)'
    )
    _add_index(connection, table, "made", '"made", "id"')
    remember_table(connection, entity, table)
    return Shelf(table)


def _add_column(connection: sqlite3.Connection, layout: Layout, entity: str, field: Wanted) -> Column:
    shelf = layout[entity]
    if field.kind == "references":
        column = Column(field.kind, field.target, table=_add_links(connection, layout, entity, field))
    else:
        taken = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({quote(shelf.table)})")]
        name = free_name(field.name, [*taken, *_OWN_COLUMNS])
        refers = ""
        if field.kind == "reference":
            target = quote(layout[field.target].table)
            refers = f' REFERENCES {target} ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED'
        words = f"{quote(name)} {declaration(field.kind, quote(name))}{refers}"
        connection.execute(f"ALTER TABLE {quote(shelf.table)} ADD COLUMN {words}")
        if field.type in INDEXED:
            _add_index(connection, shelf.table, name, quote(name))
        column = Column(field.kind, field.target, name)
    remember_column(connection, entity, field.name, column)
    return column


def _add_links(connection: sqlite3.Connection, layout: Layout, entity: str, field: Wanted) -> str:
    table = free_name(f"{entity} {field.name}", _names_in_use(connection))
    ends = " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
    connection.execute(
        f"CREATE TABLE {quote(table)} (\n"
        f'  "record" TEXT NOT NULL REFERENCES {quote(layout[entity].table)} ("id"){ends},\n'
        f'  "position" INTEGER NOT NULL,\n'
        f'  "refers to" TEXT NOT NULL REFERENCES {quote(layout[field.target].table)} ("id"){ends},\n'
        f'  PRIMARY KEY ("record", "position")\n)'
    )
    _add_index(connection, table, "refers to", '"refers to"')
    return table


def _add_index(connection: sqlite3.Connection, table: str, by: str, columns: str) -> None:
    name = free_name(f"{table} by {by}", _names_in_use(connection))
    connection.execute(f"CREATE INDEX {quote(name)} ON {quote(table)} ({columns})")


def _copy(connection: sqlite3.Connection, layout: Layout, entity: str, old: Column, new: Column) -> None:
    """Copy what can be told of a field's old values into its new place."""
    if old.kind == "references" or (new.target and new.target != old.target):
        return
    table = quote(layout[entity].table)
    if new.kind == "references":
        connection.execute(
            f'INSERT INTO {quote(new.table)} ("record", "position", "refers to") '
            f'SELECT "id", 0, {quote(old.name)} FROM {table} WHERE {quote(old.name)} IS NOT NULL'
        )
        return
    query = f'SELECT {quote(old.name)}, "id" FROM {table} WHERE {quote(old.name)} IS NOT NULL'
    old_values = [(from_column(old.kind, value), id_) for value, id_ in connection.execute(query)]
    new_values = [(_as_kind(value, new.kind), id_) for value, id_ in old_values]
    connection.executemany(f'UPDATE {table} SET {quote(new.name)} = ? WHERE "id" = ?', new_values)


def _as_kind(value: object, kind: str) -> str | float | int | None:
    """Return what stands in a column of a kind for a value of another; None where nothing fits."""
    if kind == "words":
        value = ", ".join(value) if isinstance(value, tuple) else _in_words(value)
    elif kind == "number" and isinstance(value, str):
        value = _as_number(value)
    elif kind == "number" and isinstance(value, bool):
        value = int(value)
    elif kind == "list":
        value = [_in_words(value)]
    try:
        return to_column(kind, value)
    except UnfitValueError:
        return None


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
