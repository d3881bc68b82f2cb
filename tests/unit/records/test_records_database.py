"""The database by itself: readable without us, whole or not at all, safe with any name."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_apps import app_of, ask, every_type, look_inside, plain, put, values_of

from desktop.blueprint.nodes import Entity, Field
from desktop.errors import RecordsError
from desktop.records import Database, Record, open_records
from desktop.records.folder import DATABASE_FILE

ROOMS = app_of(
    Entity("Plant", (Field("name", "text"), Field("room", "reference", target="Room"), Field("due", "date"))),
    Entity("Room", (Field("name", "text"),)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / DATABASE_FILE


def test_anyone_can_read_the_file_without_homespun(path: Path) -> None:
    """A table for each entity, a column for each field, under the person's own names, with plain values."""
    with Database(path, ROOMS) as database:
        database.write([plain("Room", "r1", name="Kitchen"), plain("Plant", "p1", name="Fern", room="r1")])
    joined = 'SELECT p.name, r.name FROM "Plant" p JOIN "Room" r ON p.room = r.id'
    assert look_inside(path, joined) == [("Fern", "Kitchen")]


def test_when_the_last_window_lets_go_everything_is_in_the_one_file(path: Path) -> None:
    """A copy of the file alone is then a copy of everything."""
    with Database(path, ROOMS) as database, Database(path, ROOMS):
        database.write([plain("Room", "r1", name="Kitchen")])
    assert [each.name for each in path.parent.iterdir()] == [DATABASE_FILE]
    copy = path.with_name("copy.sqlite")
    copy.write_bytes(path.read_bytes())
    assert look_inside(copy, 'SELECT name FROM "Room"') == [("Kitchen",)]


def test_a_file_can_be_opened_while_another_window_lets_it_go(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log beside it goes at any moment, also as soon as somebody has looked at it."""
    with Database(path, ROOMS) as database:
        database.write([plain("Room", "r1", name="Kitchen")])
    log = path.with_name(path.name + "-wal")
    log.touch()
    as_ever = os.lstat

    def look_and_it_goes(file: Path) -> os.stat_result:
        seen = as_ever(file)
        if Path(file) == log:
            log.unlink()
        return seen

    monkeypatch.setattr(os, "lstat", look_and_it_goes)
    with Database(path, ROOMS) as database:
        assert database.count("Room") == 1


def test_who_reads_does_not_wait_for_who_writes(path: Path) -> None:
    """A window shows its records while another program is in the middle of a change."""
    with Database(path, ROOMS) as database:
        database.write([plain("Room", "r1", name="Kitchen")])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute('DELETE FROM "Room"')
        assert [each["name"] for each in values_of(database, "Room")] == ["Kitchen"]
        other.close()


def test_every_type_comes_back_as_it_was(path: Path) -> None:
    """Each type's value survives the way into a column and back, and so does nothing at all."""
    values = {
        "text": "Ünïcode \u202e 'quotes\" \0 zero", "long text": "a\nb", "number": -0.125, "money": 1e15, "percent": 50,
        "date": "2026-03-01", "time": "09:30", "date and time": "2026-03-01T09:30", "duration": 90,
        "yes/no": True, "choice": "A", "tags": ["a, b", '"c"'], "email": "a@example.org", "phone": "+49 1",
        "link": "https://example.org/", "image": "data:image/png;base64,AA==",
        "file": "data:text/plain;name=a.txt;base64,YQ==", "colour": "#336699", "rating": 4,
        "reference": "r1", "references": ["r2", "r1"],
    }  # fmt: skip
    with Database(path, every_type()) as database:
        for room in ("r1", "r2"):
            put(database, "Room", room, name=room)
        assert put(database, "Thing", "t1", 1, **values)["revision"] == 3
        assert put(database, "Thing", "t2", 2, **dict.fromkeys(values))["revision"] == 4
        full, empty = ask(database, {"do": "read", "entity": "Thing", "after": None})["rows"]
        names = ask(database, {"do": "read", "entity": "Thing", "after": None})["fields"]
    assert dict(zip(names, full[2:], strict=True)) == values
    assert dict(zip(names, empty[2:], strict=True)) == {**dict.fromkeys(values), "references": []}


def test_the_file_itself_refuses_values_of_another_kind(path: Path) -> None:
    """Whatever program writes into the file, a word does not get into a column of numbers."""
    Database(path, every_type()).close()
    connection = sqlite3.connect(path)
    for column, wrong in (("number", "many"), ("yes/no", 7), ("text", b"bytes")):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(
                f'INSERT INTO "Thing" ("id", "made", "{column}") VALUES (?, 1, ?)', (column, wrong)
            )
    connection.close()


def test_names_that_differ_in_case_only_are_two_tables_and_two_columns(path: Path) -> None:
    app = app_of(
        Entity("Plant", (Field("Name", "text"), Field("name", "text"), Field("ID", "number"))),
        Entity("plant", (Field("made", "text"),)),
    )
    with Database(path, app) as database:
        database.write(
            [plain("Plant", "a", Name="A", name="b", ID=7.0), Record("a", "plant", 1, (("made", "by hand"),))]
        )
        assert values_of(database, "Plant") == [{"id": "a", "Name": "A", "name": "b", "ID": 7.0}]
        assert values_of(database, "plant") == [{"id": "a", "made": "by hand"}]


HOSTILE = st.text(min_size=1, max_size=40) | st.sampled_from(
    [
        '"; DROP TABLE "homespun_state"; --',
        "sqlite_master",
        "homespun_columns",
        "id",
        "MADE",
        "rowid",
        "__proto__",
        "\0",
    ]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(HOSTILE, st.lists(HOSTILE, max_size=4)), min_size=1, max_size=4))
def test_any_names_can_be_kept(tmp_path_factory: pytest.TempPathFactory, named: list) -> None:
    """Whatever entities and fields are called, each has its own place and keeps its own values."""
    app = app_of(*(Entity(name, tuple(Field(each, "text") for each in fields)) for name, fields in named))
    with Database(tmp_path_factory.mktemp("names") / DATABASE_FILE, app) as database:
        records = [
            Record("a", entity, at, tuple((name, f"{at} {number}") for number, name in enumerate(fields)))
            for at, (entity, fields) in enumerate(database.fields.items())
        ]
        database.write(records)
        for record in records:
            assert values_of(database, record.entity) == [{"id": "a", **dict(record.columns)}]
        assert database.revision == 1


def test_records_come_in_the_order_they_were_made_and_in_parts(path: Path) -> None:
    with Database(path, ROOMS) as database:
        database.write([plain("Room", f"r{at:02}", made=50 - at // 2, name=str(at)) for at in range(50)])
        seen, place = [], None
        while True:
            rows = database.read("Room", place, limit=7)
            seen += [(row[1], row[0]) for row in rows.rows]
            if not rows.more:
                break
            place = (int(rows.rows[-1][1]), str(rows.rows[-1][0]))  # type: ignore[arg-type]
    assert seen == sorted(seen)
    assert len(seen) == 50


def test_deleting_a_record_empties_what_refers_to_it(path: Path) -> None:
    with Database(path, every_type()) as database:
        put(database, "Room", "r1", name="K")
        put(database, "Thing", "t1", reference="r1", references=["r1"])
        database.write(remove=[("Room", "r1")])
        (thing,) = values_of(database, "Thing")
    assert (thing["reference"], thing["references"]) == (None, ())


def test_a_reference_to_nobody_becomes_nothing_and_the_rest_is_kept(path: Path) -> None:
    """Another window may have deleted the room at the same moment: the plant must not be lost for it."""
    with Database(path, every_type()) as database:
        put(database, "Room", "r1", name="K")
        put(database, "Thing", "t1", text="Fern", reference="gone", references=["r1", "gone"])
        (thing,) = values_of(database, "Thing")
    assert (thing["text"], thing["reference"], thing["references"]) == ("Fern", None, ("r1",))


def test_two_that_refer_to_each_other_come_at_once(path: Path) -> None:
    app = app_of(
        Entity("A", (Field("b", "reference", target="B"),)),
        Entity("B", (Field("a", "reference", target="A"),)),
    )
    with Database(path, app) as database:
        database.write([plain("A", "a", b="b"), plain("B", "b", a="a")])
        assert values_of(database, "A") == [{"id": "a", "b": "b"}]


def test_a_change_that_fails_leaves_everything_as_it_was(path: Path) -> None:
    """Of many records, either all are kept or none is; and the next change works again."""
    with Database(path, ROOMS) as database:
        with pytest.raises(RecordsError):
            database.write([plain("Room", "r1", name="K"), plain("Room", "r2", name=b"no text")])
        assert (database.count("Room"), database.revision) == (0, 0)
        database.write([plain("Room", "r1", name="K")])
        assert database.count("Room") == 1


def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    with Database(path, ROOMS) as database:
        database.write([plain("Room", "r1", name="K")])
        database._connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(RecordsError) as problem:
            database.write([plain("Room", "r2", name="x" * 1_000_000)])
        assert problem.value.key == "records_full"
        database._connection.execute("PRAGMA max_page_count = 100000")
        assert [each["name"] for each in values_of(database, "Room")] == ["K"]


def test_another_program_that_writes_is_waited_for_and_then_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.records.connecting.WAIT_FOR_OTHERS_S", 0.05)
    with Database(path, ROOMS) as database:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsError) as problem:
            database.write([plain("Room", "r1", name="K")])
        other.execute("COMMIT")
        other.close()
        database.write([plain("Room", "r1", name="K")])
    assert problem.value.key == "records_busy"


def test_two_windows_see_each_other_by_the_revision(path: Path) -> None:
    with Database(path, ROOMS) as one, Database(path, ROOMS) as other:
        one.write([plain("Room", "r1", name="K")])
        assert (one.revision, other.revision) == (1, 1)
        assert values_of(other, "Room") == [{"id": "r1", "name": "K"}]


def test_samples_are_put_in_once_in_the_life_of_a_database(path: Path) -> None:
    samples = [plain("Room", "r1", name="K")]
    with Database(path, ROOMS) as one, Database(path, ROOMS) as other:
        assert (one.begun, one.begin(samples), other.begin(samples)) == (False, True, False)
        other.write(remove=[("Room", "r1")])
    with Database(path, ROOMS) as later:
        assert (later.begun, later.begin(samples), later.count("Room")) == (True, False, 0)


def test_small_values_stay(path: Path) -> None:
    with Database(path, ROOMS) as database:
        database.remember("snake best", "12")
        database.remember("snake best", "13")
        database.remember("notes", '"a"')
        database.remember("notes", None)
    with Database(path, ROOMS) as database:
        assert database.notes() == {"snake best": "13"}


def test_a_file_of_somebody_else_is_left_alone(path: Path) -> None:
    """What is no database of ours is neither opened nor changed."""
    for content in (b"not a database at all, but long enough to be looked at" * 20, _foreign_database(path)):
        path.write_bytes(content)
        with pytest.raises(RecordsError) as problem:
            Database(path, ROOMS)
        assert problem.value.key == "records_damaged"
        assert path.read_bytes() == content


def _foreign_database(path: Path) -> bytes:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (a)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_a_file_of_a_newer_homespun_is_left_alone(path: Path) -> None:
    Database(path, ROOMS).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(RecordsError) as problem:
        Database(path, ROOMS)
    assert problem.value.key == "records_newer"


def test_a_folder_has_the_records_of_its_own_blueprint(tmp_path: Path) -> None:
    """What the features of an entity imply is kept as well; a folder without an app gets no file."""
    assert open_records(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "app.blueprint").write_text(
        'app "P"\nentity Plant\n  name: text\npage Plants\n  table of Plant\n', encoding="utf-8"
    )
    database = open_records(tmp_path)
    assert database is not None
    with database:
        assert database.fields == {"Plant": ("name",)}
    assert (tmp_path / DATABASE_FILE).is_file()


def test_a_record_may_refer_to_its_own_kind(path: Path) -> None:
    app = app_of(
        Entity(
            "target",
            (Field("target", "reference", target="target"), Field("id", "references", target="target")),
        )
    )
    with Database(path, app) as database:
        put(database, "target", "a")
        put(database, "target", "b", 2, target="a", id=["a", "b"])
        assert values_of(database, "target")[1] == {"id": ("a", "b"), "target": "a"}
