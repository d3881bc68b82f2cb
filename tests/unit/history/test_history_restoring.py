"""An earlier version comes back as a new one; nothing is lost, and records find themselves in every version."""

from __future__ import annotations

from pathlib import Path

import pytest
from history_apps import PRICED, RENAMED, TEXT, change, disk, type_in, typed_in, write

from desktop.errors import FolderError, HistoryError, RecordsError
from desktop.history import History, begin_branch, restore, show_branch
from desktop.workspace import open_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An app with a record, and three versions: as it was, a day renamed, a price added."""
    folder = write(tmp_path / "app").folder
    (folder / "custom").mkdir()
    (folder / "custom" / "map.html").write_text("first")
    type_in(folder)
    change(folder, RENAMED)
    change(folder, PRICED)
    return folder


def test_a_version_comes_back_as_a_new_one(folder: Path) -> None:
    """The folder is as it was then, to the byte; the versions after it are still there."""
    history = History(folder)
    then = history.version(2)
    done = restore(folder, 2)
    assert disk(folder) == history.files_of(then)
    assert open_project(folder) == done.project
    assert done.version is not None
    assert (done.version.number, done.version.kind, done.version.restored) == (4, "restored", 2)
    assert [each.number for each in history.versions()] == [4, 3, 2, 1]
    assert done.notes == ()


def test_records_find_themselves_in_every_version(folder: Path) -> None:
    """Back and forth over a rename: what was typed in is shown, under the name of that version."""
    for number in (1, 3, 2, 1, 5, 6, 3):
        restore(folder, number)
        assert typed_in(folder) == [("Saw", "2026-03-01")]


def test_data_comes_back_when_it_is_wished(folder: Path) -> None:
    """The copy that was taken before a change is put back with its version, and the one before that too."""
    type_in(folder, "Rake", "2026-04-01")
    change(folder, "in Tool: add weight: number")
    done = restore(folder, 2)
    assert done.copy
    assert not done.with_data
    assert typed_in(folder) == [("Rake", "2026-04-01"), ("Saw", "2026-03-01")]
    done = restore(folder, 2, with_data=True)
    assert done.with_data
    assert done.notes == ()
    assert typed_in(folder) == [("Saw", "2026-03-01")]
    newest = History(folder).version(4)
    restore(folder, 4, with_data=True)
    assert newest.script == "in Tool: add weight: number"
    assert typed_in(folder) == [("Rake", "2026-04-01"), ("Saw", "2026-03-01")]


def test_a_version_without_a_copy_of_the_data_says_so(tmp_path: Path) -> None:
    """Where nothing has been kept otherwise since, there is no other data to bring back."""
    folder = write(tmp_path / "app").folder
    change(folder, 'set name "Hut"')
    before = disk(folder)
    with pytest.raises(HistoryError) as caught:
        restore(folder, 1, with_data=True)
    assert caught.value.key == "history_no_data"
    assert disk(folder) == before


def test_what_the_folder_shows_is_not_restored(folder: Path) -> None:
    """That would be a version in which nothing happens."""
    with pytest.raises(HistoryError) as caught:
        restore(folder, 3)
    assert caught.value.key == "history_nothing_to_restore"


def test_what_was_written_by_hand_is_not_lost_by_it(folder: Path) -> None:
    """It is kept first, also a part of one's own, and comes back in the same way."""
    (folder / "custom" / "map.html").write_text("second")
    restore(folder, 1)
    assert (folder / "custom" / "map.html").read_text() == "first"
    edited = History(folder).version(4)
    assert edited.kind == "edited"
    restore(folder, 4)
    assert (folder / "custom" / "map.html").read_text() == "second"


def test_what_is_not_the_apps_stays(folder: Path) -> None:
    """Files that somebody has put beside, or later into `custom/`, are not taken away."""
    (folder / "notes.txt").write_text("mine")
    (folder / "custom" / "new.html").write_text("mine")
    restore(folder, 1)
    assert (folder / "notes.txt").read_text() == (folder / "custom" / "new.html").read_text() == "mine"


def test_a_broken_app_can_be_brought_back(folder: Path) -> None:
    """A blueprint that nobody can read any more is kept, and the last sound version comes back."""
    (folder / "app.blueprint").write_text("entity\n  ???")
    restore(folder, 3)
    assert "price" in open_project(folder).blueprint_text
    assert History(folder).blueprint_of(History(folder).version(4)) == "entity\n  ???"
    assert typed_in(folder) == [("Saw", "2026-03-01")]


def test_where_the_present_cannot_be_kept_nothing_is_restored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written by hand, and the disk is full: better no old version than none of the new one."""
    (folder / "custom" / "map.html").write_text("second")

    def full(*_arguments: object) -> None:
        raise HistoryError("history_full", folder="app")

    monkeypatch.setattr("desktop.history.history.History.record", full)
    before = disk(folder)
    with pytest.raises(HistoryError) as caught:
        restore(folder, 1)
    assert caught.value.key == "history_not_kept_first"
    assert disk(folder) == before


def test_a_version_that_cannot_be_kept_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was to be kept first: the old version is back, and that it is no new one is told."""

    def full(*_arguments: object) -> None:
        raise HistoryError("history_full", folder="app")

    monkeypatch.setattr("desktop.history.history.History.record", full)
    done = restore(folder, 1)
    assert done.version is None
    assert len(done.notes) == 1
    assert open_project(folder).blueprint_text == TEXT
    monkeypatch.undo()
    change(folder, 'set name "Hut"')
    assert typed_in(folder) == [("Saw", "2026-03-01")]
    restore(folder, 3)
    assert typed_in(folder) == [("Saw", "2026-03-01")]


@pytest.mark.parametrize("problem", [FolderError("folder_full", folder="app"), KeyboardInterrupt()])
def test_files_that_cannot_be_written_leave_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    """The app and its records are those before, and no version is there that is not."""
    before = disk(folder)

    def refuse(*_arguments: object) -> None:
        raise problem

    monkeypatch.setattr("desktop.history.restoring.update_project", refuse)
    with pytest.raises(type(problem)):
        restore(folder, 1, with_data=True)
    monkeypatch.undo()
    assert disk(folder) == before
    assert typed_in(folder) == [("Saw", "2026-03-01")]
    assert [each.number for each in History(folder).versions()] == [3, 2, 1]


def test_no_copy_of_the_present_data_no_other_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there now could not be put by: it is not overwritten."""
    before = disk(folder)

    def full(*_arguments: object) -> None:
        raise RecordsError("records_full", file="data.sqlite")

    monkeypatch.setattr("desktop.history.following.take_snapshot", full)
    with pytest.raises(RecordsError):
        restore(folder, 1, with_data=True)
    assert disk(folder) == before


def test_branches_show_their_own_app_and_share_the_records(folder: Path) -> None:
    """Each line goes on by itself; what is typed in is there in all of them."""
    branch = begin_branch(folder, "as in spring", 1)
    assert (branch.name, branch.number, branch.current) == ("as in spring", 1, True)
    assert open_project(folder).blueprint_text == TEXT
    assert typed_in(folder) == [("Saw", "2026-03-01")]
    change(folder, 'set name "Spring"')
    done = show_branch(folder, "main")
    assert done.version is not None
    assert done.version.number == 3
    assert "given" in open_project(folder).blueprint_text
    assert typed_in(folder) == [("Saw", "2026-03-01")]
    show_branch(folder, "as in spring")
    assert 'app "Spring"' in open_project(folder).blueprint_text
    assert typed_in(folder) == [("Saw", "2026-03-01")]


def test_a_branch_may_begin_with_the_app_as_it_is(folder: Path) -> None:
    """Also with what was written by hand since."""
    (folder / "custom" / "map.html").write_text("second")
    assert begin_branch(folder, "beside").number == 4
    assert (folder / "custom" / "map.html").read_text() == "second"


def test_a_branch_that_is_not_there_is_not_shown(folder: Path) -> None:
    """And nothing is changed."""
    with pytest.raises(HistoryError) as caught:
        show_branch(folder, "nowhere")
    assert caught.value.key == "history_no_branch"
