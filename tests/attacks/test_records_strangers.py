"""A database that comes from a stranger, or was tampered with: refused or harmless, with a sentence."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import RecordsError
from desktop.records import (
    DATABASE_FILE,
    back_up,
    check_records,
    export_csv,
    put_back,
    restore_from,
    take_snapshot,
)
from desktop.records import connecting as rules

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "records"))
from record_apps import plain, values_of  # the apps live beside the tests of their room
from record_houses import open_shed, room, rooms, shed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shed(tmp_path / "shed", room("a"), room("b", 2), plain("Tool", "t", name="Saw", room="a"))


def tamper(folder: Path, *changes: str) -> None:
    """Change the database as a program without scruples can."""
    connection = sqlite3.connect(folder / DATABASE_FILE, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    for change in changes:
        connection.execute(change)
    connection.close()


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def everything_refuses(folder: Path, key: str) -> None:
    """Opening, copying and checking say why; the file stays as it is."""
    before = state(folder)
    works: list[Callable[[], object]] = [
        lambda: open_shed(folder),
        lambda: take_snapshot(folder, "one"),
        lambda: back_up(folder, folder.parent / "copy.sqlite"),
    ]
    for work in works:
        with pytest.raises(RecordsError) as caught:
            work()
        assert caught.value.key == key
        assert DATABASE_FILE in str(caught.value)
    (finding,) = check_records(folder)
    assert (finding.state, finding.check) == ("problem", "records")
    assert state(folder) == before
    assert not (folder.parent / "copy.sqlite").exists()


RUNS_BY_ITSELF = {
    "a trigger that deletes": ('CREATE TRIGGER t AFTER INSERT ON "Room" BEGIN DELETE FROM "Tool"; END',),
    "a trigger on a view": (
        "CREATE VIEW v AS SELECT 1 AS x",
        'CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN DELETE FROM "Tool"; END',
    ),
    "a trigger on what is ours": (
        'CREATE TRIGGER t AFTER UPDATE ON "homespun_state" BEGIN DELETE FROM "Room"; END',
    ),
    "a table of full text": ("CREATE VIRTUAL TABLE f USING fts5(x)",),
    "a table of shapes": ("CREATE VIRTUAL TABLE f USING rtree(id, a, b)",),
    "a column that is worked out": (
        'ALTER TABLE "Room" ADD COLUMN "x" TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000000))) VIRTUAL',
    ),
    "a view in the place of the state": (
        'DROP TABLE "homespun_state"',
        'CREATE VIEW "homespun_state" AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) '
        'SELECT max(x) AS "revision", 1 AS "begun" FROM n',
    ),
    "a view in the place of what is remembered": (
        'DROP TABLE "homespun_tables"',
        'CREATE VIEW "Homespun_Tables" AS SELECT load_extension(\'x\') AS "entity", \'Room\' AS "table"',
    ),
}


@pytest.mark.parametrize("name", RUNS_BY_ITSELF)
def test_what_runs_by_itself_is_refused(folder: Path, name: str) -> None:
    tamper(folder, *RUNS_BY_ITSELF[name])
    everything_refuses(folder, "records_strange")


@pytest.mark.parametrize("name", RUNS_BY_ITSELF)
def test_a_backup_with_what_runs_by_itself_is_not_brought_in(folder: Path, tmp_path: Path, name: str) -> None:
    other = shed(tmp_path / "other", room("theirs"))
    tamper(other, *RUNS_BY_ITSELF[name])
    before = state(folder)
    with pytest.raises(RecordsError) as caught:
        restore_from(folder, other / DATABASE_FILE)
    assert caught.value.key == "records_strange"
    assert state(folder) == before


HARMLESS = {
    "a view that loads a program": ("CREATE VIEW v AS SELECT load_extension('evil')",),
    "a view without end": (
        "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
    ),
    "a table of somebody else": ("CREATE TABLE theirs (id, made)", "INSERT INTO theirs VALUES (1, 2)"),
    "an index of somebody else": ('CREATE INDEX theirs ON "Room" (length("name"))',),
    "an entity whose table is a view": (
        'CREATE VIEW v AS SELECT \'x\' AS "id", 1 AS "made"',
        "INSERT INTO \"homespun_tables\" VALUES ('Ghost', 'v')",
    ),
    "an entity whose table is no table": (
        'INSERT INTO "homespun_tables" VALUES (\'x"; DROP TABLE "Room"; --\', \'x"; DROP TABLE "Room"; --\')',
    ),
    "a field of a kind that is none": (
        "INSERT INTO \"homespun_columns\" VALUES ('Room', 'evil', 'name', '', 'program', '')",
    ),
    "a field whose column is none": (
        "INSERT INTO \"homespun_columns\" VALUES ('Room', 'evil', 'nothing', '', 'words', '')",
    ),
    "a field in the schema": (
        "INSERT INTO \"homespun_columns\" VALUES ('Room', 'evil', '', 'sqlite_schema', 'references', 'Room')",
    ),
    "a change that is none": (
        'CREATE TABLE "homespun_change" ("before", "after", "renames", "is back")',
        "INSERT INTO \"homespun_change\" VALUES (1, 2, '[[7, 8, 9]]', 0)",
    ),
    "a change that is no JSON": (
        'CREATE TABLE "homespun_change" ("before", "after", "renames", "is back")',
        "INSERT INTO \"homespun_change\" VALUES ('a', 'b', 'evil', 0)",
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_nothing_here_is_left_alone(folder: Path, name: str) -> None:
    """The app works as before."""
    tamper(folder, *HARMLESS[name])
    with open_shed(folder) as database:
        database.write([room("c", 3)])
        assert [each["name"] for each in values_of(database, "Room")] == ["a", "b", "c"]
        export_csv(database, database.app, folder / "tables")
    assert take_snapshot(folder, "one") is not None
    put_back(folder, "one")
    assert rooms(folder) == ["a", "b", "c"]
    assert check_records(folder)


WRONG = {
    "the state is gone": ('DROP TABLE "homespun_state"',),
    "the state is empty": ('DELETE FROM "homespun_state"',),
    "the state is of another shape": ('DROP TABLE "homespun_state"', 'CREATE TABLE "homespun_state" (x)'),
    "what is remembered is gone": ('DROP TABLE "homespun_columns"',),
    "the notes are gone": ('DROP TABLE "homespun_notes"',),
    "a table without a key": (
        'CREATE TABLE "Room 2" AS SELECT * FROM "Room"',
        'UPDATE "homespun_tables" SET "table" = \'Room 2\' WHERE "entity" = \'Room\'',
    ),
    "a column that demands something": ('ALTER TABLE "Room" ADD COLUMN "z" NOT NULL DEFAULT (NULL)',),
    "the words of a table are no words": (
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE evil' WHERE name = 'Room'",
    ),
    "a table in the pages of another": (
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'Tool') "
        "WHERE name = 'Room'",
    ),
    "a table nowhere": ("UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'Room'",),
    "everything in one table": ('UPDATE "homespun_tables" SET "table" = \'homespun_tables\'',),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_schema_is_said_and_breaks_nothing_else(folder: Path, name: str) -> None:
    """Opening, reading and writing work, or say what is wrong; nothing else is ever raised."""
    try:
        tamper(folder, *WRONG[name])
    except sqlite3.Error:
        pytest.skip("this SQLite does not let itself be tampered with like that")
    told = [str(each.text) for each in check_records(folder)]
    assert all(told)
    try:
        with open_shed(folder) as database:
            database.revision  # noqa: B018 - asked for its errors
            database.notes()
            for entity in database.fields:
                database.read(entity)
            database.write([room("c", 3)])
            export_csv(database, database.app, folder / "tables")
    except RecordsError as problem:
        assert problem.key in ("records_damaged", "records_strange", "records_changed")
    try:
        take_snapshot(folder, "one")
        put_back(folder, "one")
    except RecordsError as problem:
        assert problem.key in ("records_damaged", "records_strange", "records_copy_damaged")


@pytest.mark.parametrize(
    "name", [each for each in WRONG if each not in ("the state is empty", "a column that demands something")]
)
def test_a_check_tells_of_a_wrong_schema(folder: Path, name: str) -> None:
    try:
        tamper(folder, *WRONG[name])
    except sqlite3.Error:
        pytest.skip("this SQLite does not let itself be tampered with like that")
    if name == "a table without a key":
        pytest.skip("that shows when something is written")
    assert "problem" in {each.state for each in check_records(folder)}


def test_deleting_does_not_reach_further_than_ours(folder: Path) -> None:
    """A reference that deletes what refers to it is told by the check."""
    tamper(folder, 'ALTER TABLE "Tool" ADD COLUMN "z" REFERENCES "Room" ("id") ON DELETE CASCADE')
    assert {each.check for each in check_records(folder) if each.state == "problem"} == {"places"}


def test_a_value_that_is_too_large_is_said_and_the_rest_can_be_read(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(rules, "_LIMITS", ((sqlite3.SQLITE_LIMIT_LENGTH, 100_000),))
    tamper(
        folder,
        'INSERT INTO "Room" ("id", "made", "name") VALUES (\'big\', 3, printf(\'%.*c\', 200000, \'x\'))',
    )
    with open_shed(folder) as database:
        with pytest.raises(RecordsError) as caught:
            database.read("Room")
        assert caught.value.key == "records_too_large"
        assert [each["name"] for each in values_of(database, "Tool")] == ["Saw"]


def test_an_index_that_works_for_long_is_cut_short(folder: Path) -> None:
    """What an index works out may not become larger than a record may be."""
    tamper(
        folder,
        'CREATE INDEX theirs ON "Room" (length(zeroblob(900000000 + length("name") * 0)))',
    )
    begun = time.monotonic()
    try:
        with open_shed(folder) as database:
            database.write([room("c", 3)])
    except RecordsError as problem:
        assert problem.key in ("records_too_large", "records_damaged")
    assert time.monotonic() - begun < 5


def test_no_other_file_can_be_opened_through_it(folder: Path, tmp_path: Path) -> None:
    with open_shed(folder) as database:
        for words in (
            f"ATTACH '{tmp_path / 'other.sqlite'}' AS o",
            f"VACUUM INTO '{tmp_path / 'other.sqlite'}'",
        ):
            with pytest.raises(sqlite3.Error):
                database.connection.execute(words)
        with pytest.raises(sqlite3.Error):
            database.connection.execute("SELECT load_extension('evil')")
    assert not (tmp_path / "other.sqlite").exists()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
def test_a_file_beside_it_that_leads_elsewhere_is_refused(
    folder: Path, tmp_path: Path, ending: str, kind: str
) -> None:
    """SQLite would write into whatever a link beside the database leads to."""
    victim = tmp_path / "victim"
    if kind == "link":
        victim.write_bytes(b"the person's own")
    beside = folder / f"{DATABASE_FILE}{ending}"
    beside.unlink(missing_ok=True)
    if kind == "folder":
        beside.mkdir()
    elif kind == "pipe":
        os.mkfifo(beside)
    else:
        beside.symlink_to(victim)
    works: list[Callable[[], object]] = [
        lambda: open_shed(folder),
        lambda: take_snapshot(folder, "one"),
        lambda: back_up(folder, tmp_path / "copy.sqlite"),
    ]
    for work in works:
        with pytest.raises(RecordsError) as caught:
            work()
        assert caught.value.key == "records_place"
    assert check_records(folder)[0].state == "problem"
    assert (victim.read_bytes() if kind == "link" else b"the person's own") == b"the person's own"
    assert kind == "link" or not victim.exists()


def test_a_log_of_another_database_does_no_harm(folder: Path, tmp_path: Path) -> None:
    """A log that does not belong to the file is not taken for its own."""
    other = shed(tmp_path / "other", room("x"))
    with open_shed(other) as database:
        database.write([room("theirs", 9)])
        log = (other / f"{DATABASE_FILE}-wal").read_bytes()
    (folder / f"{DATABASE_FILE}-wal").write_bytes(b"garbage" * 1000)
    assert rooms(folder) == ["a", "b"]
    (folder / f"{DATABASE_FILE}-wal").write_bytes(log[:-100])
    try:
        found = rooms(folder)
    except RecordsError as problem:
        assert problem.key == "records_damaged"
    else:
        assert all(isinstance(each, str) for each in found)


@pytest.mark.parametrize("seed", range(30))
def test_bytes_that_were_changed_by_chance(folder: Path, seed: int) -> None:
    """Whatever is damaged, it works or it is said; and a copy brings all back."""
    import random

    take_snapshot(folder, "one")
    chance = random.Random(seed)
    data = bytearray((folder / DATABASE_FILE).read_bytes())
    for _ in range(chance.choice((1, 10, 300))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (folder / DATABASE_FILE).write_bytes(data)
    assert check_records(folder)
    try:
        with open_shed(folder) as database:
            for entity in database.fields:
                database.read(entity)
            database.write([room("c", 3)])
    except RecordsError as problem:
        assert str(problem)
    put_back(folder, "one")
    assert rooms(folder) == ["a", "b"]
