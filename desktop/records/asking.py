"""What a person reads in a record, said in SQL: its name, all its words, what a column is sorted by."""

from __future__ import annotations

import sqlite3

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import Entity
from desktop.compiler.sql import to_sql
from desktop.errors import RecordsError
from desktop.records.cells import same_words
from desktop.records.database import Database
from desktop.records.exporting import LEFT_OUT
from desktop.records.kinds import Stored
from desktop.records.layout import Column, Shelf
from desktop.records.measuring import Shelves
from desktop.records.names import quote

ROW = "r0"
"""The record at hand in a query."""

_BETWEEN = "char(31)"
_NO_NAME = ("yes/no", "tags", "reference", "references", *LEFT_OUT)
"""Types that say nothing of a record by themselves."""


def entity_of(database: Database, name: str) -> Entity:
    """Return an entity of the app.

    Raises:
        RecordsError: `records_changed` if the app has none of that name any more.
    """
    found = next((each for each in database.app.entities if each.name == name), None)
    if found is None:
        raise RecordsError("records_changed", file=name)
    return found


def shelf_of(database: Database, entity: str) -> Shelf:
    """Return where the records of an entity are.

    Raises:
        RecordsError: As `entity_of`.
    """
    return database.layout[entity_of(database, entity).name]


def register(connection: sqlite3.Connection) -> None:
    """Teach a connection how words are compared."""
    connection.create_function("homespun_plain", 1, _plain, deterministic=True)
    connection.create_function("homespun_has", 2, _has, deterministic=True)


def _plain(words: Stored) -> Stored:
    if not isinstance(words, str):
        return words
    # What is plain already is most of what there is, and the long way takes ten times as long.
    return words.strip().lower() if words.isascii() else same_words(words)


def _has(words: Stored, wanted: Stored) -> bool:
    text = str(_plain("" if words is None else str(words)))
    return all(each in text for each in str(wanted or "").split("\n"))


def sql_of(database: Database, kinds: Kinds, name: str) -> str | None:
    """What is worked out; None if only the page can tell."""
    return to_sql(kinds.computed[name].expression, kinds, Shelves(database.layout), ROW)


def name_of(database: Database, entity: str, row: str) -> str:
    """What a record is called: the first of its fields that says anything in words; NULL if none does.

    Args:
        database: The app's.
        entity: Whose record.
        row: The alias of its table in the query.
    """
    shelf, words = shelf_of(database, entity), []
    for field in entity_of(database, entity).fields:
        column = shelf.columns.get(field.name)
        if column is None or not column.name or field.type in _NO_NAME:
            continue
        place = f"{row}.{quote(column.name)}"
        is_number = column.kind == "number"
        words.append(
            f"CASE WHEN {place} IS NOT NULL THEN printf('%.15g', {place}) END"
            if is_number
            else f"nullif({place}, '')"
        )
    return f"coalesce({', '.join(words)}, NULL)" if words else "NULL"


def _name_behind(database: Database, column: Column, id_: str) -> str:
    """What the record is called that an id leads to."""
    if column.target not in database.fields:
        return "NULL"
    shelf = database.layout[column.target]
    name = name_of(database, column.target, "t")
    return f'(SELECT {name} FROM {quote(shelf.table)} AS t WHERE t."id" = {id_})'


def _names_behind(database: Database, column: Column) -> str:
    """What the records are called that a list leads to, in one text."""
    if column.target not in database.fields:
        return "NULL"
    shelf = database.layout[column.target]
    name = name_of(database, column.target, "t")
    return (
        f"(SELECT group_concat({name}, {_BETWEEN}) FROM {quote(column.table)} AS l "
        f'JOIN {quote(shelf.table)} AS t ON t."id" = l."refers to" WHERE l."record" = {ROW}."id")'
    )


def text_of(database: Database, entity: str) -> str:
    """Everything that a person can read in a record, as one text."""
    shelf, texts = shelf_of(database, entity), ["''"]
    for field in entity_of(database, entity).fields:
        column = shelf.columns.get(field.name)
        if column is None or field.type in LEFT_OUT or column.kind == "yes/no":
            continue
        place = f"{ROW}.{quote(column.name)}"
        if column.kind == "references":
            texts.append(_names_behind(database, column))
        elif column.kind == "reference":
            texts.append(_name_behind(database, column, place))
        elif column.kind == "number":
            texts.append(f"CASE WHEN {place} IS NOT NULL THEN printf('%.15g', {place}) END")
        else:
            texts.append(place)
    return f" || {_BETWEEN} || ".join(f"coalesce({each}, '')" for each in texts)


def order_of(database: Database, entity: str, by: str) -> str | None:
    """What a column is sorted by; None if the database cannot tell."""
    kinds = kinds_of(database.app)[entity]
    if by in kinds.computed:
        found = sql_of(database, kinds, by)
        return None if found is None else f"homespun_plain({found})"
    field, column = kinds.fields.get(by), shelf_of(database, entity).columns.get(by)
    if field is None or column is None or field.type in LEFT_OUT:
        return None
    place = f"{ROW}.{quote(column.name)}"
    if column.kind == "references":
        return f"homespun_plain({_names_behind(database, column)})"
    if column.kind == "reference":
        return f"homespun_plain({_name_behind(database, column, place)})"
    if field.type == "choice" and field.options:
        # Options keep the order they were given in, as they do in the app.
        cases = " ".join(f"WHEN {_text(option)} THEN {number}" for number, option in enumerate(field.options))
        return f"CASE {place} {cases} ELSE {len(field.options)} + ({place} IS NULL) * NULL END"
    if column.kind in ("number", "yes/no"):
        return place
    return f"homespun_plain(nullif({place}, ''))"


def _text(words: str) -> str:
    return "'" + words.replace("\0", "").replace("'", "''") + "'"
