"""Names that change hands: what a field or an entity was called before, another may be called now.

A field that is renamed to what a field that went was called takes its name; the one that went is set aside,
with all its values, and comes back to its name when that is free again. Those that are set aside from one
name lie on each other; where nobody has the name, a blank is laid on them. So to rename there and back
leaves everything as it was.
"""

from __future__ import annotations

import sqlite3

from desktop.records.layout import (
    EARLIER,
    SET_ASIDE,
    Column,
    number_behind,
    remember_column,
    remember_table,
)

_MOVE_FIELD = """UPDATE "homespun_columns" SET "field" = :to || substr("field", length(:name) + 1)
WHERE "entity" = :entity AND ("field" = :name OR substr("field", 1, length(:name) + 1) = :name || :earlier)"""


def move_field(connection: sqlite3.Connection, entity: str, name: str, to: str) -> None:
    """Remember a field, with all its earlier places, under another name that must be free."""
    facts = {"entity": entity, "name": name, "to": to, "earlier": EARLIER}
    connection.execute(_MOVE_FIELD, facts)


def set_field_aside(connection: sqlite3.Connection, entity: str, name: str) -> None:
    """Free a field's name."""
    last = _last_field(connection, entity, name)
    place = f"{name}{SET_ASIDE}{last + 1}"
    query = 'SELECT 1 FROM "homespun_columns" WHERE "entity" = ? AND "field" = ?'
    if connection.execute(query, (entity, name)).fetchone():
        move_field(connection, entity, name, place)
    elif last:
        remember_column(connection, entity, place, Column("words", ""))


def bring_field_back(connection: sqlite3.Connection, entity: str, name: str) -> None:
    """Give a name that is free back to whoever had it before."""
    last = _last_field(connection, entity, name)
    if last:
        move_field(connection, entity, f"{name}{SET_ASIDE}{last}", name)
        blank = '"column" = \'\' AND "table" = \'\' AND "entity" = ? AND "field" = ?'
        connection.execute(f'DELETE FROM "homespun_columns" WHERE {blank}', (entity, name))


def move_entity(connection: sqlite3.Connection, name: str, to: str) -> None:
    """Remember an entity under another name that must be free."""
    for change in (
        'UPDATE "homespun_tables" SET "entity" = ? WHERE "entity" = ?',
        'UPDATE "homespun_columns" SET "entity" = ? WHERE "entity" = ?',
        'UPDATE "homespun_columns" SET "target" = ? WHERE "target" = ?',
    ):
        connection.execute(change, (to, name))


def set_entity_aside(connection: sqlite3.Connection, name: str) -> None:
    """Free an entity's name."""
    last = _last_entity(connection, name)
    place = f"{name}{SET_ASIDE}{last + 1}"
    if connection.execute('SELECT 1 FROM "homespun_tables" WHERE "entity" = ?', (name,)).fetchone():
        move_entity(connection, name, place)
    elif last:
        remember_table(connection, place, "")


def bring_entity_back(connection: sqlite3.Connection, name: str) -> None:
    """Give a name that is free back to whoever had it before."""
    last = _last_entity(connection, name)
    if last:
        move_entity(connection, f"{name}{SET_ASIDE}{last}", name)
        connection.execute('DELETE FROM "homespun_tables" WHERE "entity" = ? AND "table" = \'\'', (name,))


def _last_field(connection: sqlite3.Connection, entity: str, name: str) -> int:
    """Return the highest number under which a field was set aside; 0 if none is."""
    fields = connection.execute('SELECT "field" FROM "homespun_columns" WHERE "entity" = ?', (entity,))
    return max((number_behind(field, name + SET_ASIDE) for (field,) in fields), default=0)


def _last_entity(connection: sqlite3.Connection, name: str) -> int:
    """Return the highest number under which an entity was set aside; 0 if none is."""
    entities = connection.execute('SELECT "entity" FROM "homespun_tables"')
    return max((number_behind(entity, name + SET_ASIDE) for (entity,) in entities), default=0)
