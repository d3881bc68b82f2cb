"""What the window does for the list of apps: it remembers what was opened, and says what is of another version."""

from __future__ import annotations

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.library import list_projects, thumbnail_of
from desktop.messages import say
from desktop.shell.main_window import MainWindow
from desktop.workspace import Project, Provenance, open_project, write_project


def make(folder: Path) -> Project:
    text = f'app "{folder.name}"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
    app = read(text).app
    assert app is not None
    return write_project(folder, compile_app(app), text, Provenance("r", 0, "m", "0", "memory", "1"))


def test_what_was_opened_last_leads_the_list(window: MainWindow, own_home: Path, qtbot: QtBot) -> None:
    """Also one that lies elsewhere; and a while later each has its picture."""
    apps = own_home / "apps"
    first, second, elsewhere = make(apps / "A"), make(apps / "B"), make(own_home / "stick" / "C")
    for project in (elsewhere, second, first):
        window.open_project(project)
        qtbot.waitUntil(lambda project=project: window.project == project)
    listed = list_projects(apps)
    assert [each.name for each in listed] == ["A", "B", "C"]
    assert all(each.opened_s for each in listed)
    qtbot.waitUntil(lambda: thumbnail_of(first.folder) is not None, timeout=10_000)
    assert list_projects(apps)[0].thumbnail is not None


def test_an_app_of_a_newer_homespun_is_said_and_shown(
    window: MainWindow, own_home: Path, qtbot: QtBot
) -> None:
    """The sentence stands in the window, and the app is opened as it was compiled."""
    folder = make(own_home / "apps" / "A").folder
    file = folder / "homespun.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**facts, "language_version": "7"}), encoding="utf-8")
    window.open_project(open_project(folder))
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.blueprint_newer", version="7"))
    assert window.stage.folder == folder
