"""A whole copy of a project, beside it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from library_apps import disk, make, names, type_into, typed

from desktop.errors import FolderError
from desktop.library import copying as copying_module
from desktop.library import duplicate, put_in_bin
from desktop.records import open_records, take_snapshot
from desktop.workspace import open_project


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    return tmp_path / "apps"


def rich(apps: Path) -> Path:
    """A project with everything that one can have."""
    folder = make(apps, "Shed").folder
    type_into(folder, "Zanzibar", "Drill")
    take_snapshot(folder, "1")
    (folder / ".homespun" / "thumbnail.png").write_bytes(b"a-portrait")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (folder / "custom").mkdir()
    (folder / "custom" / "mine.html").write_text("<p>", encoding="utf-8")
    (folder / "sub" / "empty").mkdir(parents=True)
    (folder / "Übersicht 日本.txt").write_text("mine", encoding="utf-8")
    return folder


def test_a_copy_is_whole(apps: Path) -> None:
    """Every file and folder, byte for byte, with what was typed; the app keeps its name, the folder has a number."""
    source = rich(apps)
    before = disk(source)
    made = duplicate(apps, source)
    assert (made.folder, made.left_out) == (apps / "Shed 2", ())
    copied = disk(made.folder)
    assert {path: data for path, data in copied.items() if path != "data.sqlite"} == {
        path: data
        for path, data in before.items()
        if path not in ("data.sqlite", "data.sqlite-wal", "data.sqlite-shm")
    }
    assert typed(made.folder) == ["Zanzibar", "Drill"]
    assert (made.folder / "sub" / "empty").is_dir()
    assert open_project(made.folder).provenance == open_project(source).provenance
    assert names(apps) == ["Shed", "Shed 2"]
    assert disk(source).keys() == before.keys()


def test_times_are_kept(apps: Path) -> None:
    """A file of the person's is as old in the copy."""
    source = make(apps, "Shed").folder
    os.utime(source / "index.html", (1_000_000, 1_000_000))
    assert (duplicate(apps, source).folder / "index.html").stat().st_mtime == 1_000_000


def test_without_data_nothing_that_was_typed_goes_along(apps: Path) -> None:
    """No records, no copies of them, nothing set aside, no picture that shows them; all else is there."""
    source = rich(apps)
    (source / "data damaged 1.sqlite").write_bytes(b"Zanzibar")
    made = duplicate(apps, source, with_data=False)
    copied = disk(made.folder)
    assert not [path for path, data in copied.items() if b"Zanzibar" in data or b"a-portrait" in data]
    assert not [path for path in copied if path.endswith((".sqlite", ".png"))]
    assert ".git/HEAD" in copied and "custom/mine.html" in copied
    assert typed(made.folder) == []
    assert typed(source) == ["Zanzibar", "Drill"]


def test_an_app_in_use_can_be_copied(apps: Path) -> None:
    """The records are those of one moment, also while a window holds the database open."""
    source = make(apps, "Shed").folder
    type_into(source, "Saw")
    database = open_records(source)
    assert database is not None
    with database:
        assert typed(duplicate(apps, source).folder) == ["Saw"]


def test_damaged_records_are_copied_as_they_are(apps: Path) -> None:
    """What cannot be read is the person's all the same."""
    source = make(apps, "Shed").folder
    (source / "data.sqlite").write_bytes(b"no database" * 100)
    assert (duplicate(apps, source).folder / "data.sqlite").read_bytes() == b"no database" * 100


def test_records_of_a_newer_program_are_copied_as_they_are(apps: Path) -> None:
    """A later Homespun made them; it will read the copy too."""
    source = make(apps, "Shed").folder
    type_into(source, "Saw")
    with sqlite3.connect(source / "data.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (source / "data.sqlite").read_bytes()
    assert (duplicate(apps, source).folder / "data.sqlite").read_bytes() == before


def test_a_project_elsewhere_is_copied_here(apps: Path, tmp_path: Path) -> None:
    """The copy goes to the apps; where the project lies nothing changes."""
    source = make(tmp_path / "stick", "Shed").folder
    before = disk(tmp_path / "stick")
    assert duplicate(apps, source).folder == apps / "Shed"
    assert disk(tmp_path / "stick") == before
    assert names(tmp_path / "stick") == ["Shed"]


def test_one_from_the_bin_is_copied_out(apps: Path) -> None:
    """A project in the bin may be copied, and is still in it."""
    put = put_in_bin(apps, make(apps, "Shed").folder)
    assert duplicate(apps, put.folder).folder == apps / "Shed"
    assert put.folder.is_dir()


def test_what_is_left_of_unfinished_work_is_not_copied(apps: Path) -> None:
    """Work of a killed process in the project, and in the folder of the apps, goes no further."""
    source = make(apps, "Shed").folder
    (source / ".homespun-0123456789abcdef").mkdir()
    (apps / ".homespun-made-0123456789abcdef").mkdir()
    made = duplicate(apps, source)
    assert ".homespun-0123456789abcdef" not in names(made.folder)
    assert names(apps) == ["Shed", "Shed 2"]


def test_a_file_that_changes_meanwhile(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of no moment at all is not made: it is said, and nothing stays of it."""
    source = make(apps, "Shed").folder
    real = copying_module.flush_folders

    def flush_folders(folder: Path) -> None:
        (source / "app.js").write_text("changed", encoding="utf-8")
        real(folder)

    monkeypatch.setattr(copying_module, "flush_folders", flush_folders)
    with pytest.raises(FolderError) as caught:
        duplicate(apps, source)
    assert caught.value.key == "folder_changed"
    assert names(apps) == ["Shed"]


def test_the_apps_are_not_copied_into_themselves(apps: Path) -> None:
    """A project that has the folder of the apps in it would be copied for ever."""
    outer = make(apps.parent, "outer").folder
    with pytest.raises(FolderError) as caught:
        duplicate(outer / "apps", outer)
    assert caught.value.key == "library_inside"
    assert not (outer / "apps").exists()


def test_no_project_no_copy(apps: Path, tmp_path: Path) -> None:
    """Any other folder is refused, and the folder of the apps is not made for it."""
    (tmp_path / "photos").mkdir()
    with pytest.raises(FolderError) as caught:
        duplicate(apps, tmp_path / "photos")
    assert caught.value.key == "folder_no_app"
    assert not apps.exists()
