"""Names that change hands: what a field or an entity was called before, another may be called now.

A field that is renamed to what a field that went was called takes its name; the one that went is set aside,
with all its values, and comes back to its name as soon as that is free again. So to rename there and back
leaves everything as it was.
"""

from __future__ import annotations

import sqlite3

from desktop.records.layout import EARLIER, SET_ASIDE, number_behind

_MOVE_FIELD = """UPDATE "homespun_columns" SET "field" = :to || substr("field", length(:name) + 1)
WHERE "entity" = :entity AND ("field" = :name OR substr("field", 1, length(:name) + 1) = :name || :earlier)"""


def move_field(connection: sqlite3.Connection, entity: str, name: str, to: str) -> None:
    """Remember a field, with all its earlier places, under another name that must be free."""
    facts = {"entity": entity, "name": name, "to": to, "earlier": EARLIER}
    connection.execute(_MOVE_FIELD, facts)


def set_field_aside(connection: sqlite3.Connection, entity: str, name: str) -> None:
    """Free a field's name, if there is such a field."""
    move_field(connection, entity, name, f"{name}{SET_ASIDE}{_last_field(connection, entity, name) + 1}")


def bring_field_back(connection: sqlite3.Connection, entity: str, name: str) -> None:
    """Give a name that is free back to whoever had it last, if there is anybody."""
    last = _last_field(connection, entity, name)
    if last:
        move_field(connection, entity, f"{name}{SET_ASIDE}{last}", name)


def move_entity(connection: sqlite3.Connection, name: str, to: str) -> None:
    """Remember an entity under another name that must be free."""
    for change in (
        'UPDATE "homespun_tables" SET "entity" = ? WHERE "entity" = ?',
        'UPDATE "homespun_columns" SET "entity" = ? WHERE "entity" = ?',
        'UPDATE "homespun_columns" SET "target" = ? WHERE "target" = ?',
    ):
        connection.execute(change, (to, name))


def set_entity_aside(connection: sqlite3.Connection, name: str) -> None:
    """Free an entity's name, if there is such an entity."""
    move_entity(connection, name, f"{name}{SET_ASIDE}{_last_entity(connection, name) + 1}")


def bring_entity_back(connection: sqlite3.Connection, name: str) -> None:
    """Give a name that is free back to whoever had it last, if there is anybody."""
    last = _last_entity(connection, name)
    if last:
        move_entity(connection, f"{name}{SET_ASIDE}{last}", name)


def _last_field(connection: sqlite3.Connection, entity: str, name: str) -> int:
    """Return the highest number under which a field was set aside; 0 if none is."""
    fields = connection.execute('SELECT "field" FROM "homespun_columns" WHERE "entity" = ?', (entity,))
    return max((number_behind(field, name + SET_ASIDE) for (field,) in fields), default=0)


def _last_entity(connection: sqlite3.Connection, name: str) -> int:
    """Return the highest number under which an entity was set aside; 0 if none is."""
    entities = connection.execute('SELECT "entity" FROM "homespun_tables"')
    return max((number_behind(entity, name + SET_ASIDE) for (entity,) in entities), default=0)
