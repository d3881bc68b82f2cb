"""Which table and column keeps which entity and field; the database itself remembers it.

A name once given is never given to another: `homespun_columns` says which column is whose, so that a field
that comes later cannot take the place of one that went. Two signs that no name can have set apart what is
remembered besides: `day␞2` is where `day` kept its values when it was of another kind, `day␞2␞` are the marks
beside them (see `converting`), and `day␟1` is a field that once was called `day` and that another, renamed,
has taken the name of.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field

from desktop.blueprint.nodes import App, Field, Moment, Number, Text, YesNo
from desktop.records.kinds import KIND_OF, KINDS, Stored, UnfitValueError, to_column

TABLES = (
    """CREATE TABLE "homespun_tables" (
  "entity" TEXT NOT NULL PRIMARY KEY,
  "table" TEXT NOT NULL
)""",
    """CREATE TABLE "homespun_columns" (
  "entity" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  "table" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  PRIMARY KEY ("entity", "field")
)""",
)

_BY_THE_CLOCK = ("now", "today")
EARLIER, SET_ASIDE = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Column:
    """Where the values of a field are.

    Attributes:
        kind: See `kinds`.
        target: For references, the name of the entity; else "".
        name: The column; "" for `references`, which have a table.
        table: The table of their own that `references` have; else "".
    """

    kind: str
    target: str
    name: str = ""
    table: str = ""


@dataclass(slots=True)
class Shelf:
    """The table of an entity and the columns of all fields that it has or once had.

    Attributes:
        earlier: Where fields kept their values when they were of another kind, by `day␞2`.
    """

    table: str
    columns: dict[str, Column] = field(default_factory=dict)
    earlier: dict[str, Column] = field(default_factory=dict)


Layout = dict[str, Shelf]
"""Entity → its shelf."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field as the app has it now.

    Attributes:
        default: What records that are there already get when the field is new; None for nothing, and for
            what is told by the clock or by who is signed in: that would not be true of them.
    """

    name: str
    type: str
    kind: str
    target: str
    default: Stored = None


def wanted_fields(app: App) -> dict[str, tuple[Wanted, ...]]:
    """Return what the app keeps, by entity; where two have one name, the first counts."""
    names = {entity.name for entity in app.entities}
    found: dict[str, tuple[Wanted, ...]] = {}
    for entity in app.entities:
        fields: dict[str, Wanted] = {}
        for each in entity.fields:
            kind = KIND_OF[each.type]
            if kind in ("reference", "references") and each.target not in names:
                kind = {"reference": "words", "references": "list"}[kind]  # to nobody: it is kept as it is
            target = each.target if kind in ("reference", "references") else ""
            fields.setdefault(each.name, Wanted(each.name, each.type, kind, target, _default(each, kind)))
        found.setdefault(entity.name, tuple(fields.values()))
    return found


def _default(field: Field, kind: str) -> Stored:
    match field.default:
        case Number(value=value) | Text(value=value) | YesNo(value=value):
            given: object = [value] if kind == "list" else value
        case Moment(word=word) if word not in _BY_THE_CLOCK:
            given = word
        case _:
            return None
    try:
        return None if kind in ("reference", "references") else to_column(kind, given)
    except UnfitValueError:
        return None


def read_layout(connection: sqlite3.Connection) -> Layout:
    """Read what the database remembers and still has: another program may have dropped a column."""
    places = "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
    there = set(connection.execute(f"{places} WHERE t.type = 'table'"))
    tables = connection.execute('SELECT "entity", "table" FROM "homespun_tables" ORDER BY rowid')
    layout = {
        entity: Shelf(table) for entity, table in tables if (table, "id") in there and SET_ASIDE not in entity
    }
    query = 'SELECT "entity", "field", "column", "table", "kind", "target" FROM "homespun_columns"'
    for entity, name, column, table, kind, target in connection.execute(f"{query} ORDER BY rowid"):
        if entity not in layout or kind not in KINDS or SET_ASIDE in name:
            continue
        place = (table, "refers to") if kind == "references" else (layout[entity].table, column)
        if place in there:
            columns = layout[entity].earlier if EARLIER in name else layout[entity].columns
            columns[name] = Column(kind, target, column, table)
    return layout


def number_behind(name: str, before: str) -> int:
    """Return the number that stands in a remembered name behind another; 0 if there is none."""
    number = name.removeprefix(before)
    return int(number) if name.startswith(before) and re.fullmatch("[0-9]{1,9}", number) else 0


def names_in_use(connection: sqlite3.Connection) -> list[str]:
    """Return what tables and indexes are called."""
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]


def remember_table(connection: sqlite3.Connection, entity: str, table: str) -> None:
    """Write down which table is an entity's."""
    change = 'INSERT OR REPLACE INTO "homespun_tables" ("entity", "table") VALUES (?, ?)'
    connection.execute(change, (entity, table))


def remember_column(connection: sqlite3.Connection, entity: str, name: str, column: Column) -> None:
    """Write down where a field's values are from now on."""
    connection.execute(
        'INSERT OR REPLACE INTO "homespun_columns" ("entity", "field", "column", "table", "kind", "target") '
        "VALUES (?, ?, ?, ?, ?, ?)",
        (entity, name, column.name, column.table, column.kind, column.target),
    )
