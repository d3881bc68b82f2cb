"""Records for a table that a person looks at: in any order, found by words, some at a time, all to be read.

The ids come first, all of them and in order; then the lines that are in sight. So the table stands still
while somebody writes in it, and can be scrolled to any place. What is worked out is worked out by the
database; what only the page can tell stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.nodes import Field
from desktop.errors import RecordsError
from desktop.records.asking import (
    ROW,
    entity_of,
    name_of,
    order_of,
    register,
    shelf_of,
    sql_of,
    text_of,
)
from desktop.records.cells import same_words
from desktop.records.connecting import clear_errors, connect, identify
from desktop.records.database import Database
from desktop.records.kinds import KIND_OF, Given, from_column
from desktop.records.layout import Column, Shelf
from desktop.records.names import quote

MOST_OFFERED = 60
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table.

    Attributes:
        name: What it is called.
        type: One of `nodes.FIELD_TYPES`, or `unknown`.
        field: The field whose values it has; None if they are worked out.
        is_told: Whether the database can tell its values: some are worked out by the page alone.
    """

    name: str
    type: str
    field: Field | None
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it is shown.

    Attributes:
        id: The record's.
        made: When it was made, in milliseconds since 1970.
        values: A value for each column.
        names: For each column what the records are called that it refers to; () for all others.
    """

    id: str
    made: int
    values: tuple[Given, ...]
    names: tuple[tuple[str, ...], ...]


def columns_of(database: Database, entity: str) -> tuple[TableColumn, ...]:
    """Return the columns of a table: the fields, then what is worked out."""
    kinds = kinds_of(database.app)[entity_of(database, entity).name]
    own = [TableColumn(name, field.type, field) for name, field in kinds.fields.items()]
    worked_out = [
        TableColumn(name, kinds.of(name), None, sql_of(database, kinds, name) is not None)
        for name in kinds.computed
    ]
    return (*own, *worked_out)


def ids_in_order(
    database: Database, entity: str, words: str = "", by: str = "", descending: bool = False
) -> tuple[str, ...]:
    """Return the ids of records, those without a value last.

    Args:
        database: The app's.
        entity: Whose records.
        words: Only those that have all of these words somewhere; "" for all.
        by: The column; "" for the order in which they were made.
        descending: Whether the greatest, or the newest, comes first.

    Raises:
        RecordsError: As the database does.
    """
    shelf = shelf_of(database, entity)
    wanted = same_words(words).split()
    order = f'"made" {"DESC" if descending else "ASC"}, "id"'
    key = order_of(database, entity, by) if by else None
    if key is not None:
        order = f"{key} {'DESC' if descending else 'ASC'} NULLS LAST, {order}"
    where = f"homespun_has({text_of(database, entity)}, ?)" if wanted else "? IS NOT NULL"
    query = f'SELECT {ROW}."id" FROM {quote(shelf.table)} AS {ROW} WHERE {where} ORDER BY {order}'
    with clear_errors(shelf.table):
        register(database.connection)
        return tuple(id_ for (id_,) in database.connection.execute(query, ("\n".join(wanted),)))


def read_lines(database: Database, entity: str, ids: Sequence[str]) -> tuple[Line, ...]:
    """Read some records, in the order of their ids; those that are not there any more are left out.

    Raises:
        RecordsError: As the database does.
    """
    shelf, columns = shelf_of(database, entity), columns_of(database, entity)
    found: dict[str, Line] = {}
    with clear_errors(shelf.table):
        for start in range(0, len(ids), _AT_ONCE):
            for line in _lines(database, entity, shelf, columns, ids[start : start + _AT_ONCE]):
                found[line.id] = line
    return tuple(found[id_] for id_ in ids if id_ in found)


def named_like(
    database: Database, entity: str, words: str, limit: int = MOST_OFFERED
) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of records whose name has these words in it, the oldest first.

    Those without a name are left out.

    Raises:
        RecordsError: As the database does.
    """
    shelf = shelf_of(database, entity)
    name = name_of(database, entity, ROW)
    query = (
        f'SELECT {ROW}."id", {name} FROM {quote(shelf.table)} AS {ROW} '
        f"WHERE {name} IS NOT NULL AND homespun_has({name}, ?) ORDER BY made, id LIMIT ?"
    )
    with clear_errors(shelf.table):
        register(database.connection)
        wanted = "\n".join(same_words(words).split())
        return tuple(database.connection.execute(query, (wanted, limit)))


def revision_of(path: Path) -> int | None:
    """Return the revision of a database without opening it for writing; None if there is none to be read.

    Args:
        path: The file.
    """
    if not path.is_file():
        return None
    with suppress(RecordsError), clear_errors(path.name), closing(connect(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        if identify(connection, path.name):
            found = connection.execute('SELECT "revision" FROM "homespun_state"').fetchone()
            return None if found is None else int(found[0])
    return None


def _lines(
    database: Database, entity: str, shelf: Shelf, columns: Sequence[TableColumn], ids: Sequence[str]
) -> Iterator[Line]:
    kinds = kinds_of(database.app)[entity]
    chosen, places = [f'{ROW}."id"', f'{ROW}."made"'], []
    for each in columns:
        column = shelf.columns.get(each.name) if each.field is not None else None
        if each.field is None:
            chosen.append((sql_of(database, kinds, each.name) if each.is_told else None) or "NULL")
        else:
            chosen.append("NULL" if column is None or not column.name else f"{ROW}.{quote(column.name)}")
        places.append(column)
    marks = ", ".join("?" * len(ids))
    query = f'SELECT {", ".join(chosen)} FROM {quote(shelf.table)} AS {ROW} WHERE {ROW}."id" IN ({marks})'
    rows = database.connection.execute(query, list(ids)).fetchall()
    kept = [_kind(each, place) for each, place in zip(columns, places, strict=True)]
    links = {
        at: _links(database, place, ids)
        for at, place in enumerate(places)
        if place is not None and place.kind == "references"
    }
    values = [
        tuple(
            links[at].get(id_, ()) if at in links else from_column(kept[at], stored)
            for at, stored in enumerate(cells)
        )
        for id_, _, *cells in rows
    ]
    names = _names(database, places, values)
    for (id_, made, *_), has in zip(rows, values, strict=True):
        called = tuple(
            ()
            if place is None or not place.target
            else tuple(names.get((place.target, one), "") for one in _ids(value))
            for place, value in zip(places, has, strict=True)
        )
        yield Line(id_, made, has, called)


def _kind(column: TableColumn, place: Column | None) -> str:
    return place.kind if place is not None else KIND_OF.get(column.type, "words")


def _ids(value: Given) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _links(database: Database, column: Column, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    marks = ", ".join("?" * len(ids))
    query = (
        f'SELECT "record", "refers to" FROM {quote(column.table)} WHERE "record" IN ({marks}) '
        'ORDER BY "record", "position"'
    )
    found: dict[str, tuple[str, ...]] = {}
    for record, target in database.connection.execute(query, list(ids)):
        found[record] = (*found.get(record, ()), target)
    return found


def _names(
    database: Database, places: Sequence[Column | None], values: Sequence[tuple[Given, ...]]
) -> dict[tuple[str, str], str]:
    """What all the records are called that some values refer to, by entity and id."""
    wanted: dict[str, dict[str, None]] = {}
    for has in values:
        for place, value in zip(places, has, strict=True):
            if place is not None and place.target:
                wanted.setdefault(place.target, {}).update(dict.fromkeys(_ids(value)))
    found: dict[tuple[str, str], str] = {}
    for target, asked in wanted.items():
        if target not in database.fields:
            continue
        ids, table = list(asked), quote(database.layout[target].table)
        name = name_of(database, target, "t")
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            query = f'SELECT t."id", {name} FROM {table} AS t WHERE t."id" IN ({marks})'
            for id_, name in database.connection.execute(query, some):
                found[target, id_] = name or ""
    return found
