"""The list of a person's projects: what it says, in which order, and what is wrong with what is damaged."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from library_apps import GAME, SITE, blueprint, make, names, type_into

from desktop.errors import FolderError
from desktop.library import Listed, list_projects, remember_moved, remember_opened
from desktop.library import listing as listing_module
from desktop.library.describing import KINDS, PROBLEMS
from desktop.messages import say
from desktop.paths import settings_folder


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    return tmp_path / "apps"


def one(apps: Path) -> Listed:
    (only,) = list_projects(apps)
    return only


def test_an_app_is_listed_with_what_there_is_to_say(apps: Path) -> None:
    """Name, icon, line about itself, folder, kind and times; all is well, and there is no picture yet."""
    project = make(
        apps,
        "Shed",
        'app "Tool shed"\n  about "Who has what"\n  icon 🔨\n\nentity Tool\n  name: text\n\npage Tools\n  list of Tool\n',
    )
    listed = one(apps)
    assert (listed.name, listed.icon, listed.about) == ("Tool shed", "🔨", "Who has what")
    assert (listed.folder, listed.kind, listed.elsewhere) == (project.folder, "records", False)
    assert (listed.opened_s, listed.problem, listed.thumbnail) == (None, "", None)
    assert listed.changed_s == pytest.approx(time.time(), abs=60)


def test_no_apps_yet() -> None:
    """A folder that is not there is an empty list, and is not made."""
    apps = Path.home() / "not there"
    assert list_projects(apps) == ()
    assert not apps.exists()


@pytest.mark.parametrize(("text", "kind"), [(None, "records"), (GAME, "games"), (SITE, "content")])
def test_kinds(apps: Path, text: str | None, kind: str) -> None:
    """An app is what it shows."""
    make(apps, "X", text)
    assert one(apps).kind == kind


def test_every_kind_and_problem_has_its_words() -> None:
    """Whatever the list can say has a sentence."""
    for kind in KINDS:
        assert say(f"library.kind_{kind}")
    for problem in PROBLEMS:
        assert "Shed" in say(f"library.problem_{problem}", folder="Shed")


def test_what_is_no_app_is_not_listed(apps: Path) -> None:
    """Other folders, files, the bin and unfinished work are not apps."""
    make(apps, "Shed")
    (apps / "Holidays").mkdir()
    (apps / "notes.txt").write_text("mine", encoding="utf-8")
    shutil.copytree(apps / "Shed", apps / ".homespun-made-0123456789abcdef")
    shutil.copytree(apps / "Shed", apps / ".bin")
    assert [each.name for each in list_projects(apps)] == ["Shed"]


def damage(folder: Path, how: str) -> None:
    blueprint_file = folder / "app.blueprint"
    match how:
        case "no_blueprint":
            blueprint_file.unlink()
        case "no_page":
            (folder / "index.html").unlink()
        case "no text":
            blueprint_file.write_bytes(b"\xff\xfe\x00")
        case "no app":
            blueprint_file.write_text("", encoding="utf-8")
        case "too large":
            blueprint_file.write_bytes(b"#" * 1_000_001)
        case "a folder":
            blueprint_file.unlink()
            blueprint_file.mkdir()
        case "newer":
            file = folder / "homespun.json"
            facts = json.loads(file.read_text(encoding="utf-8"))
            file.write_text(json.dumps({**facts, "language_version": "2"}), encoding="utf-8")


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        ("no_blueprint", "no_blueprint"),
        ("no_page", "no_page"),
        ("no text", "unreadable"),
        ("no app", "unreadable"),
        ("too large", "unreadable"),
        ("a folder", "unreadable"),
        ("newer", "newer"),
    ],
)
def test_a_damaged_app_is_listed_with_a_sentence(apps: Path, how: str, problem: str) -> None:
    """It is in the list, under its folder's name at least, the others are too, and what is wrong is said."""
    make(apps, "Whole")
    damage(make(apps, "Broken").folder, how)
    listed = {each.folder.name: each for each in list_projects(apps)}
    assert listed["Broken"].name == "Broken"
    assert listed["Broken"].problem == say(f"library.problem_{problem}", folder="Broken")
    assert listed["Whole"].problem == ""


@pytest.mark.skipif(os.name != "posix", reason="other systems know other rights")
def test_a_locked_folder_is_said(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that one may not look into is listed with a sentence, and the others are listed."""
    make(apps, "Whole")
    make(apps, "Locked")
    real = Path.lstat

    def lstat(self: Path) -> os.stat_result:  # root may look everywhere, so the system's answer is played
        if self.parent.name == "Locked":
            raise PermissionError(13, "not for you")
        return real(self)

    monkeypatch.setattr(Path, "lstat", lstat)
    problems = {each.folder.name: each.problem for each in list_projects(apps)}
    assert problems == {"Whole": "", "Locked": say("library.problem_locked", folder="Locked")}


def test_a_project_that_vanishes_meanwhile(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks a folder may be gone: the list is without it."""
    make(apps, "Here")
    make(apps, "Gone")
    real = listing_module.describe

    def describe(folder: Path) -> object:
        if folder.name == "Gone":
            shutil.rmtree(folder)
        return real(folder)

    real_stamp = listing_module.stamp_of

    def stamp_of(folder: Path) -> object:
        if folder.name == "Gone":
            shutil.rmtree(folder)
        return real_stamp(folder)

    with monkeypatch.context() as patch:
        patch.setattr(listing_module, "stamp_of", stamp_of)
        assert [each.name for each in list_projects(apps)] == ["Here"]
    make(apps, "Gone")
    with monkeypatch.context() as patch:
        patch.setattr(listing_module, "describe", describe)
        found = {each.folder.name: each.problem for each in list_projects(apps)}
    assert found == {"Here": "", "Gone": say("library.problem_no_blueprint", folder="Gone")}
    assert [each.name for each in list_projects(apps)] == ["Here"]


def test_the_folder_of_the_apps_cannot_be_read(apps: Path) -> None:
    """A file in its place is said in a sentence."""
    apps.write_text("mine", encoding="utf-8")
    with pytest.raises(FolderError) as caught:
        list_projects(apps)
    assert caught.value.key == "library_unreadable"


def test_what_was_opened_last_comes_first(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened ones first, the last of them at the top, also when the clock was set back in between."""
    for name in ("A", "B", "C"):
        make(apps, name)
    os.utime(apps / "B" / "app.blueprint", (2_000_000_000, 2_000_000_000))
    assert list_projects(apps)[0].name == "B"
    remember_opened(apps / "A")
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    remember_opened(apps / "C")
    assert [each.name for each in list_projects(apps)] == ["C", "A", "B"]
    assert list_projects(apps)[0].opened_s == 1000.0


def test_records_count_as_a_change(apps: Path) -> None:
    """An app changed when something was typed into it."""
    project = make(apps, "Shed")
    os.utime(project.folder / "app.blueprint", (1_000_000, 1_000_000))
    assert one(apps).changed_s == 1_000_000
    type_into(project.folder, "Saw")
    assert one(apps).changed_s == pytest.approx(time.time(), abs=60)


def test_a_project_elsewhere_is_remembered(apps: Path, tmp_path: Path) -> None:
    """One that was opened elsewhere is listed as long as it is there, and again when it is there again."""
    make(apps, "Here")
    project = make(tmp_path / "stick", "There")
    assert [each.name for each in list_projects(apps)] == ["Here"]
    remember_opened(project.folder)
    assert [(each.name, each.elsewhere) for each in list_projects(apps)] == [("There", True), ("Here", False)]
    (tmp_path / "stick").rename(tmp_path / "pulled")
    assert [each.name for each in list_projects(apps)] == ["Here"]
    (tmp_path / "pulled").rename(tmp_path / "stick")
    assert [each.name for each in list_projects(apps)] == ["There", "Here"]
    remember_moved(project.folder, None)
    assert [each.name for each in list_projects(apps)] == ["Here"]


def test_absurd_times_do_no_harm(apps: Path) -> None:
    """Files from before 1970 or far in the future are listed."""
    for name, when in (("Old", -5e9), ("New", 4e11)):
        project = make(apps, name)
        os.utime(project.folder / "app.blueprint", (when, when))
    assert [each.name for each in list_projects(apps)] == ["New", "Old"]


def test_the_list_writes_nothing_in_the_folders(apps: Path) -> None:
    """Looking changes nothing but the cache, which lies with the settings."""
    make(apps, "Shed")
    before = {path: path.lstat().st_mtime_ns for path in apps.rglob("*")}
    list_projects(apps, "tool")
    assert {path: path.lstat().st_mtime_ns for path in apps.rglob("*")} == before
    assert names(settings_folder()) == ["library.json"]


def test_words_find_apps(apps: Path) -> None:
    """By name, about, records, pages and request; the best fit first."""
    make(apps, "Shed", blueprint("Shed", "Tool", "Borrowers"), "who borrowed which hammer")
    make(apps, "Hammer time", blueprint("Hammer time", "Song", "Songs"), "my music")
    assert [each.name for each in list_projects(apps, "hammer")] == ["Hammer time", "Shed"]
    for words in ("shed", "tool", "borrowers", "which", "borowed hamer"):
        assert [each.name for each in list_projects(apps, words)][:1] == ["Shed"], words
    assert list_projects(apps, "hammer violin") == ()
