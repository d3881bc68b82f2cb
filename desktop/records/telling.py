"""One value of a field as a value of another kind: what can be told of it, and nothing that is guessed."""

from __future__ import annotations

import sqlite3

from desktop.records.cells import Reading, parts_of, read_cell, same_words
from desktop.records.kinds import Given
from desktop.records.layout import Column, Layout
from desktop.records.names import quote

_TYPES = {"number": "number", "yes/no": "yes/no", "date": "date", "time": "time", "moment": "date and time"}
"""Kind → a type of the language that is read like it."""


class Names:
    """What records are called, which is how references are told in words; read once for each entity.

    Args:
        connection: To the database.
        layout: Where its records are.
    """

    def __init__(self, connection: sqlite3.Connection, layout: Layout) -> None:
        self._connection = connection
        self._layout = layout
        self._names: dict[str, dict[str, str]] = {}
        self._ids: dict[str, dict[str, str]] = {}

    def name_of(self, entity: str, id_: str) -> str:
        """Return what a record is called; "" if it has no name, or is not there."""
        return self._of(entity).get(id_, "")

    def id_of(self, entity: str, words: str) -> str | None:
        """Return the record that is called so, the oldest if there are several; None if none is."""
        if entity not in self._ids:
            ids: dict[str, str] = {}
            for id_, name in self._of(entity).items():
                ids.setdefault(same_words(name), id_)
            self._ids[entity] = ids
        return self._ids[entity].get(same_words(words)) if words.strip() else None

    def _of(self, entity: str) -> dict[str, str]:
        if entity not in self._names:
            self._names[entity] = dict(self._read(entity))
        return self._names[entity]

    def _read(self, entity: str) -> list[tuple[str, str]]:
        """Id and name of each record, the oldest first: what stands in the first field of plain words."""
        shelf = self._layout.get(entity)
        columns = [] if shelf is None else [each for each in shelf.columns.values() if each.kind == "words"]
        if shelf is None or not columns:
            return []
        words = ", ".join(f"nullif({quote(each.name)}, '')" for each in columns)
        chosen = f"coalesce({words}, '')"
        query = f'SELECT "id", {chosen} FROM {quote(shelf.table)} ORDER BY "made", "id"'
        return [(id_, words) for id_, words in self._connection.execute(query) if words]


def tell(value: Given, old: Column, new: Column, names: Names, reading: Reading) -> Given:
    """Return a value as another kind.

    Args:
        value: A value of `old`; not missing.
        old: Where it is.
        new: Where it shall be.
        names: What records are called.
        reading: How words are read.

    Returns:
        None if nothing can be told of it.
    """
    if new.kind == "references":
        return _as_many(value, old, new, names)
    if new.kind == "reference":
        return _as_one(value, old, new, names)
    if new.kind == "list":
        found = tuple(_in_parts(value, old, names))
        return found or None
    if new.kind == "number" and isinstance(value, bool):
        return float(value)
    if (old.kind, new.kind) == ("date", "moment"):
        return f"{value}T00:00"
    if old.kind == "moment" and new.kind in ("date", "time"):
        day, _, time = str(value).partition("T")
        return read_cell(day if new.kind == "date" else time, new.kind, reading)
    words = in_words(value, old, names)
    if new.kind == "words":
        return words or None
    return read_cell(words, _TYPES[new.kind], reading)


def in_words(value: Given, column: Column, names: Names) -> str:
    """Return a value as a person would write it; references by what the records are called."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if column.kind == "moment":
        return str(value).replace("T", " ")
    if column.kind in ("reference", "references", "list"):
        return ", ".join(_in_parts(value, column, names))
    return "" if value is None else str(value)


def _in_parts(value: Given, column: Column, names: Names) -> list[str]:
    """The words of a value that is several, or of which several can be made."""
    if column.kind in ("reference", "references"):
        ids = value if isinstance(value, tuple) else (str(value),)
        return [name for id_ in ids if (name := names.name_of(column.target, id_))]
    if isinstance(value, tuple):
        return list(value)
    words = in_words(value, column, names)
    return parts_of(words) if column.kind == "words" else [words]


def _as_one(value: Given, old: Column, new: Column, names: Names) -> str | None:
    """One record: the same, or the one of that name; not one of several."""
    if old.kind == "references" and isinstance(value, tuple) and len(value) != 1:
        return None
    if old.target == new.target and old.kind in ("reference", "references"):
        return value[0] if isinstance(value, tuple) else str(value)
    return names.id_of(new.target, in_words(value, old, names))


def _as_many(value: Given, old: Column, new: Column, names: Names) -> tuple[str, ...] | None:
    if old.target == new.target and old.kind in ("reference", "references"):
        return value if isinstance(value, tuple) else (str(value),)
    whole = names.id_of(new.target, in_words(value, old, names))
    found = [whole] if whole else [names.id_of(new.target, part) for part in _in_parts(value, old, names)]
    return tuple(id_ for id_ in found if id_) if found and None not in found else None
