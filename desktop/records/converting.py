"""What becomes of a field's values when its kind changes, and when it changes back."""

from __future__ import annotations

import sqlite3

from desktop.records.kinds import UnfitValueError, from_column, to_column
from desktop.records.layout import Column
from desktop.records.names import quote


def copy(connection: sqlite3.Connection, table: str, old: Column, new: Column) -> None:
    """Copy what can be told of a field's values into a place that is still empty."""
    if not _is_told(old, new):
        return
    table = quote(table)
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


def take_back(connection: sqlite3.Connection, table: str, now: Column, back: Column) -> None:
    """Take a field back to where it kept its values before.

    What was only carried along since is found as it was first typed, also if it did not fit; what was
    typed since comes along as far as it fits.
    """
    if not _is_told(now, back):
        return
    table = quote(table)
    if back.kind == "references":
        _take_link_back(connection, table, now, back)
        return
    rows = connection.execute(f'SELECT {quote(now.name)}, {quote(back.name)}, "id" FROM {table}').fetchall()
    changed = [
        (_as_kind(from_column(now.kind, value), back.kind), id_)
        for value, before, id_ in rows
        if value != (_as_kind(from_column(back.kind, before), now.kind) if _is_told(back, now) else None)
    ]
    connection.executemany(f'UPDATE {table} SET {quote(back.name)} = ? WHERE "id" = ?', changed)


def _is_told(old: Column, new: Column) -> bool:
    """Whether values of one place say anything in another: not several as one, and no words as a record."""
    return old.kind != "references" and (not new.target or new.target == old.target)


def _take_link_back(connection: sqlite3.Connection, table: str, now: Column, back: Column) -> None:
    """Where another record was chosen since, it takes the place of all that were chosen before."""
    links, chosen = quote(back.table), quote(now.name)
    found = connection.execute(
        f'SELECT "id", {chosen} FROM {table} WHERE {chosen} IS NOT NULL AND {chosen} NOT IN '
        f'(SELECT "refers to" FROM {links} WHERE "record" = {table}."id")'
    ).fetchall()
    connection.executemany(f'DELETE FROM {links} WHERE "record" = ?', [(id_,) for id_, _ in found])
    connection.executemany(f'INSERT INTO {links} ("record", "position", "refers to") VALUES (?, 0, ?)', found)


def _as_kind(value: object, kind: str) -> str | float | int | None:
    """Return what stands in a column of a kind for a value of another; None where nothing fits."""
    if value is None:
        return None
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
