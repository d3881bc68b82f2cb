"""Fits a database to the app as it is now: tables and columns are added, and nothing is ever taken away.

A field whose kind has changed (a text that is a number now) gets a new column; what can be told of the
old values is copied, and the old column stays as it was: if the field becomes a text again, it is found
there. A table or a column that the app no longer has stays too, with all that is in it. A field that is new
has its default in the records that are there already.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.blueprint.nodes import App
from desktop.messages import say
from desktop.records.connecting import LAYOUT_VERSION
from desktop.records.converting import Tally, copy, mark, take_back
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


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of a field's values when its type changed.

    Attributes:
        type: What the field is now, as the language says it.
        fitted: How many values could be told as that.
        unfit: How many could not; they are kept, and come back with the type.
        examples: Up to three of those, in words, shortened.
        is_shown: Whether those that do not fit stand in the field all the same, as options that are gone do.
    """

    entity: str
    field: str
    type: str
    fitted: int
    unfit: int
    examples: tuple[str, ...]
    is_shown: bool = False

    def sentence(self) -> str:
        """Say what did not fit, to the person."""
        examples = ", ".join(f"“{each}”" for each in self.examples)
        key = "records.unfit_shown" if self.is_shown else "records.unfit_kept"
        facts = {"field": self.field, "entity": self.entity, "type": self.type, "examples": examples}
        return say(key, count=self.unfit, all=self.fitted + self.unfit, **facts)


def fit_to(
    connection: sqlite3.Connection, app: App, told: Callable[[Conversion], None] = lambda conversion: None
) -> Layout:
    """Add what the app needs and the database does not have; call it inside a transaction.

    Args:
        connection: To the database.
        app: The app as it is now, with all that it implies.
        told: Called for every field whose values were converted.

    Returns:
        Where everything is, also what the app no longer has.
    """
    layout = read_layout(connection)
    wanted = wanted_fields(app)
    if connection.execute("PRAGMA user_version").fetchone()[0] < LAYOUT_VERSION:
        _tell_days_from_words(connection, layout, wanted)
    for entity in wanted:
        if entity not in layout:
            layout[entity] = add_table(connection, entity)
    for entity, fields in wanted.items():
        for field in fields:
            tally = _fit_field(connection, layout, entity, field)
            if tally is not None:
                facts = (tally.fitted, tally.unfit, tuple(tally.examples))
                told(Conversion(entity, field.name, field.type, *facts))
    return layout


def fits(layout: Layout, app: App) -> bool:
    """Whether there is a place for everything that an app keeps."""
    for entity, fields in wanted_fields(app).items():
        columns = layout[entity].columns if entity in layout else {}
        for field in fields:
            there = columns.get(field.name)
            if there is None or (there.kind, there.target) != (field.kind, field.target):
                return False
    return True


def _fit_field(connection: sqlite3.Connection, layout: Layout, entity: str, field: Wanted) -> Tally | None:
    """Return what became of its values; None if its kind is what it was."""
    shelf = layout[entity]
    there = shelf.columns.get(field.name)
    if there is None:
        shelf.columns[field.name] = add_column(connection, layout, entity, field)
        if field.default is not None:
            name = quote(shelf.columns[field.name].name)
            connection.execute(f"UPDATE {quote(shelf.table)} SET {name} = ?", (field.default,))
        return None
    if (there.kind, there.target) == (field.kind, field.target):
        return None
    place = _earlier_place(shelf, field)
    column = shelf.earlier.get(place)
    marks = shelf.earlier.get(place + EARLIER)
    if column is None:
        column = add_column(connection, layout, entity, field)
        tally = copy(connection, layout, entity, there, column)
    else:
        remember_column(connection, entity, field.name, column)
        tally = take_back(connection, layout, entity, there, column, marks)
    remember_column(connection, entity, place, there)
    shelf.columns[field.name], shelf.earlier[place] = column, there
    if marks is None:
        wanted = Wanted(f"{field.name} before", "text", "words", "")
        marks = shelf.earlier[place + EARLIER] = _make_column(connection, layout, entity, wanted)
        remember_column(connection, entity, place + EARLIER, marks)
    mark(connection, shelf.table, there, column, marks, _other_marks(shelf, field.name, marks))
    return tally


def _other_marks(shelf: Shelf, field: str, own: Column) -> list[Column]:
    """The marks beside the other places that a field has left."""
    found = [each for place, each in shelf.earlier.items() if _is_marks(place) and _field_of(place) == field]
    return [each for each in found if each != own]


def _is_marks(place: str) -> bool:
    return place.endswith(EARLIER)


def _field_of(place: str) -> str:
    return place.partition(EARLIER)[0]


def _tell_days_from_words(
    connection: sqlite3.Connection, layout: Layout, wanted: dict[str, tuple[Wanted, ...]]
) -> None:
    """Bring what version 1 remembers up to date: to it days and times were words like any others."""
    for entity, fields in wanted.items():
        columns = layout[entity].columns if entity in layout else {}
        for field in fields:
            there = columns.get(field.name)
            if there is not None and there.kind == "words" and field.kind in ("date", "time", "moment"):
                columns[field.name] = replace(there, kind=field.kind)
                remember_column(connection, entity, field.name, columns[field.name])
    connection.execute(f"PRAGMA user_version = {LAYOUT_VERSION}")


def _earlier_place(shelf: Shelf, field: Wanted) -> str:
    """Return where it is remembered what the field was like when it was of this kind; else a new place."""
    places = [place for place in shelf.earlier if _field_of(place) == field.name and not _is_marks(place)]
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
    column = _make_column(connection, layout, entity, field)
    remember_column(connection, entity, field.name, column)
    return column


def _make_column(connection: sqlite3.Connection, layout: Layout, entity: str, field: Wanted) -> Column:
    if field.kind == "references":
        return Column(field.kind, field.target, table=_add_links(connection, layout, entity, field))
    table = layout[entity].table
    taken = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({quote(table)})")]
    name = free_name(field.name, [*taken, *_OWN_COLUMNS])
    refers = ""
    if field.kind == "reference":
        target = quote(layout[field.target].table)
        refers = f' REFERENCES {target} ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED'
    words = f"{quote(name)} {declaration(field.kind, quote(name))}{refers}"
    connection.execute(f"ALTER TABLE {quote(table)} ADD COLUMN {words}")
    if field.type in INDEXED:
        _add_index(connection, table, name, quote(name))
    return Column(field.kind, field.target, name)


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
