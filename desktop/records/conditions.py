"""What the app demands of a whole record: its own checks, and what no two records may have alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.dependencies import parts
from desktop.blueprint.nodes import Call, Expression, FieldRef, Related, Through
from desktop.compiler.sql import test_to_sql
from desktop.messages import say
from desktop.records.asking import ROW, entity_of, shelf_of
from desktop.records.connecting import clear_errors
from desktop.records.database import Database
from desktop.records.fitting import UnfitRecordError
from desktop.records.kinds import Stored
from desktop.records.measuring import Shelves
from desktop.records.names import quote
from desktop.records.record import Record


def refuse_broken_rules(database: Database, record: Record, changed: Sequence[str] = ()) -> None:
    """Look at a record before it is written; what only the page can tell is left to the page.

    Args:
        database: The app's.
        record: With a value for every field.
        changed: The fields that are; () for a new record.

    Raises:
        UnfitRecordError: A rule is against it.
        RecordsError: As the database does.
    """
    entity, shelf = entity_of(database, record.entity), shelf_of(database, record.entity)
    kinds = kinds_of(database.app)[record.entity]
    with clear_errors(shelf.table):
        values: dict[str, Stored] = dict(record.columns)
        row = ", ".join(['? AS "id"', *(f"? AS {quote(shelf.columns[name].name)}" for name in values)])
        for check in entity.checks:
            test = test_to_sql(check.test, kinds, Shelves(database.layout), ROW)
            # A check waits until what it is about has been filled in.
            if test is None or any(name in values and values[name] is None for name in _waits(check.test)):
                continue
            query = f"SELECT {test} FROM (SELECT {row}) AS {ROW}"
            if not database.connection.execute(query, (record.id, *values.values())).fetchone()[0]:
                raise UnfitRecordError(changed[0] if changed else "", "", check.message)
        for distinct in entity.distinct:
            names = [name for name in distinct.fields if values.get(name) is not None]
            touched = [name for name in names if not changed or name in changed]
            if len(names) < len(distinct.fields) or not touched:
                continue
            same = " AND ".join(f"{quote(shelf.columns[name].name)} = ?" for name in names)
            query = f'SELECT 1 FROM {quote(shelf.table)} WHERE {same} AND "id" <> ?'
            if database.connection.execute(query, (*(values[name] for name in names), record.id)).fetchone():
                told = say("records.unfit_distinct", fields=", ".join(names))
                raise UnfitRecordError(touched[0], "", told)


def _waits(test: Expression) -> Iterator[str]:
    """The fields that a test is about, without those of which it asks whether they are empty."""
    if isinstance(test, FieldRef):
        yield test.name
    elif isinstance(test, Through):
        yield test.reference
    elif not isinstance(test, Related) and not (isinstance(test, Call) and test.function == "empty"):
        for part in parts(test):
            yield from _waits(part)
