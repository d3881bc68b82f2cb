"""One app's records in one file, `data.sqlite`.

How it is opened is decided for a laptop whose battery may end at any moment: a write-ahead log that is
flushed with every change (`connecting` says why), so that what was told as saved is on the disk; one
transaction for each change, however many records it has. When the last window lets go, everything is in
this one file.

Not protected against: a person who may write in the folder anyway.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import Self, cast

from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.records.connecting import (
    LAYOUT_VERSION,
    clear_errors,
    connect,
    prepare,
    transaction,
    write_ahead,
)
from desktop.records.growing import fit_to, fits
from desktop.records.layout import TABLES, Layout, read_layout, wanted_fields
from desktop.records.measuring import query_of, register_functions
from desktop.records.migrating import settle
from desktop.records.names import quote
from desktop.records.reading import read_rows
from desktop.records.record import Record, Rows
from desktop.records.shelving import delete, forget_dangling, store

APPLICATION = 0x486D7370
"""`Hmsp` in the file's header: whose file it is."""

_STATE = """CREATE TABLE "homespun_state" (
  "revision" INTEGER NOT NULL,
  "begun" INTEGER NOT NULL CHECK ("begun" IN (0, 1))
)"""
_NOTES = """CREATE TABLE "homespun_notes" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
)"""


class Database:
    """The records of one app; use it in one thread.

    Args:
        path: The file; it is made if there is none.
        app: The app as it is now, with all that it implies.

    Raises:
        RecordsError: `records_damaged` if the file is no database of ours, `records_newer` if a later
            Homespun made it, `records_busy` if another program holds it, `records_place` if it cannot
            be written there. The file is left as it was.
    """

    def __init__(self, path: Path, app: App) -> None:
        self._name = path.name
        self._app = app
        self._fields = {name: tuple(each.name for each in has) for name, has in wanted_fields(app).items()}
        with clear_errors(self._name):
            self._connection = connect(path)
        try:
            with clear_errors(self._name):
                self._layout = self._prepare()
                (self._seen,) = self._connection.execute("PRAGMA data_version").fetchone()
        except RecordsError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    # --- what there is ----------------------------------------------------------------------------

    @property
    def app(self) -> App:
        """The app as it was when this was opened."""
        return self._app

    @property
    def connection(self) -> sqlite3.Connection:
        """For who reads more than one entity at a time, in this room."""
        return self._connection

    @property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """The app's entities and their fields."""
        return self._fields

    @property
    def layout(self) -> Layout:
        """Where everything is, also what the app no longer has.

        Raises:
            RecordsError: `records_changed` if that is no longer what this app has.
        """
        with clear_errors(self._name):
            self._keep_up()
        return self._layout

    @property
    def revision(self) -> int:
        """A number that grows with every change, by whomever."""
        return self._one('SELECT "revision" FROM "homespun_state"')

    @property
    def begun(self) -> bool:
        """Whether the first records, the samples, were put in."""
        return bool(self._one('SELECT "begun" FROM "homespun_state"'))

    def count(self, entity: str) -> int:
        """Return how many records an entity has."""
        return self._one(f"SELECT count(*) FROM {quote(self.layout[entity].table)}")

    def newest(self, entity: str) -> int:
        """Return when the newest record of an entity was made, in milliseconds since 1970; 0 if none is."""
        return self._one(f'SELECT coalesce(max("made"), 0) FROM {quote(self.layout[entity].table)}')

    def ids(self, entity: str) -> set[str]:
        """Return the ids of all records of an entity."""
        with clear_errors(self._name):
            table = quote(self.layout[entity].table)
            return {id_ for (id_,) in self._connection.execute(f'SELECT "id" FROM {table}')}

    def read(
        self,
        entity: str,
        after: tuple[int, str] | None = None,
        limit: int = -1,
        most_characters: int | None = None,
    ) -> Rows:
        """Read records in the order in which they were made.

        Args:
            entity: One of the app's.
            after: When the last one that was read was made, and its id; None begins at the first.
            limit: How many at most; -1 for all.
            most_characters: How long all texts in them may be together; the first record is read in any
                case. None for no limit.
        """
        layout = self.layout
        with clear_errors(self._name):
            return read_rows(self._connection, layout[entity], after, limit, most_characters)

    def measure(self, line: int, label: str) -> float | str | None:
        """Return the number of a tile of the app; None if it has no answer, or only the page can tell.

        Args:
            line: Of the tile in the blueprint, 1-based.
            label: What the tile is called.
        """
        query = query_of(self._app, self.layout, line, label)
        if query is None:
            return None
        with clear_errors(self._name):
            return cast("float | str | None", self._connection.execute(query).fetchone()[0])

    def notes(self) -> dict[str, str]:
        """Return the small values that the app has asked to remember, as JSON, by name."""
        with clear_errors(self._name):
            return dict(self._connection.execute('SELECT "name", "value" FROM "homespun_notes"'))

    def length_of_notes(self, besides: str) -> int:
        """Return how many characters the small values have besides the one of this name."""
        return self._one(
            'SELECT coalesce(sum(length("value")), 0) FROM "homespun_notes" WHERE "name" <> ?', besides
        )

    def count_notes(self, besides: str) -> int:
        """Return how many small values there are besides the one of this name."""
        return self._one('SELECT count(*) FROM "homespun_notes" WHERE "name" <> ?', besides)

    # --- what changes -----------------------------------------------------------------------------

    def write(
        self,
        put: Sequence[Record] = (),
        remove: Iterable[tuple[str, str]] = (),
        expected: int | None = None,
        notes: Mapping[str, str] = MappingProxyType({}),
    ) -> int | None:
        """Put and remove records, all of them or none.

        Args:
            put: Records that are new or take the place of those with the same id. Fields that are not
                named keep what they have. A reference to a record that is not there becomes nothing.
            remove: (entity, id); one that is not there does not matter.
            expected: The revision that this change was thought out for; None for any.
            notes: Small values as JSON, by name, for names that have none.

        Returns:
            The revision that this made; None if another was expected, and nothing has changed.

        Raises:
            RecordsError: `records_full`, `records_busy` or `records_damaged`; then nothing has changed.
        """
        with self._change(expected) as is_expected:
            if not is_expected:
                return None
            self._keep_up()
            store(self._connection, self._layout, put)
            delete(self._connection, self._layout, remove)
            forget_dangling(self._connection, self._layout, put)
            added = 'INSERT OR IGNORE INTO "homespun_notes" ("name", "value") VALUES (?, ?)'
            self._connection.executemany(added, notes.items())
        return self.revision

    def begin(self, samples: Sequence[Record]) -> bool:
        """Put in the first records, once in the life of a database.

        Returns:
            Whether it was done; False if it had been before, and nothing has changed.
        """
        with clear_errors(self._name), transaction(self._connection):
            if self.begun:
                return False
            self._keep_up()
            store(self._connection, self._layout, samples)
            forget_dangling(self._connection, self._layout, samples)
            self._connection.execute('UPDATE "homespun_state" SET "begun" = 1, "revision" = "revision" + 1')
        return True

    def remember(self, name: str, value: str | None) -> int:
        """Keep a small value, JSON; None forgets it. Return the revision that this made."""
        with self._change():
            if value is None:
                self._connection.execute('DELETE FROM "homespun_notes" WHERE "name" = ?', (name,))
            else:
                self._connection.execute(
                    'INSERT INTO "homespun_notes" ("name", "value") VALUES (?, ?) '
                    'ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"',
                    (name, value),
                )
        return self.revision

    # --- the file ---------------------------------------------------------------------------------

    def _prepare(self) -> Layout:
        is_old = prepare(self._connection, self._name)
        if not is_old:
            write_ahead(self._connection)
        register_functions(self._connection)
        with transaction(self._connection):
            if not is_old and self._one("PRAGMA user_version") == 0:
                for table in (*TABLES, _STATE, _NOTES):
                    self._connection.execute(table)
                self._connection.execute('INSERT INTO "homespun_state" VALUES (0, 0)')
                self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
                self._connection.execute(f"PRAGMA user_version = {LAYOUT_VERSION}")
            settle(self._connection, self._app)
            return fit_to(self._connection, self._app)

    def _keep_up(self) -> None:
        """Learn where everything is now if another program has changed something."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._seen:
            return
        layout = read_layout(self._connection)
        if not fits(layout, self._app):
            layout = self._fit_again()
        self._layout, self._seen = layout, version

    def _fit_again(self) -> Layout:
        """Fit the records to this app again if a change of it has failed; else it is an older one."""
        with nullcontext() if self._connection.in_transaction else transaction(self._connection):
            if not settle(self._connection, self._app):
                raise RecordsError("records_changed", file=self._name)
            return fit_to(self._connection, self._app)

    def _one(self, query: str, *facts: str) -> int:
        with clear_errors(self._name):
            found = self._connection.execute(query, facts).fetchone()
            if found is None:
                raise sqlite3.DatabaseError(query)
            return int(found[0])

    @contextmanager
    def _change(self, expected: int | None = None) -> Iterator[bool]:
        with clear_errors(self._name), transaction(self._connection):
            if expected is not None and self.revision != expected:
                yield False
                return
            yield True
            self._connection.execute('UPDATE "homespun_state" SET "revision" = "revision" + 1')
