"""The bin: in, out, and gone only when asked."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from library_apps import disk, make, names, type_into, typed

from desktop.errors import FolderError
from desktop.library import binned, bring_back, empty_bin, list_projects, put_in_bin, remember_opened


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    return tmp_path / "apps"


def test_there_and_back(apps: Path) -> None:
    """A project goes out of sight and comes back as it was, with all that was typed."""
    project = make(apps, "Shed")
    type_into(project.folder, "Saw")
    before = disk(project.folder)
    put = put_in_bin(apps, project.folder)
    assert (put.number, put.name, put.folder.name) == (1, "Shed", "Shed")
    assert names(apps) == [".bin"]
    assert list_projects(apps) == ()
    assert binned(apps) == (put,)
    assert disk(put.folder) == before
    assert bring_back(apps, "Shed") == project.folder
    assert disk(project.folder) == before
    assert typed(project.folder) == ["Saw"]
    assert binned(apps) == ()
    assert names(apps / ".bin") == []


def test_several_of_one_name(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one that was put there comes first, also when the clock was set back; the others by number."""
    for at, name in enumerate(("first", "second", "third")):
        monkeypatch.setattr(time, "strftime", lambda form, year=2030 - at: f"{year}-01-01 00.00.00")
        make(apps, "Shed", request=name)
        put_in_bin(apps, apps / "Shed")
    assert [(each.number, each.put_there[:4]) for each in binned(apps)] == [
        (3, "2028"),
        (2, "2029"),
        (1, "2030"),
    ]
    assert "third" in (bring_back(apps, "shed") / "homespun.json").read_text(encoding="utf-8")
    back = bring_back(apps, "1")
    assert back.name == "Shed 2"
    assert "first" in (back / "homespun.json").read_text(encoding="utf-8")


def test_a_taken_place_is_left_alone(apps: Path) -> None:
    """Who made another app of the name meanwhile keeps it."""
    make(apps, "Shed", request="old")
    put_in_bin(apps, apps / "Shed")
    other = make(apps, "Shed", request="new")
    before = disk(other.folder)
    assert bring_back(apps, "Shed") == apps / "Shed 2"
    assert disk(other.folder) == before


def test_it_is_found_by_the_apps_name_too(apps: Path) -> None:
    """By the name of the app, in any case and spelling of accents, or of the folder."""
    project = make(apps, "Blumen", 'app "Grüße"\n\npage Home\n  text "x"\n')
    put_in_bin(apps, project.folder)
    for name in ("GRU\u0308SSE", "grüsse", "blumen"):
        assert bring_back(apps, name) == project.folder
        put_in_bin(apps, project.folder)


def test_what_is_not_in_the_bin(apps: Path) -> None:
    """It is said, also where there is no bin yet, and none is made."""
    make(apps, "Shed")
    with pytest.raises(FolderError) as caught:
        bring_back(apps, "Shed")
    assert caught.value.key == "library_not_in_bin"
    assert binned(apps) == ()
    assert empty_bin(apps) == 0
    assert names(apps) == ["Shed"]


def test_emptying_deletes_only_what_we_put_there(apps: Path) -> None:
    """All projects of the bin go for good; what somebody else has put into it stays."""
    for name in ("Shed", "Garden"):
        make(apps, name)
        put_in_bin(apps, apps / name)
    make(apps, "Kept")
    (apps / ".bin" / "mine").mkdir()
    (apps / ".bin" / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    (apps / ".bin" / "3 notes.txt").write_text("mine", encoding="utf-8")
    assert empty_bin(apps) == 2
    assert names(apps / ".bin") == ["3 notes.txt", "mine"]
    assert names(apps) == [".bin", "Kept"]
    assert empty_bin(apps) == 0


def test_numbers_are_not_used_again_while_they_are_taken(apps: Path) -> None:
    """A project that came back leaves its number; the next one is higher than all that are there."""
    for name in ("A", "B", "C"):
        make(apps, name)
        put_in_bin(apps, apps / name)
    bring_back(apps, "1")
    assert put_in_bin(apps, apps / "A").number == 4


def test_a_damaged_project_can_go_and_come_back(apps: Path) -> None:
    """What cannot be opened can be put away, and nothing of it is lost."""
    project = make(apps, "Shed")
    (project.folder / "app.blueprint").write_bytes(b"\xff")
    (project.folder / "index.html").unlink()
    before = disk(project.folder)
    put_in_bin(apps, project.folder)
    assert disk(bring_back(apps, "Shed")) == before


@pytest.mark.parametrize(
    "what", ["no project", "a file", "nothing", "elsewhere", "deeper", "the apps", "the bin"]
)
def test_only_projects_of_the_apps_go_there(apps: Path, tmp_path: Path, what: str) -> None:
    """Other folders, files, projects elsewhere and the folders around them are refused and left alone."""
    make(apps, "Shed")
    make(tmp_path / "elsewhere", "Garden")
    make(apps / "Shed", "Deep")
    put_in_bin(apps, make(apps, "Old").folder)
    (apps / "Holidays").mkdir()
    (apps / "notes.txt").write_text("mine", encoding="utf-8")
    folder = {
        "no project": apps / "Holidays",
        "a file": apps / "notes.txt",
        "nothing": apps / "Nothing",
        "elsewhere": tmp_path / "elsewhere" / "Garden",
        "deeper": apps / "Shed" / "Deep",
        "the apps": apps,
        "the bin": apps / ".bin" / names(apps / ".bin")[0] / "Old",
    }[what]
    before = disk(tmp_path)
    with pytest.raises(FolderError) as caught:
        put_in_bin(apps, folder)
    assert caught.value.key in ("folder_no_app", "library_elsewhere")
    assert disk(tmp_path) == before


def test_a_roundabout_way_leads_to_the_same_project(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`..`, a relative name and a link to the folder of the apps are the same place."""
    make(apps, "Shed")
    link = apps.parent / "link"
    link.symlink_to(apps, target_is_directory=True)
    monkeypatch.chdir(apps)
    for folder in (apps / ".." / "apps" / "Shed", Path("Shed"), link / "Shed"):
        assert put_in_bin(link, folder).name == "Shed"
        bring_back(apps, "Shed")


def test_it_is_no_longer_remembered_as_opened(apps: Path) -> None:
    """What lies in the bin is not offered to be opened."""
    project = make(apps, "Shed")
    remember_opened(project.folder)
    put_in_bin(apps, project.folder)
    assert list_projects(apps) == ()


def test_a_move_that_fails_leaves_all(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder cannot be moved, as when a program holds it open on Windows, it stays; no husk either."""
    project = make(apps, "Shed")
    before = disk(apps)

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "it is open")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", held)
        with pytest.raises(FolderError) as caught:
            put_in_bin(apps, project.folder)
    assert caught.value.key == "folder_not_writable"
    assert disk(apps) == before
    assert names(apps / ".bin") == []


def test_deleting_that_is_cut_off_brings_no_half_back(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun to be deleted is no longer in the bin, and goes with the next emptying."""
    put_in_bin(apps, make(apps, "Shed").folder)

    def cut_off(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("desktop.library.bin.shutil.rmtree", cut_off)
        with pytest.raises(KeyboardInterrupt):
            empty_bin(apps)
    assert binned(apps) == ()
    with pytest.raises(FolderError):
        bring_back(apps, "Shed")
    assert empty_bin(apps) == 1
    assert names(apps / ".bin") == []
