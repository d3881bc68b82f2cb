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


def kept(path: Path, field: Field, *others: Entity) -> object:
    with Database(path, plants(field, others=others)) as database:
        return {each["id"]: each[field.name] for each in values_of(database, "Plant")}


def test_a_type_that_is_taken_back_finds_what_did_not_fit(path: Path) -> None:
    """A text that became a number and is a text again is what was typed first, or what was typed since."""
    with Database(path, plants(Field("x", "text"))) as database:
        for id_, value in {"a": "a dozen", "b": "12.50", "c": "7", "d": "9", "e": None}.items():
            put(database, "Plant", id_, x=value)
    with Database(path, plants(Field("x", "number"))) as database:
        put(database, "Plant", "c", x=8)
        put(database, "Plant", "d", x=None)
        put(database, "Plant", "f", x=5)
    text = {"a": "a dozen", "b": "12.50", "c": "8", "d": None, "e": None, "f": "5"}
    assert kept(path, Field("x", "text")) == text
    number = {"a": None, "b": 12.5, "c": 8.0, "d": None, "e": None, "f": 5.0}
    assert kept(path, Field("x", "number")) == number
    assert kept(path, Field("x", "text")) == text
    assert (
        len(look_inside(path, "SELECT * FROM pragma_table_info('Plant')")) == 5
    )  # id, made, two of x and its marks


def test_references_that_are_taken_back_are_found(path: Path) -> None:
    """Many that became one are many again, unless another one was chosen since."""
    room = Entity("Room", (NAME,))
    many, one = Field("x", "references", target="Room"), Field("x", "reference", target="Room")
    with Database(path, plants(many, others=(room,))) as database:
        database.write([plain("Room", "r", name="R"), plain("Room", "s", name="S")])
        for id_ in ("a", "b"):
            put(database, "Plant", id_, x=["r", "s"])
    with Database(path, plants(one, others=(room,))) as database:
        database.write([plain("Room", "t", name="T")])
        put(database, "Plant", "b", x="t")
    assert kept(path, many, room) == {"a": ("r", "s"), "b": ("t",)}


def test_a_reference_that_leads_back_to_its_first_entity_finds_its_records(path: Path) -> None:
    """What referred to rooms and then to sheds refers to the same rooms again."""
    others = (Entity("Room", (NAME,)), Entity("Shed", (NAME,)))
    to_room, to_shed = Field("x", "reference", target="Room"), Field("x", "reference", target="Shed")
    with Database(path, plants(to_room, others=others)) as database:
        database.write([plain("Room", "r", name="R"), plain("Plant", "a", x="r")])
    assert kept(path, to_shed, *others) == {"a": None}
    assert kept(path, to_room, *others) == {"a": "r"}
