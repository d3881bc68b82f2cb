"""Another name for an app and its folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from library_apps import disk, make, names, type_into, typed

from desktop.changing import renamed
from desktop.errors import FolderError, RequestError
from desktop.library import list_projects, move_folder, remember_opened
from desktop.workspace import open_project


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    return tmp_path / "apps"


def test_the_folder_moves_whole(apps: Path) -> None:
    """Everything is where it was, under another name; what was typed too; the list remembers it was opened."""
    project = make(apps, "Shed")
    type_into(project.folder, "Saw")
    (project.folder / "mine.txt").write_text("mine", encoding="utf-8")
    remember_opened(project.folder)
    before = disk(project.folder)
    moved = move_folder(apps, project.folder, "Tool library")
    assert moved == apps / "Tool library"
    assert names(apps) == ["Tool library"]
    assert disk(moved) == before
    assert typed(moved) == ["Saw"]
    assert list_projects(apps)[0].opened_s is not None


def test_a_taken_name_gets_a_number(apps: Path) -> None:
    """Nothing is overwritten, and a second wish for the same name changes nothing."""
    make(apps, "Shed")
    other = make(apps, "Garden")
    moved = move_folder(apps, other.folder, "Shed")
    assert moved == apps / "Shed 2"
    assert move_folder(apps, moved, "Shed") == moved
    (apps / "Shed").rename(apps / "Away")
    assert move_folder(apps, moved, "Shed") == apps / "Shed"


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Grüße 日本語 🌱", "Grüße 日本語 🌱"),
        ("con", "My app"),
        ("NUL.txt", "My app"),
        ("../../escaped", "escaped"),
        ("/etc", "etc"),
        ("a/b\\c:d", "a b c d"),
        ("..", "My app"),
        (".bin", "bin"),
        ("", "My app"),
        ("\u202egpj.exe", "gpj.exe"),
        ("line\nend", "lineend"),
        ("nul\0", "My app"),
        ("x" * 500, "x" * 60),
        ("ä" * 500, "ä" * 60),
        ("🏳️‍🌈" * 100, None),
        ("\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"),
    ],
    ids=ascii,
)
def test_every_name_is_a_folder_right_there(apps: Path, name: str, folder: str | None) -> None:
    """Whatever the name, the project lies right below the apps, under what a disk can hold of it."""
    project = make(apps, "Shed")
    moved = move_folder(apps, project.folder, name)
    assert moved.parent == apps
    assert names(apps) == [moved.name]
    assert len(os.fsencode(moved.name)) <= 200
    if folder is not None:
        assert re.sub(" 2$", "", moved.name) == folder
    assert open_project(moved).blueprint_text == project.blueprint_text


def test_a_project_elsewhere_is_not_moved(apps: Path, tmp_path: Path) -> None:
    """What lies elsewhere is not ours to move."""
    make(apps, "Shed")
    other = make(tmp_path / "elsewhere", "Garden")
    with pytest.raises(FolderError) as caught:
        move_folder(apps, other.folder, "Flowers")
    assert caught.value.key == "library_elsewhere"
    assert names(tmp_path / "elsewhere") == ["Garden"]


def test_the_apps_name_changes_by_a_script(apps: Path) -> None:
    """The change is an edit script like any other, with its way back, and needs no model."""
    project = make(apps, "Shed")
    edited = renamed(project, "  Tool \n library ")
    assert edited.app.name == "Tool library"
    assert edited.script == 'set name "Tool library"'
    assert edited.back.strip() == 'set name "Shed"'
    assert edited.request == "call it “Tool library”"


def test_quotes_cannot_stand_in_a_name(apps: Path) -> None:
    """They become apostrophes, as a blueprint has no way to write them."""
    assert renamed(make(apps, "Shed"), 'The "best" shed').app.name == "The 'best' shed"


@pytest.mark.parametrize("name", ["", "  \n ", "\u202e", "x" * 5000], ids=ascii)
def test_a_name_that_is_none_is_refused(apps: Path, name: str) -> None:
    """Nothing, and more than can be shown, are no names."""
    with pytest.raises(RequestError) as caught:
        renamed(make(apps, "Shed"), name)
    assert caught.value.key == "request_name"


def test_the_same_name_is_no_change(apps: Path) -> None:
    """It has it already."""
    assert renamed(make(apps, "Shed"), "Shed").script == ""
