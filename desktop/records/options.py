"""Values that can no longer be chosen: they stay in their records, and the person hears of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from desktop.blueprint.nodes import App, Field
from desktop.records.growing import Conversion
from desktop.records.kinds import from_column
from desktop.records.layout import Column, Layout
from desktop.records.names import quote
from desktop.records.renaming import Rename

_MOST_EXAMPLES = 3
_LONGEST_EXAMPLE = 40


def unlisted_options(
    connection: sqlite3.Connection, layout: Layout, before: App, after: App, renames: tuple[Rename, ...]
) -> Iterator[Conversion]:
    """Look for values that a change of an app has left without an option.

    Args:
        connection: To the database, which fits `after` already.
        layout: Where its records are.
        before: The app before the change.
        after: The app after it.
        renames: What the change calls otherwise.
    """
    old = {(entity.name, field.name): field for entity in before.entities for field in entity.fields}
    for entity in after.entities:
        for field in entity.fields:
            column = layout[entity.name].columns.get(field.name) if entity.name in layout else None
            if not field.options or column is None or column.kind not in ("words", "list"):
                continue
            former = old.get(_former_name(entity.name, field.name, renames))
            if former is None or _has_lost_options(former, entity.name, field, renames):
                found = _count(connection, layout[entity.name].table, column, field)
                if sum(found.values()):
                    yield _told(entity.name, field, found)


def _count(connection: sqlite3.Connection, table: str, column: Column, field: Field) -> dict[str, int]:
    """How often each value that is no option occurs, and under "" how often the others do."""
    name = quote(column.name)
    found: dict[str, int] = {"": 0}
    query = f"SELECT {name}, count(*) FROM {quote(table)} WHERE {name} IS NOT NULL GROUP BY {name}"
    for stored, times in connection.execute(query):
        value = from_column(column.kind, stored)
        for words in value if isinstance(value, tuple) else (str(value),):
            place = "" if words in field.options or not words else words
            found[place] = found.get(place, 0) + times
    return found


def _told(entity: str, field: Field, found: dict[str, int]) -> Conversion:
    fitted = found.pop("")
    often = sorted(found, key=lambda words: (-found[words], words))[:_MOST_EXAMPLES]
    short = tuple(
        f"{words[:_LONGEST_EXAMPLE]}…" if len(words) > _LONGEST_EXAMPLE else words for words in often
    )
    return Conversion(entity, field.name, field.type, fitted, sum(found.values()), short, is_shown=True)


def _former_name(entity: str, field: str, renames: tuple[Rename, ...]) -> tuple[str, str]:
    for one in reversed(renames):
        if one.within == () and one.to == entity:
            entity = one.name
        elif one.within == (entity,) and one.to == field:
            field = one.name
    return entity, field


def _has_lost_options(former: Field, entity: str, field: Field, renames: tuple[Rename, ...]) -> bool:
    names = {one.name: one.to for one in renames if one.within == (entity, field.name)}
    now = {names.get(each, each) for each in former.options}
    return former.type != field.type or not now <= set(field.options)
