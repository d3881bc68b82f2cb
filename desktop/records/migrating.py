"""Carries a change of an app into its records, so that they follow the app whatever happens in between.

The records change first, in one transaction, and remember what for; then the app's files change, and then it
is confirmed. If the process ends in between, whoever opens the records next sees by the app that lies there
whether the change has happened: if not, the names are turned round again. What was converted needs no way
back: a field finds its values where they were (`converting`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.records.connecting import clear_errors, connect, prepare, transaction
from desktop.records.growing import Conversion, fit_to
from desktop.records.layout import Layout
from desktop.records.options import unlisted_options
from desktop.records.renaming import Rename, carry, turned_round


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the way of records from one app to another.

    Attributes:
        app: The app that they fit after it.
        renames: What is called otherwise on it, in order.
    """

    app: App
    renames: tuple[Rename, ...] = ()


_TABLE = """CREATE TABLE IF NOT EXISTS "homespun_change" (
  "before" TEXT NOT NULL,
  "after" TEXT NOT NULL,
  "renames" TEXT NOT NULL,
  "is back" INTEGER NOT NULL CHECK ("is back" IN (0, 1))
)"""
_SEEN_BY_OTHERS = 'UPDATE "homespun_state" SET "revision" = "revision" + 1'
_IS_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'homespun_change'"


def migrate(
    path: Path, before: App, after: App, renames: tuple[Rename, ...], way: tuple[Step, ...] = ()
) -> tuple[Conversion, ...]:
    """Have the records fit a changed app; all of it or nothing.

    Args:
        path: The database; if there is none, there is nothing to do.
        before: The app as its files say it is.
        after: The app as they will say.
        renames: What is called otherwise, in order.
        way: Through which apps it goes first, if not straight there: the renames are those after the last.

    Returns:
        What became of the values of fields that are of another type now, and of options that are gone.

    Raises:
        RecordsError: As `Database` does. The file is left as it was.
    """
    found: list[Conversion] = []
    whole = tuple(one for step in (*way, Step(after, renames)) for one in step.renames)
    if not whole and _kept_by(before) == _kept_by(after):
        return ()
    with _changing(path) as connection:
        if connection is not None:
            settle(connection, before)
            fit_to(connection, complete(before))
            last = before
            for step in way:
                _take(connection, step)
                last = step.app
            layout = _take(connection, Step(after, renames), found.append)
            found += unlisted_options(connection, layout, last, after, renames)
            connection.execute(_TABLE)
            connection.execute('DELETE FROM "homespun_change"')
            facts = (_kept_by(before), _kept_by(after), json.dumps([astuple(one) for one in whole]))
            connection.execute('INSERT INTO "homespun_change" VALUES (?, ?, ?, 0)', facts)
            connection.execute(_SEEN_BY_OTHERS)
    return tuple(each for each in found if each.unfit)


def _take(
    connection: sqlite3.Connection, step: Step, told: Callable[[Conversion], None] = lambda conversion: None
) -> Layout:
    """Go a step; inside a transaction."""
    for one in step.renames:
        carry(connection, one)
    return fit_to(connection, complete(step.app), told)


def confirm(path: Path) -> None:
    """Say that the app's files have followed: the records stay as `migrate` has left them.

    Raises:
        RecordsError: As `Database` does.
    """
    with _changing(path) as connection:
        change = None if connection is None else _remembered(connection)
        if connection is not None and change is not None:
            _, _, renames, is_back = change
            if is_back:  # somebody has opened the records before the files had followed
                for one in renames:
                    carry(connection, one)
                connection.execute(_SEEN_BY_OTHERS)
            connection.execute('DELETE FROM "homespun_change"')


def carried(path: Path, app: App) -> tuple[Rename, ...] | None:
    """Return what is called otherwise since a change to this app that nobody has confirmed; None without one.

    Args:
        path: The database; there may be none.
        app: The app as its files say it is.

    Raises:
        RecordsError: As `Database` does.
    """
    if not (path.exists() or path.is_symlink()):
        return None
    with clear_errors(path.name), closing(connect(path)) as connection:
        change = _remembered(connection) if prepare(connection, path.name) else None
        return change[2] if change is not None and change[1] == _kept_by(app) else None


def settle(connection: sqlite3.Connection, app: App) -> bool:
    """Turn the names round again if a change has not come to the app's files; inside a transaction.

    Args:
        connection: To the database.
        app: The app as its files say it is.

    Returns:
        Whether something was done; then the database is to be fitted to the app.
    """
    change = _remembered(connection)
    if change is None:
        return False
    before, after, renames, is_back = change
    kept = _kept_by(app)
    if kept == before != after and not is_back:
        for one in turned_round(renames):
            carry(connection, one)
        connection.execute('UPDATE "homespun_change" SET "is back" = 1')
        return True
    if kept == after != before and is_back:
        for one in renames:
            carry(connection, one)
        connection.execute('UPDATE "homespun_change" SET "is back" = 0')
        return True
    return False


@contextmanager
def _changing(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection in a transaction; None if there are no records."""
    if not (path.exists() or path.is_symlink()):
        yield None
        return
    with clear_errors(path.name), closing(connect(path)) as connection:
        if not prepare(connection, path.name):
            yield None
            return
        with transaction(connection):
            yield connection


def _remembered(connection: sqlite3.Connection) -> tuple[str, str, tuple[Rename, ...], bool] | None:
    """The change that was not confirmed; None if there is none, or it is none of ours."""
    if not connection.execute(_IS_THERE).fetchone():
        return None
    query = 'SELECT "before", "after", "renames", "is back" FROM "homespun_change"'
    row = connection.execute(query).fetchone()
    if row is None:
        return None
    before, after, listed, is_back = row
    try:
        renames = tuple(Rename(tuple(within), name, to) for within, name, to in json.loads(listed))
    except (ValueError, TypeError):
        return None
    texts = (text for one in renames for text in (*one.within, one.name, one.to))
    return (before, after, renames, bool(is_back)) if all(isinstance(each, str) for each in texts) else None


def _kept_by(app: App) -> str:
    """A mark of what an app keeps: two apps with the same mark have the same records."""
    whole = complete(app)
    facts = [
        (entity.name, [(each.name, each.type, each.target, each.options) for each in entity.fields])
        for entity in whole.entities
    ]
    return hashlib.sha256(repr((facts, app.roles)).encode("utf-8", "replace")).hexdigest()
