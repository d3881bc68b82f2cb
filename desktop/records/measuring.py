"""The numbers of an app's tiles, worked out by the database: sooner than a page that is still reading.

A tile is named by its line and its label, so that a page compiled from an older blueprint is never
answered with another tile's number. In an app with accounts nobody is answered: who may see what is the
page's business, and a sum would tell.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.nodes import App, Stat
from desktop.compiler.sql import measure_to_sql
from desktop.compiler.sql_functions import SQL_FUNCTIONS
from desktop.records.layout import Layout
from desktop.records.names import quote


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where this database keeps what an expression names."""

    layout: Layout

    def table(self, entity: str) -> str:
        """Return the table of an entity."""
        return quote(self.layout[entity].table)

    def column(self, entity: str, name: str) -> str:
        """Return the column of a field."""
        return quote(self.layout[entity].columns[name].name)

    def links(self, entity: str, name: str) -> str:
        """Return the table of a field of `references`."""
        return quote(self.layout[entity].columns[name].table)


def register_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection the arithmetic of the language."""
    for name, (count, work) in SQL_FUNCTIONS.items():
        connection.create_function(name, count, work, deterministic=True)


def query_of(app: App, layout: Layout, line: int, label: str) -> str | None:
    """Return the query whose one value is the number of a tile.

    Args:
        app: The app as it is now, with all that it implies.
        layout: Where its records are.
        line: Of the tile in the blueprint, 1-based.
        label: What the tile is called.

    Returns:
        None if there is no such tile, or only the page can work it out.
    """
    if app.roles:
        return None
    stats = (each for page in app.pages for each in page.sections if isinstance(each, Stat))
    found = next((each for each in stats if each.span.line == line and each.label == label), None)
    if found is None or found.measure.entity not in layout:
        return None
    return measure_to_sql(found.measure, kinds_of(app)[found.measure.entity], Shelves(layout))
