"""`homespun list`, `rename`, `duplicate`, `bin`, `bring-back` and `migrate`: what is printed, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.blueprint import read
from desktop.blueprint.versions import MIGRATIONS, Migration
from desktop.cli import main
from desktop.compiler import compile_app
from desktop.messages import say
from desktop.workspace import Provenance, open_project, write_project

MADE = Provenance("who borrowed what", 0, "Told", "f" * 64, "memory", "1")


@pytest.fixture
def apps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "my apps"))
    return tmp_path / "my apps"


def make(apps: Path, name: str) -> Path:
    text = f'app "{name}"\n  icon 🔨\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
    app = read(text).app
    assert app is not None
    return write_project(apps / name, compile_app(app), text, MADE).folder


Printed = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    def run(*argv: str, code: int = 0) -> str:
        assert main(argv) == code
        out = capsys.readouterr()
        assert bool(out.err) == (code != 0 and "--json" not in argv)
        return out.out or out.err

    return run


@pytest.fixture
def told(printed: Printed) -> Callable[..., Any]:
    return lambda *argv, code=0: json.loads(printed(*argv, "--json", code=code))


def test_list_says_each_app_and_where_it_is(apps: Path, printed: Printed) -> None:
    """Icon, name, kind, day and folder; what is wrong with one stands under it."""
    make(apps, "Shed")
    (make(apps, "Broken") / "index.html").unlink()
    out = printed("list")
    assert "🔨 Shed (records, changed 20" in out
    assert f"'{apps / 'Shed'}'" in out
    assert say("library.problem_no_page", folder="Broken") in out


def test_list_finds(apps: Path, printed: Printed) -> None:
    """Several words are one wish; nothing found is said, no apps at all too, and a stick that is away."""
    assert printed("list").strip() == say("cli.list_no_folder", folder=apps)
    apps.mkdir()
    assert printed("list").strip() == say("cli.list_nothing", folder=apps)
    make(apps, "Shed")
    make(apps, "Garden")
    assert "Garden" not in printed("list", "borowed", "shed")
    assert printed("list", "violin").strip() == say("cli.list_nothing_found", words="violin", folder=apps)


def test_list_as_json(apps: Path, told: Callable[..., Any]) -> None:
    """The keys are a promise; with nothing there is an empty list."""
    assert told("list") == {"apps": str(apps), "projects": []}
    make(apps, "Shed")
    (only,) = told("list")["projects"]
    assert set(only) == {
        "name",
        "icon",
        "about",
        "kind",
        "folder",
        "opened",
        "changed",
        "problem",
        "thumbnail",
        "elsewhere",
    }
    assert (only["name"], only["folder"], only["opened"]) == ("Shed", str(apps / "Shed"), None)
    assert only["changed"].endswith("+00:00")


def test_rename_changes_the_app_and_its_folder(apps: Path, printed: Printed) -> None:
    """Both have the new name; the change can be taken back like any other."""
    out = printed("rename", str(make(apps, "Shed")), "Tool library")
    assert say("cli.renamed", app="Tool library") in out
    project = open_project(apps / "Tool library")
    assert 'app "Tool library"' in project.blueprint_text
    assert project.provenance is not None
    assert [each.script for each in project.provenance.changes] == ['set name "Tool library"']
    assert [path.name for path in apps.iterdir()] == ["Tool library"]


def test_rename_only_the_folder(apps: Path, told: Callable[..., Any]) -> None:
    """The app is not touched."""
    folder = make(apps, "Shed")
    before = (folder / "homespun.json").read_bytes()
    report = told("rename", str(folder), "tools", "--folder-only")
    assert report == {"name": "", "folder": str(apps / "tools"), "script": "", "notes": []}
    assert (apps / "tools" / "homespun.json").read_bytes() == before


def test_rename_the_folder_of_a_damaged_app(apps: Path, told: Callable[..., Any]) -> None:
    """What cannot be opened can still be called otherwise."""
    folder = make(apps, "Shed")
    (folder / "app.blueprint").write_bytes(b"\xff")
    assert told("rename", str(folder), "x", code=4)["error"]["key"] == "folder_unreadable"
    assert told("rename", str(folder), "Broken shed", "--folder-only")["folder"] == str(apps / "Broken shed")


def test_rename_elsewhere_leaves_the_folder(apps: Path, tmp_path: Path, told: Callable[..., Any]) -> None:
    """An app that lies elsewhere gets its name; its folder is not ours to move."""
    folder = make(tmp_path / "stick", "Shed")
    report = told("rename", str(folder), "Garden")
    assert (report["name"], report["folder"], report["script"]) == (
        "Garden",
        str(folder),
        'set name "Garden"',
    )
    assert told("rename", str(folder), "x", "--folder-only", code=4)["error"]["key"] == "library_elsewhere"


def test_rename_to_nothing(apps: Path, told: Callable[..., Any]) -> None:
    """It is refused, and nothing is changed."""
    folder = make(apps, "Shed")
    assert told("rename", str(folder), " ", code=1)["error"]["key"] == "request_name"
    assert open_project(folder).provenance == MADE


def test_duplicate(apps: Path, printed: Printed, told: Callable[..., Any]) -> None:
    """Where the copy is, and what is not in it."""
    folder = make(apps, "Shed")
    assert say("cli.duplicated", folder=f"'{apps / 'Shed 2'}'") in printed("duplicate", str(folder))
    assert told("duplicate", str(folder), "--without-data") == {
        "folder": str(apps / "Shed 3"),
        "left_out": [],
    }
    assert told("duplicate", str(apps / "no"), code=4)["error"]["key"] == "folder_no_app"


def test_bin_and_bring_back(apps: Path, printed: Printed, told: Callable[..., Any]) -> None:
    """In, listed, back; in again and gone."""
    folder = make(apps, "Shed")
    assert printed("bin", "--list").strip() == say("cli.bin_nothing")
    put = told("bin", str(folder))
    assert (put["number"], put["name"], put["was"]) == (1, "Shed", "Shed")
    assert told("bin", "--list") == {"bin": [put]}
    assert "1: Shed (put there 20" in printed("bin", "--list")
    assert told("bring-back", "shed") == {"folder": str(folder)}
    assert say("cli.binned", app="Shed", number=1) in printed("bin", str(folder))
    assert say("cli.brought_back", folder=f"'{folder}'") in printed("bring-back", "1")
    printed("bin", str(folder))
    assert told("bin", "--empty") == {"deleted": 1}
    assert printed("bin", "--empty").strip() == say("cli.bin_emptied", count=0)
    assert told("bring-back", "shed", code=4)["error"]["key"] == "library_not_in_bin"


@pytest.mark.parametrize(
    "argv",
    [
        ("bin",),
        ("bin", "x", "--empty"),
        ("bin", "--list", "--empty"),
        ("rename", "x"),
        ("duplicate",),
        ("bring-back",),
        ("replay", "x", "--version", "one"),
        ("bin", ""),
    ],
)
def test_what_is_not_understood(apps: Path, argv: tuple[str, ...], printed: Printed) -> None:
    """Half a command does nothing, and says what is expected."""
    make(apps, "Shed")
    assert "homespun" in printed(*argv, code=2)
    assert [path.name for path in apps.iterdir()] == ["Shed"]


@pytest.mark.parametrize("command", ["list", "rename", "duplicate", "bin", "bring-back", "replay", "migrate"])
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command explains itself."""
    assert main([command, "--help"]) == 0
    assert f"homespun {command}" in capsys.readouterr().out


def test_migrate_shows_before_it_writes(
    apps: Path, printed: Printed, told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What becomes of the blueprint is shown line by line; only --apply writes it."""
    folder = make(apps, "Shed")
    assert printed("migrate", str(folder)).strip() == say("cli.migrate_nothing")
    monkeypatch.setitem(
        MIGRATIONS, "0", Migration("1", "Grids are tables.", lambda text: text.replace("grid", "table"))
    )
    for file, old, new in (
        ("app.blueprint", "table of", "grid of"),
        ("homespun.json", '"language_version": "1"', '"language_version": "0"'),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    assert told("rename", str(folder), "Garden", code=1)["error"]["key"] == "blueprint_older"
    out = printed("migrate", str(folder))
    assert "Grids are tables." in out
    assert "-  grid of Tool\n+  table of Tool" in out
    assert say("cli.migrate_ask") in out
    assert "grid of" in open_project(folder).blueprint_text
    report = told("migrate", str(folder), "--apply")
    assert (report["needed"], report["applied"]) == (True, True)
    assert open_project(folder).blueprint_text == report["text"]
    assert told("migrate", str(folder))["needed"] is False
    printed("rename", str(folder), "Garden")
