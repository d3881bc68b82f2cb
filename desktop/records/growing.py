"""Fits a database to the app as it is now: tables and columns are added, and nothing is ever taken away.

A field whose kind has changed (a text that is a number now) gets a new column; what can be told of the
old values is copied, and the old column stays as it was: if the field becomes a text again, it is found
there. A table or a column that the app no longer has stays too, with all that is in it.
"""

from __future__ import annotations

import sqlite3

from desktop.blueprint.nodes import App
from desktop.records.converting import copy, take_back
from desktop.records.kinds import INDEXED, declaration
from desktop.records.layout import (
    EARLIER,
    Column,
    Layout,
    Shelf,
    Wanted,
    names_in_use,
    number_behind,
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
            layout[entity] = add_table(connection, entity)
    for entity, fields in wanted.items():
        for field in fields:
            _fit_field(connection, layout, entity, field)
    return layout


def _fit_field(connection: sqlite3.Connection, layout: Layout, entity: str, field: Wanted) -> None:
    shelf = layout[entity]
    there = shelf.columns.get(field.name)
    if there is None:
        shelf.columns[field.name] = add_column(connection, layout, entity, field)
    elif (there.kind, there.target) != (field.kind, field.target):
        place = _earlier_place(shelf, field)
        column = shelf.earlier.get(place)
        if column is None:
            column = add_column(connection, layout, entity, field)
            copy(connection, shelf.table, there, column)
        else:
            remember_column(connection, entity, field.name, column)
            take_back(connection, shelf.table, there, column)
        remember_column(connection, entity, place, there)
        shelf.columns[field.name], shelf.earlier[place] = column, there


def _earlier_place(shelf: Shelf, field: Wanted) -> str:
    """Return where it is remembered what the field was like when it was of this kind; else a new place."""
    places = [place for place in shelf.earlier if place.partition(EARLIER)[0] == field.name]
    for place in places:
        if (shelf.earlier[place].kind, shelf.earlier[place].target) == (field.kind, field.target):
            return place
    before = f"{field.name}{EARLIER}"
    return f"{before}{max((number_behind(place, before) for place in places), default=0) + 1}"


def add_table(connection: sqlite3.Connection, entity: str) -> Shelf:
    """Make the table of an entity, and remember it; inside a transaction."""
    table = free_name(entity, names_in_use(connection))
    connection.execute(
        f"CREATE TABLE {quote(table)} (\n"
        f'  "id" TEXT NOT NULL PRIMARY KEY,\n'
        f'  "made" INTEGER NOT NULL CHECK (typeof("made") = \'integer\')\n)'
    )
    _add_index(connection, table, "made", '"made", "id"')
    remember_table(connection, entity, table)
    return Shelf(table)


def add_column(connection: sqlite3.Connection, layout: Layout, entity: str, field: Wanted) -> Column:
    """Make the place of a field, and remember it; inside a transaction, when all tables are there."""
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
    table = free_name(f"{entity} {field.name}", names_in_use(connection))
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
    name = free_name(f"{table} by {by}", names_in_use(connection))
    connection.execute(f"CREATE INDEX {quote(name)} ON {quote(table)} ({columns})")
