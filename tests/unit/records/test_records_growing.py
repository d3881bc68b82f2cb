"""An app changes and its records stay: nothing that was typed is ever lost to a new blueprint."""

from __future__ import annotations

from pathlib import Path

import pytest
from record_apps import app_of, look_inside, plain, put, values_of

from desktop.blueprint.nodes import FIELD_TYPES, Entity, Field
from desktop.records import Database
from desktop.records.folder import DATABASE_FILE
from desktop.records.kinds import KIND_OF


def plants(*fields: Field, others: tuple[Entity, ...] = ()) -> object:
    return app_of(Entity("Plant", fields), *others)


NAME = Field("name", "text")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / DATABASE_FILE


def test_every_type_of_the_language_has_a_kind() -> None:
    assert set(KIND_OF) == set(FIELD_TYPES)


def test_a_new_field_and_a_new_entity_are_added(path: Path) -> None:
    with Database(path, plants(NAME)) as database:
        database.write([plain("Plant", "a", name="Fern")])
    room = Entity("Room", (NAME,))
    with Database(path, plants(NAME, Field("room", "reference", target="Room"), others=(room,))) as database:
        assert values_of(database, "Plant") == [{"id": "a", "name": "Fern", "room": None}]
        database.write([plain("Room", "r", name="K"), plain("Plant", "a", room="r")])
        assert values_of(database, "Plant") == [{"id": "a", "name": "Fern", "room": "r"}]


def test_a_field_that_went_keeps_its_values_and_finds_them_when_it_comes_back(path: Path) -> None:
    with Database(path, plants(NAME, Field("age", "number"))) as database:
        database.write([plain("Plant", "a", name="Fern", age=3.0)])
    with Database(path, plants(NAME)) as database:
        assert put(database, "Plant", "a", name="Big fern")["revision"] == 2
        assert put(database, "Plant", "b", 2, name="Oak", age=100)["revision"] == 3  # an undo brings it whole
    with Database(path, plants(NAME, Field("age", "number"))) as database:
        kept = [(each["name"], each["age"]) for each in values_of(database, "Plant")]
    assert kept == [("Big fern", 3.0), ("Oak", 100.0)]


def test_an_entity_that_went_keeps_its_records(path: Path) -> None:
    with Database(path, plants(NAME)) as database:
        database.write([plain("Plant", "a", name="Fern")])
    Database(path, app_of(Entity("Room", (NAME,)))).close()
    with Database(path, plants(NAME)) as database:
        assert values_of(database, "Plant") == [{"id": "a", "name": "Fern"}]


@pytest.mark.parametrize(
    ("before", "value", "after", "becomes"),
    [
        ("text", "12.5", "number", 12.5),
        ("text", "a dozen", "number", None),
        ("text", "nan", "number", None),
        ("number", 12.0, "text", "12"),
        ("number", 1.5, "tags", ("1.5",)),
        ("yes/no", True, "text", "yes"),
        ("yes/no", True, "number", 1.0),
        ("tags", ["a", "b"], "text", "a, b"),
        ("text", "heavy", "tags", ("heavy",)),
        ("text", "red", "choice", "red"),
    ],
)
def test_a_field_of_another_type_takes_what_fits_and_keeps_the_old_column(
    path: Path, before: str, value: object, after: str, becomes: object
) -> None:
    with Database(path, plants(Field("x", before))) as database:
        put(database, "Plant", "a", x=value)
    with Database(path, plants(Field("x", after))) as database:
        assert values_of(database, "Plant") == [{"id": "a", "x": becomes}]
    assert look_inside(path, 'SELECT "x" FROM "Plant"')[0][0] is not None


def test_one_reference_becomes_many(path: Path) -> None:
    room = Entity("Room", (NAME,))
    with Database(path, plants(Field("room", "reference", target="Room"), others=(room,))) as database:
        database.write([plain("Room", "r", name="K"), plain("Plant", "a", room="r")])
    with Database(path, plants(Field("room", "references", target="Room"), others=(room,))) as database:
        assert values_of(database, "Plant") == [{"id": "a", "room": ("r",)}]


def test_a_name_is_never_given_twice(path: Path) -> None:
    """A field that differs from an older one in case does not take over its column."""
    with Database(path, plants(Field("Name", "text"))) as database:
        database.write([plain("Plant", "a", Name="Fern")])
    with Database(path, plants(Field("name", "text"))) as database:
        assert values_of(database, "Plant") == [{"id": "a", "Name": "Fern", "name": None}]


def test_a_column_dropped_by_another_program_is_made_again(path: Path) -> None:
    with Database(path, plants(NAME, Field("age", "number"))) as database:
        database.write([plain("Plant", "a", name="Fern", age=3.0)])
        database._connection.execute('ALTER TABLE "Plant" DROP COLUMN "age"')
    with Database(path, plants(NAME, Field("age", "number"))) as database:
        assert values_of(database, "Plant") == [{"id": "a", "name": "Fern", "age": None}]
