"""Copies of the records: whole or not there, also while a window writes; and back, in one step."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from record_apps import look_inside, values_of
from record_houses import open_shed, room, rooms, shed

from desktop.errors import RecordsError
from desktop.records import DATABASE_FILE, back_up, has_snapshot, put_back, restore_from, take_snapshot
from desktop.records import snapshots as module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shed(tmp_path / "shed", room("a"), room("b", 2))


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_without_records_there_is_no_copy(tmp_path: Path) -> None:
    """Nothing is made for an app that was never opened, nor for an empty file."""
    assert take_snapshot(tmp_path, "one") is None
    (tmp_path / DATABASE_FILE).touch()
    assert take_snapshot(tmp_path, "one") is None
    assert back_up(tmp_path, tmp_path / "copy.sqlite") is None
    assert names_in(tmp_path) == [DATABASE_FILE]


def test_a_copy_is_one_file_that_any_program_reads(folder: Path) -> None:
    copy = take_snapshot(folder, "one")
    assert copy == folder / ".homespun" / "snapshots" / "one.sqlite"
    assert has_snapshot(folder, "one")
    assert look_inside(copy, 'SELECT "name" FROM "Room"') == [("a",), ("b",)]
    assert copy.read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log: nothing lies beside it
    assert names_in(folder) == [".homespun/snapshots/one.sqlite", "app.blueprint", DATABASE_FILE]


def test_what_is_typed_after_a_copy_is_not_in_it_and_goes_when_it_is_put_back(folder: Path) -> None:
    take_snapshot(folder, "one")
    with open_shed(folder) as database:
        database.write([room("c", 3)], remove=[("Room", "a")])
    put_back(folder, "one")
    assert rooms(folder) == ["a", "b"]


def test_an_open_window_sees_what_was_put_back_and_goes_on_writing(folder: Path) -> None:
    """The revision is one that it has not seen, so it reads everything anew."""
    with open_shed(folder) as window:
        take_snapshot(folder, "one")
        window.write([room("c", 3)])
        seen = window.revision
        put_back(folder, "one")
        assert window.revision > seen + 1
        assert [each["name"] for each in values_of(window, "Room")] == ["a", "b"]
        window.write([room("d", 4)])
    assert rooms(folder) == ["a", "b", "d"]


def test_a_copy_that_is_put_back_twice_is_the_same(folder: Path) -> None:
    copy = take_snapshot(folder, "one")
    assert copy is not None
    before = copy.read_bytes()
    put_back(folder, "one")
    put_back(folder, "one")
    assert copy.read_bytes() == before
    assert rooms(folder) == ["a", "b"]


def test_a_copy_taken_while_another_window_writes_is_one_moment(folder: Path) -> None:
    """Records that go in together are in a copy together or not at all."""
    stop = threading.Event()

    def write() -> None:
        with open_shed(folder) as database:
            for at in range(10_000):
                if stop.is_set():
                    return
                database.write([room(f"x{at}", at), room(f"y{at}", at)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for at in range(5):
            copy = take_snapshot(folder, f"s{at}")
            assert copy is not None
            counts = look_inside(copy, 'SELECT sum("id" LIKE \'x%\'), sum("id" LIKE \'y%\') FROM "Room"')
            assert counts[0][0] == counts[0][1]
            time.sleep(0.02)
    finally:
        stop.set()
        writer.join()


def test_records_that_are_gone_come_back(folder: Path) -> None:
    take_snapshot(folder, "one")
    (folder / DATABASE_FILE).unlink()
    put_back(folder, "one")
    assert rooms(folder) == ["a", "b"]


def test_damaged_records_are_kept_aside_when_a_copy_is_put_back(folder: Path) -> None:
    take_snapshot(folder, "one")
    for number in (1, 2):
        (folder / DATABASE_FILE).write_bytes(b"no database any more, " * number * 100)
        put_back(folder, "one")
        assert rooms(folder) == ["a", "b"]
        assert (
            folder / f"data damaged {number}.sqlite"
        ).read_bytes() == b"no database any more, " * number * 100


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "a.b", "ä", "x" * 81, "-x"])
def test_a_name_that_is_no_plain_word_is_refused(folder: Path, name: str) -> None:
    before = names_in(folder)
    with pytest.raises(RecordsError) as taken:
        take_snapshot(folder, name)
    with pytest.raises(RecordsError) as put:
        put_back(folder, name)
    assert (taken.value.key, put.value.key) == ("records_snapshot_name", "records_no_snapshot")
    assert not has_snapshot(folder, name)
    assert names_in(folder) == before


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "page", "foreign", "trigger"])
def test_a_copy_that_is_not_sound_is_refused_and_the_records_stay(folder: Path, damage: str) -> None:
    copy = take_snapshot(folder, "one")
    assert copy is not None
    data = copy.read_bytes()
    if damage == "cut":
        copy.write_bytes(data[: len(data) // 2])
    elif damage == "empty":
        copy.write_bytes(b"")
    elif damage == "text":
        copy.write_bytes(b"hello " * 1000)
    elif damage == "page":
        copy.write_bytes(data[:4096] + b"\xff" * 4096 + data[8192:])
    else:
        copy.unlink() if damage == "foreign" else None
        connection = sqlite3.connect(copy)
        if damage == "foreign":
            connection.execute("CREATE TABLE theirs (x)")
        else:
            connection.execute('CREATE TRIGGER t AFTER INSERT ON "Room" BEGIN DELETE FROM "Room"; END')
        connection.close()
    with pytest.raises(RecordsError) as caught:
        put_back(folder, "one")
    assert caught.value.key == ("records_strange" if damage == "trigger" else "records_copy_damaged")
    assert rooms(folder) == ["a", "b"]
    assert names_in(folder) == [".homespun/snapshots/one.sqlite", "app.blueprint", DATABASE_FILE]


@pytest.mark.parametrize("place", [".homespun", ".homespun/snapshots"])
def test_a_folder_that_leads_elsewhere_is_refused(folder: Path, tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "snapshots").mkdir(parents=True)
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(elsewhere)
    with pytest.raises(RecordsError) as caught:
        take_snapshot(folder, "one")
    assert caught.value.key == "records_place"
    assert names_in(elsewhere) == []


def test_a_copy_that_leads_elsewhere_is_not_put_back(folder: Path, tmp_path: Path) -> None:
    copy = take_snapshot(folder, "one")
    assert copy is not None
    copy.rename(tmp_path / "elsewhere.sqlite")
    copy.symlink_to(tmp_path / "elsewhere.sqlite")
    with pytest.raises(RecordsError) as caught:
        put_back(folder, "one")
    assert caught.value.key == "records_no_snapshot"


def test_who_writes_for_long_is_waited_for_and_then_said(folder: Path, monkeypatch) -> None:
    take_snapshot(folder, "one")
    monkeypatch.setattr("desktop.records.connecting.WAIT_FOR_OTHERS_S", 0.1)
    other = sqlite3.connect(folder / DATABASE_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsError) as caught:
        put_back(folder, "one")
    other.close()
    assert caught.value.key == "records_busy"
    assert rooms(folder) == ["a", "b"]


def test_what_a_killed_process_left_goes_and_what_another_is_writing_stays(folder: Path) -> None:
    take_snapshot(folder, "one")
    place = folder / ".homespun" / "snapshots"
    (place / ".dead.unfinished").write_bytes(b"half of a copy")
    (place / ".dead.unfinished-journal").write_bytes(b"x")
    alive = sqlite3.connect(place / ".alive.unfinished", isolation_level=None)
    alive.execute("PRAGMA locking_mode = EXCLUSIVE")
    alive.execute("BEGIN EXCLUSIVE")
    take_snapshot(folder, "two")
    assert sorted(each.name for each in place.iterdir() if "unfinished" in each.name) == [".alive.unfinished"]
    alive.close()


# --- thinning -------------------------------------------------------------------------------------


def copies(folder: Path) -> list[str]:
    place = folder / ".homespun" / "snapshots"
    return [each.stem for each in sorted(place.iterdir(), key=lambda each: each.stat().st_mtime)]


def test_the_newest_stay_and_the_older_ones_are_spread(folder: Path) -> None:
    """Of a hundred copies thirty are left: the last ten, the first, and others from all along."""
    for at in range(100):
        take_snapshot(folder, f"v{at}")
    left = [int(name[1:]) for name in copies(folder)]
    assert len(left) == module.MOST_KEPT
    assert left[-module.NEWEST_KEPT :] == list(range(90, 100))
    assert left[0] == 0
    older = left[: -module.NEWEST_KEPT]
    assert max(after - before for before, after in pairwise(older)) <= 20


def test_the_copy_just_taken_is_the_newest_also_when_the_clock_was_set_back(
    folder: Path, monkeypatch
) -> None:
    for at in range(module.MOST_KEPT):
        take_snapshot(folder, f"v{at}")
    monkeypatch.setattr(module.time, "time", lambda: 1000.0)
    for at in range(5):
        take_snapshot(folder, f"back{at}")
        assert copies(folder)[-1] == f"back{at}"


def test_large_copies_are_fewer_and_two_stay(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1)
    for at in range(5):
        take_snapshot(folder, f"v{at}")
    assert copies(folder) == ["v3", "v4"]


def test_a_copy_that_is_about_to_be_put_back_is_not_thinned(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1)
    for at in range(2):
        take_snapshot(folder, f"v{at}")
    take_snapshot(folder, "before", spare="v0")
    assert copies(folder) == ["v0", "v1", "before"]


def test_what_somebody_put_beside_the_copies_stays(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    take_snapshot(folder, "v0")
    (folder / ".homespun" / "snapshots" / "mine.txt").write_text("mine")
    take_snapshot(folder, "v1")
    assert copies(folder) in (["mine", "v1"], ["v1", "mine"])


# --- backups --------------------------------------------------------------------------------------


def test_a_backup_goes_where_it_is_wished_and_comes_back(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "my backup.sqlite"
    with open_shed(folder) as window:
        assert back_up(folder, file) == file
        window.write([room("c", 3)])
    restore_from(folder, file)
    assert rooms(folder) == ["a", "b"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["my backup.sqlite", "shed"]


def test_a_backup_overwrites_nothing(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text("mine")
    with pytest.raises(RecordsError) as caught:
        back_up(folder, file)
    assert (caught.value.key, file.read_text()) == ("records_file_exists", "mine")


def test_a_backup_from_nowhere_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        restore_from(folder, tmp_path / "nothing")
    assert caught.value.key == "records_copy_missing"


def test_a_folder_that_is_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        back_up(folder, tmp_path / "nowhere" / "copy.sqlite")
    assert caught.value.key == "records_place"


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the rights of files bind only other people"
)
def test_a_folder_where_one_may_not_write_is_said(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(RecordsError) as caught:
            take_snapshot(folder, "one")
    finally:
        folder.chmod(0o700)
    assert caught.value.key == "records_place"
