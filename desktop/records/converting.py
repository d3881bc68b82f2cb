"""What becomes of a field's values when its kind changes, and when it changes back.

Every value is told as the new kind as far as it can be; the old one stays where it was. Whatever could not
be told is counted, so that the person hears of it. Beside each place that a field has left there is a mark of
what the field showed instead: a record whose mark still fits was not changed since, and is found as it was.
Values are read and written some at a time: a database may be larger than the memory.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.cells import Reading, day_comes_first
from desktop.records.kinds import Given, UnfitValueError, as_json, from_column, to_column
from desktop.records.layout import Column, Layout
from desktop.records.names import quote
from desktop.records.telling import Names, in_words, tell

_CHANGED = "-"
"""The mark of a value that no longer follows from what stands beside it."""

_AT_ONCE = 500
_MOST_EXAMPLES = 3
_LONGEST_EXAMPLE = 40


@dataclass(slots=True)
class Tally:
    """Counts what was told of a field's values, and what could not be.

    Attributes:
        fitted, unfit: How many values.
        examples: A few of those that did not fit, in words, shortened.
    """

    fitted: int = 0
    unfit: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, words: str, *, fits: bool) -> None:
        """Count one value."""
        if fits:
            self.fitted += 1
            return
        self.unfit += 1
        short = f"{words[:_LONGEST_EXAMPLE]}…" if len(words) > _LONGEST_EXAMPLE else words
        if len(self.examples) < _MOST_EXAMPLES and short not in self.examples:
            self.examples.append(short)


def copy(connection: sqlite3.Connection, layout: Layout, entity: str, old: Column, new: Column) -> Tally:
    """Tell a field's values as another kind, in a place that is still empty."""
    tally = Tally()
    table = layout[entity].table
    names, reading = Names(connection, layout), _reading(connection, table, old, new)
    for ids in _ids(connection, table):
        told = {}
        for id_, value in _values(connection, table, old, ids).items():
            if _is_missing(value):
                continue
            told[id_] = tell(value, old, new, names, reading)
            tally.add(in_words(value, old, names), fits=told[id_] is not None)
        _write(connection, table, new, {id_: value for id_, value in told.items() if value is not None})
    return tally


def take_back(
    connection: sqlite3.Connection,
    layout: Layout,
    entity: str,
    now: Column,
    back: Column,
    marks: Column | None,
) -> Tally:
    """Take a field back to where it kept its values before.

    What was only carried along since is found as it was first typed, also if it did not fit; what was typed
    since comes along if it fits, and if not, what was there before is there again.

    Args:
        connection: To the database.
        layout: Where its records are.
        entity: Whose field it is.
        now: Where its values are.
        back: Where they were.
        marks: What `mark` has left beside `back`; None in files that have no marks, and then what is there
            counts as it was.
    """
    tally = Tally()
    table = layout[entity].table
    names, reading = Names(connection, layout), _reading(connection, table, now, back)
    for ids in _ids(connection, table):
        before = _values(connection, table, back, ids)
        marked = None if marks is None else _values(connection, table, marks, ids)
        changed: dict[str, Given] = {}
        for id_, value in _values(connection, table, now, ids).items():
            if not _is_missing(before[id_]) if marked is None else _mark_of(value) == marked[id_]:
                continue
            if _is_missing(value):
                changed[id_] = None
                continue
            told = tell(value, now, back, names, reading)
            tally.add(in_words(value, now, names), fits=told is not None)
            if told is not None:
                changed[id_] = told
        _write(connection, table, back, changed)
    return tally


def mark(
    connection: sqlite3.Connection,
    table: str,
    left: Column,
    now: Column,
    own: Column,
    others: Sequence[Column],
) -> None:
    """Mark what a field shows after its kind has changed.

    Args:
        connection: To the database.
        table: The entity's.
        left: Where its values were until now.
        now: Where they are.
        own: The marks beside `left`.
        others: The marks beside the places that it left earlier: they go along for what was not changed.
    """
    for ids in _ids(connection, table):
        shown = {id_: _mark_of(value) for id_, value in _values(connection, table, now, ids).items()}
        _write(connection, table, own, shown)
        before = _values(connection, table, left, ids)
        for marks in others:
            marked = _values(connection, table, marks, ids)
            same = {id_ for id_ in ids if _mark_of(before[id_]) == marked[id_]}
            _write(connection, table, marks, {id_: shown[id_] if id_ in same else _CHANGED for id_ in ids})


def _mark_of(value: Given) -> str | None:
    if _is_missing(value):
        return None
    return hashlib.blake2b(as_json(value).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _is_missing(value: Given) -> bool:
    return value in (None, (), "")


def _reading(connection: sqlite3.Connection, table: str, old: Column, new: Column) -> Reading:
    """How words of a field are read; which number is the month, the whole column tells."""
    if old.kind != "words" or new.kind not in ("date", "moment"):
        return Reading()
    name = quote(old.name)
    texts = connection.execute(f"SELECT {name} FROM {quote(table)} WHERE typeof({name}) = 'text'")
    return Reading(day_first=day_comes_first(text for (text,) in texts))


def _ids(connection: sqlite3.Connection, table: str) -> Iterator[list[str]]:
    """The ids of all records, some at a time."""
    last, query = "", f'SELECT "id" FROM {quote(table)} WHERE "id" > ? ORDER BY "id" LIMIT {_AT_ONCE}'
    while found := [id_ for (id_,) in connection.execute(query, (last,))]:
        yield found
        last = found[-1]


def _values(
    connection: sqlite3.Connection, table: str, column: Column, ids: Sequence[str]
) -> dict[str, Given]:
    """What a field holds in these records."""
    marks = ", ".join("?" * len(ids))
    if column.kind != "references":
        query = f'SELECT "id", {quote(column.name)} FROM {quote(table)} WHERE "id" IN ({marks})'
        return {id_: from_column(column.kind, value) for id_, value in connection.execute(query, ids)}
    links: dict[str, list[str]] = {id_: [] for id_ in ids}
    query = (
        f'SELECT "record", "refers to" FROM {quote(column.table)} WHERE "record" IN ({marks}) '
        'ORDER BY "record", "position"'
    )
    for id_, target in connection.execute(query, ids):
        links[id_].append(target)
    return {id_: tuple(targets) for id_, targets in links.items()}


def _write(connection: sqlite3.Connection, table: str, column: Column, values: Mapping[str, Given]) -> None:
    if column.kind != "references":
        change = f'UPDATE {quote(table)} SET {quote(column.name)} = ? WHERE "id" = ?'
        connection.executemany(change, ((_stored(column, value), id_) for id_, value in values.items()))
        return
    links = quote(column.table)
    connection.executemany(f'DELETE FROM {links} WHERE "record" = ?', ((id_,) for id_ in values))
    rows = (
        (id_, position, target)
        for id_, value in values.items()
        for position, target in enumerate(_targets(value))
    )
    connection.executemany(f'INSERT INTO {links} ("record", "position", "refers to") VALUES (?, ?, ?)', rows)


def _stored(column: Column, value: Given) -> str | float | int | None:
    try:
        return to_column(column.kind, list(value) if isinstance(value, tuple) else value)
    except UnfitValueError:
        return None


def _targets(value: Given) -> Iterable[str]:
    return dict.fromkeys(value) if isinstance(value, tuple) else ()
