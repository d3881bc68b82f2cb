"""Names that an edit script changes are changed in the database too, so that what was typed is found again.

Everything else that a script does needs no help: what is added gets its columns when the app is next opened
(`growing`), and what is removed stays in the file. Turned round and carried again, the same renames leave
the database as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.blueprint.complete import KINDS, feature_entity, reference_of
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits import Script, Statement
from desktop.blueprint.edits.carrying import carry_out
from desktop.blueprint.edits.statements import RenameLine, RenameOption, RenamePart
from desktop.blueprint.nodes import App
from desktop.blueprint.people import PERSON, person_fields
from desktop.records.connecting import clear_errors, connect, prepare, transaction
from desktop.records.kinds import from_column, to_column
from desktop.records.layout import Column, Layout, names_in_use, read_layout
from desktop.records.names import free_name, quote
from desktop.records.setting_aside import (
    bring_entity_back,
    bring_field_back,
    move_entity,
    move_field,
    set_entity_aside,
    set_field_aside,
)


@dataclass(frozen=True, slots=True)
class Rename:
    """One name that has changed.

    Attributes:
        within: () for an entity's, (entity,) for a field's, (entity, field) for an option's.
        name: What it was called.
        to: What it is called now.
    """

    within: tuple[str, ...]
    name: str
    to: str


def renames_of(app: App, script: Script) -> tuple[Rename, ...]:
    """Return what a script renames that is kept in a database, one after the other.

    Args:
        app: The app before the script.
        script: The statements; those that cannot be carried out are passed over.
    """
    found: list[Rename] = []
    for statement in script:
        done = carry_out(app, statement, Problems())
        if done is not None:
            found += _renames(app, statement)
            app = done[0]
    return tuple(one for one in found if one.name != one.to)


def turned_round(renames: tuple[Rename, ...]) -> tuple[Rename, ...]:
    """Return the renames that take others back."""
    return tuple(replace(one, name=one.to, to=one.name) for one in reversed(renames))


def carry_names(path: Path, renames: tuple[Rename, ...]) -> None:
    """Rename in a database what is renamed in its app; all of it or nothing.

    Args:
        path: The database; if there is none, there is nothing to do.
        renames: The names, in order.

    Raises:
        RecordsError: As `Database` does. The file is left as it was.
    """
    if not renames or not (path.exists() or path.is_symlink()):
        return
    with clear_errors(path.name), closing(connect(path)) as connection:
        if not prepare(connection, path.name):
            return
        with transaction(connection):
            for one in renames:
                carry(connection, one)
            connection.execute('UPDATE "homespun_state" SET "revision" = "revision" + 1')


def _renames(app: App, statement: Statement) -> Iterator[Rename]:
    match statement:
        case RenamePart(kind="entity", name=name, to=to):
            yield Rename((), name, to)
            yield from _implied_renames(app, name, to)
        case RenamePart(kind="role", name=name, to=to):
            people = next((entity.fields for entity in app.entities if entity.name == PERSON), ())
            yield Rename((PERSON, person_fields(people, app.roles).role), name, to)
        case RenameLine(entity=entity, kind="", name=name, to=to):
            yield Rename((entity,), name, to)
        case RenameOption(entity=entity, field=field, option=option, to=to):
            yield Rename((entity, field), option, to)


def _implied_renames(app: App, name: str, to: str) -> Iterator[Rename]:
    """What the features of an entity keep, also those that it no longer has, is named after it."""
    own = {to, *(entity.name for entity in app.entities)}
    for feature in KINDS:
        kept, new = feature_entity(name, feature), feature_entity(to, feature)
        if kept not in own and new not in own:
            yield Rename((), kept, new)
            yield Rename((new,), reference_of(name), reference_of(to))


def carry(connection: sqlite3.Connection, one: Rename) -> None:
    """Rename one thing; inside a transaction."""
    layout = read_layout(connection)
    match one.within:
        case (entity, field):
            _rename_option(connection, layout, entity, field, one)
        case (entity,):
            _rename_field(connection, layout, entity, one)
        case _:
            _rename_entity(connection, layout, one)


def _rename_entity(connection: sqlite3.Connection, layout: Layout, one: Rename) -> None:
    set_entity_aside(connection, one.to)
    if one.name in layout:
        move_entity(connection, one.name, one.to)
        shelf = layout[one.name]
        table = _rename_table(connection, shelf.table, one.to)
        connection.execute('UPDATE "homespun_tables" SET "table" = ? WHERE "entity" = ?', (table, one.to))
        for field, column in shelf.columns.items():
            _rename_links(connection, column, f"{one.to} {field}")
    bring_entity_back(connection, one.name)


def _rename_field(connection: sqlite3.Connection, layout: Layout, entity: str, one: Rename) -> None:
    if entity not in layout:
        return
    set_field_aside(connection, entity, one.to)
    column = layout[entity].columns.get(one.name)
    if column is not None:
        move_field(connection, entity, one.name, one.to)
        _rename_links(connection, column, f"{entity} {one.to}")
        name = _rename_column(connection, layout[entity].table, column.name, one.to) if column.name else ""
        connection.execute(
            'UPDATE "homespun_columns" SET "column" = ? WHERE "entity" = ? AND "field" = ?',
            (name, entity, one.to),
        )
    bring_field_back(connection, entity, one.name)


def _rename_links(connection: sqlite3.Connection, column: Column, to: str) -> None:
    """Rename the table of its own that a field has, if it has one."""
    if column.table:
        table = _rename_table(connection, column.table, to)
        change = 'UPDATE "homespun_columns" SET "table" = ? WHERE "table" = ?'
        connection.execute(change, (table, column.table))


def _rename_table(connection: sqlite3.Connection, table: str, to: str) -> str:
    """Return what a table is called now."""
    new = free_name(to, (name for name in names_in_use(connection) if name != table))
    return new if _alter(connection, table, f"RENAME TO {quote(new)}") else table


def _rename_column(connection: sqlite3.Connection, table: str, column: str, to: str) -> str:
    """Return what a column is called now."""
    taken = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({quote(table)})")]
    new = free_name(to, (name for name in taken if name != column))
    return new if _alter(connection, table, f"RENAME COLUMN {quote(column)} TO {quote(new)}") else column


def _alter(connection: sqlite3.Connection, table: str, change: str) -> bool:
    """Change a table; False if SQLite will not, as when another program's view names what would go.

    Then it keeps its name: which table is whose is written down in any case.
    """
    try:
        connection.execute(f"ALTER TABLE {quote(table)} {change}")
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorname != "SQLITE_ERROR":
            raise
        return False
    return True


def _rename_option(
    connection: sqlite3.Connection, layout: Layout, entity: str, field: str, one: Rename
) -> None:
    column = layout[entity].columns.get(field) if entity in layout else None
    if column is None or column.kind not in ("words", "list"):
        return
    table, name = quote(layout[entity].table), quote(column.name)
    if column.kind == "words":
        connection.execute(f"UPDATE {table} SET {name} = ? WHERE {name} = ?", (one.to, one.name))
        return
    rows = connection.execute(f'SELECT {name}, "id" FROM {table} WHERE {name} IS NOT NULL').fetchall()
    changed = []
    for stored, id_ in rows:
        chosen = from_column("list", stored)
        if isinstance(chosen, tuple) and one.name in chosen:
            renamed = [one.to if each == one.name else each for each in chosen]
            changed.append((to_column("list", list(dict.fromkeys(renamed))), id_))
    connection.executemany(f'UPDATE {table} SET {name} = ? WHERE "id" = ?', changed)
