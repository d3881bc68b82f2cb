"""Puts records into their tables and takes them out; runs inside the transaction of `Database`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from desktop.records.layout import Layout
from desktop.records.names import quote
from desktop.records.record import Record


def store(connection: sqlite3.Connection, layout: Layout, records: Sequence[Record]) -> None:
    """Insert records, or change those that are there; fields that a record does not name stay as they are."""
    for (entity, fields), alike in groupby(records, lambda each: (each.entity, _field_names(each))):
        shelf = layout[entity]
        columns = [quote(shelf.columns[name].name) for name in fields]
        names = ", ".join(['"id"', '"made"', *columns])
        marks = ", ".join("?" * (len(columns) + 2))
        changes = ", ".join(f"{name} = excluded.{name}" for name in ('"made"', *columns))
        connection.executemany(
            f"INSERT INTO {quote(shelf.table)} ({names}) VALUES ({marks}) "
            f'ON CONFLICT ("id") DO UPDATE SET {changes}',
            ((each.id, each.made, *(value for _, value in each.columns)) for each in alike),
        )
    for record in records:
        for name, targets in record.links:
            _store_links(connection, layout[record.entity].columns[name].table, record.id, targets)


def delete(connection: sqlite3.Connection, layout: Layout, which: Iterable[tuple[str, str]]) -> None:
    """Delete records; what refers to them then refers to nothing."""
    for entity, id_ in which:
        connection.execute(f'DELETE FROM {quote(layout[entity].table)} WHERE "id" = ?', (id_,))


def forget_dangling(connection: sqlite3.Connection, layout: Layout, records: Sequence[Record]) -> None:
    """Empty what these records refer to if there is no such record: another window may have deleted it."""
    for entity in {record.entity for record in records}:
        shelf = layout[entity]
        ids = [(record.id,) for record in records if record.entity == entity]
        for column in shelf.columns.values():
            if not column.target or column.target not in layout:
                continue
            there = f'(SELECT "id" FROM {quote(layout[column.target].table)})'
            if column.kind == "references":
                gone = f'DELETE FROM {quote(column.table)} WHERE "record" = ? AND "refers to" NOT IN {there}'
            else:
                name = quote(column.name)
                table = quote(shelf.table)
                gone = f'UPDATE {table} SET {name} = NULL WHERE "id" = ? AND {name} NOT IN {there}'
            connection.executemany(gone, ids)


def _field_names(record: Record) -> tuple[str, ...]:
    return tuple(name for name, _ in record.columns)


def _store_links(connection: sqlite3.Connection, table: str, id_: str, targets: Sequence[str]) -> None:
    connection.execute(f'DELETE FROM {quote(table)} WHERE "record" = ?', (id_,))
    connection.executemany(
        f'INSERT INTO {quote(table)} ("record", "position", "refers to") VALUES (?, ?, ?)',
        _numbered(id_, targets),
    )


def _numbered(id_: str, targets: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    for position, target in enumerate(dict.fromkeys(targets)):
        yield id_, position, target
