"""A model that was chosen for an app stays chosen for it, wherever the app goes on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_projects import make_project

from desktop.library import bring_back, duplicate, empty_bin, move_folder, put_in_bin
from desktop.paths import settings_folder
from desktop.pins import MOST_PINS, pin, pinned

FILE = "pins.json"


@pytest.fixture
def shed(tmp_path: Path) -> Path:
    """An app for which a model was chosen."""
    folder = make_project(tmp_path / "apps" / "Shed").folder
    pin(folder, "large")
    return folder


def test_a_choice_belongs_to_one_app(tmp_path):
    """It is taken back by choosing none; the last one counts."""
    shed, plants = tmp_path / "shed", tmp_path / "plants"
    for folder, model in ((shed, "small"), (plants, "large"), (shed, "large")):
        pin(folder, model)
    assert (pinned(shed), pinned(plants)) == ("large", "large")
    pin(shed, "")
    assert (pinned(shed), pinned(plants)) == ("", "large")


def test_one_folder_is_one_however_it_is_named(tmp_path, monkeypatch):
    """From the command line it may be `shed`, or lie behind a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    pin(tmp_path / "linked" / "shed", "large")
    monkeypatch.chdir(tmp_path / "real")
    assert pinned(Path("shed")) == "large"


def test_the_oldest_go_first(tmp_path):
    """There are never more than so many."""
    for number in range(MOST_PINS + 1):
        pin(tmp_path / str(number), "small")
    assert pinned(tmp_path / "0") == ""
    assert pinned(tmp_path / "1") == pinned(tmp_path / str(MOST_PINS)) == "small"


def test_a_renamed_app_keeps_it(shed):
    moved = move_folder(shed.parent, shed, "Toolbox")
    assert (pinned(moved), pinned(shed)) == ("large", "")
    assert pinned(move_folder(shed.parent, moved, "Toolbox")) == "large"


def test_an_app_keeps_it_through_the_bin(shed):
    """Also under another name, where its own is taken meanwhile; and a new app of the name has none."""
    put_in_bin(shed.parent, shed)
    make_project(shed)
    back = bring_back(shed.parent, "1")
    assert back != shed
    assert (pinned(back), pinned(shed)) == ("large", "")


def test_what_is_gone_for_good_leaves_nothing(shed):
    put_in_bin(shed.parent, shed)
    empty_bin(shed.parent)
    assert (settings_folder() / FILE).read_text(encoding="utf-8").strip() == "{}"


def test_a_copy_has_it_too(shed):
    """And goes its own way from then on."""
    copy = duplicate(shed.parent, shed).folder
    assert pinned(copy) == pinned(shed) == "large"
    pin(copy, "small")
    assert pinned(shed) == "large"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        "\0",
        '{"/a": 1, "/b": "", "/c": "\\n", "": "a", "/d": [], "/e": "\\ud800"}',
        '{"/a": "' + "x" * 501 + '"}',
    ],
)
def test_a_damaged_file_chooses_nothing(tmp_path, text):
    """And may be written over."""
    settings_folder().mkdir(parents=True)
    (settings_folder() / FILE).write_text(text, encoding="utf-8")
    assert [pinned(Path(f"/{name}")) for name in "abcde"] == [""] * 5
    pin(tmp_path, "small")
    assert pinned(tmp_path) == "small"


def test_a_disk_that_refuses_keeps_no_app_in_its_place(shed, monkeypatch):
    """The choice is lost; the app is moved all the same."""

    def refuse(file: Path, text: str) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("desktop.pins.write_whole", refuse)
    moved = move_folder(shed.parent, shed, "Toolbox")
    assert moved.is_dir()
    assert pinned(moved) == ""
    assert duplicate(shed.parent, moved).folder.is_dir()
