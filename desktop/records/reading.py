"""Reads the records of one entity, some at a time."""

from __future__ import annotations

import sqlite3

from desktop.records.kinds import Stored, from_column
from desktop.records.layout import Shelf
from desktop.records.names import quote
from desktop.records.record import Rows


def read_rows(
    connection: sqlite3.Connection,
    shelf: Shelf,
    after: tuple[int, str] | None = None,
    limit: int = -1,
    most_characters: int | None = None,
) -> Rows:
    """Read records in the order in which they were made.

    Args:
        connection: To the database.
        shelf: Where they are.
        after: When the last one that was read was made, and its id; None begins at the first.
        limit: How many at most; -1 for all.
        most_characters: How long all texts in them may be together; the first record is read in any case.
            None for no limit.
    """
    columns = [(name, column) for name, column in shelf.columns.items() if column.kind != "references"]
    chosen = ", ".join(['"id"', '"made"', *(quote(column.name) for _, column in columns)])
    where = '("made", "id") > (?, ?)' if after else "1"
    cursor = connection.execute(
        f'SELECT {chosen} FROM {quote(shelf.table)} WHERE {where} ORDER BY "made", "id" LIMIT ?',
        (*(after or ()), limit + 1 if limit >= 0 else -1),
    )
    found, more = _as_many_as_fit(cursor, limit, most_characters)
    kinds = [column.kind for _, column in columns]
    rows: list[list[object]] = [[id_, made, *map(from_column, kinds, values)] for id_, made, *values in found]
    links = [(name, each.table) for name, each in shelf.columns.items() if each.kind == "references"]
    for _, table in links:
        _add_links(connection, rows, shelf.table, table)
    names = (*(name for name, _ in columns), *(name for name, _ in links))
    return Rows(names, tuple(tuple(row) for row in rows), more)  # type: ignore[arg-type]


def _as_many_as_fit(
    cursor: sqlite3.Cursor, limit: int, most_characters: int | None
) -> tuple[list[tuple[Stored, ...]], bool]:
    """The first rows, and whether there are others after them."""
    found: list[tuple[Stored, ...]] = []
    characters = 0
    for row in cursor:
        characters += sum(len(value) for value in row if isinstance(value, str))
        is_too_long = most_characters is not None and characters > most_characters
        if found and (is_too_long or 0 <= limit <= len(found)):
            return found, True
        found.append(row)
    return found, False


def _add_links(connection: sqlite3.Connection, rows: list[list[object]], table: str, links: str) -> None:
    """Add to each of some rows, which follow each other, the ids that it refers to."""
    if not rows:
        return
    first, last = rows[0], rows[-1]
    found: dict[str, list[str]] = {}
    pairs = (
        f'SELECT "record", "refers to" FROM {quote(links)} JOIN {quote(table)} ON "id" = "record" '
        'WHERE ("made", "id") >= (?, ?) AND ("made", "id") <= (?, ?) ORDER BY "record", "position"'
    )
    for record, target in connection.execute(pairs, (first[1], first[0], last[1], last[0])):
        found.setdefault(record, []).append(target)
    for row in rows:
        row.append(tuple(found.get(str(row[0]), ())))
