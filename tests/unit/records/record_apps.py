"""The apps and the questions that the tests of the records share."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from desktop.blueprint.nodes import FIELD_TYPES, App, Entity, Field
from desktop.records import Database, Record, answer


def app_of(*entities: Entity) -> App:
    """An app that keeps these."""
    return App("Test", entities=entities)


def every_type() -> App:
    """An app with an entity that has a field of every type, and one that it refers to."""
    fields = [
        Field(type_, type_, target="Room" if type_.startswith("reference") else "") for type_ in FIELD_TYPES
    ]
    return app_of(Entity("Thing", tuple(fields)), Entity("Room", (Field("name", "text"),)))


def ask(database: Database | None, message: object) -> dict:
    """Send a message as a page does; give back the answer."""
    told: dict = json.loads(answer(database, json.dumps(message).encode()))
    return told


def put(database: Database, entity: str, id_: str = "a1", made: int = 1, **values: object) -> dict:
    """Put one record by a message."""
    record = {"id": id_, "entity": entity, "made": made, "values": values}
    return ask(database, {"do": "write", "put": [record], "remove": []})


def values_of(database: Database, entity: str) -> list[dict]:
    """All records of an entity as dicts of values, with their ids."""
    rows = database.read(entity)
    return [{"id": row[0], **dict(zip(rows.fields, row[2:], strict=True))} for row in rows.rows]


def plain(entity: str, id_: str, made: int = 1, **columns: object) -> Record:
    """A record as it comes out of a checked message."""
    return Record(id_, entity, made, tuple(columns.items()))  # type: ignore[arg-type]


def look_inside(path: Path, query: str) -> list[tuple]:
    """Ask a database file with nothing of ours in between."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
