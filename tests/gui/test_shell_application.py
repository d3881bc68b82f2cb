"""The composition root: `run` opens a window, survives what nobody foresaw, and leaves in order.

Each test starts the program as a process of its own (see `drive_window.py`), so that the way out is
tested too: a crash while the process ends would be seen here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_session import BLUEPRINT, PAGE, FakeSession

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.errors import FolderError
from desktop.exports import export_project
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell import application
from desktop.workspace import Provenance, write_project

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def drive(scenario: str, folder: Path | None = None) -> tuple[dict[str, object], str]:
    """Run a scenario; give back what it saw and what the process wrote to stderr."""
    command = [sys.executable, str(HERE / "drive_window.py"), scenario, *([str(folder)] if folder else [])]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=90
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    assert "gave up" not in seen, done.stderr
    return seen, done.stderr


def test_it_opens_and_leaves_in_order() -> None:
    """The exit code is 0, the session is closed, and the window's size is remembered."""
    seen, complaints = drive("empty")
    assert (seen["code"], seen["closed"]) == (0, True)
    assert seen["kept"] == [1111, 777]
    assert seen["view"] == "history"
    assert "Expect troubles" not in complaints
    assert "Traceback" not in complaints


def test_the_first_start_shows_around_once() -> None:
    """Who is here for the first time is shown around; sent away, the tour does not come again by itself."""
    seen, _ = drive("first")
    assert seen["done"] is True


def test_another_language_is_spoken_at_once() -> None:
    """The window begins anew in the language that was chosen, and the program goes on."""
    seen, complaints = drive("speaking")
    assert (seen["spoken"], seen["another"], seen["code"]) == ("de", True, 0)
    assert "Traceback" not in complaints


def test_an_app_that_was_built_before_is_shown(tmp_path: Path) -> None:
    """`homespun open FOLDER` shows its page, its blueprint and what it understood."""
    folder = tmp_path / "plants"
    folder.mkdir()
    (folder / "app.blueprint").write_text(BLUEPRINT, encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    seen, _ = drive("existing", folder)
    assert seen["blueprint"] is True
    assert "next watering" in str(seen["understood"])


def test_a_file_that_was_given_away_comes_in_and_is_shown(tmp_path: Path) -> None:
    """A double click on `….homespun`: the app is among one's own, open, and the file stays what it was."""
    text = 'app "Bee Diary"\n\nentity Visit\n  day: date\n\npage Visits\n  list of Visit\n'
    app = read(text).app
    assert app is not None
    made = Provenance("bees", 0, "spindle", "ab" * 32, "assembler", "1")
    project = write_project(tmp_path / "bees", compile_app(app), text, made)
    file = export_project(project, "bundle", with_data=False, out=tmp_path / "Bee Diary.homespun").place
    before = file.read_bytes()
    seen, complaints = drive("given", file)
    assert Path(str(seen["folder"])).parent == apps_folder()
    assert file.read_bytes() == before
    assert "Traceback" not in complaints


def test_a_folder_without_an_app_is_refused(tmp_path: Path) -> None:
    """The command line gets an error that says so, before a window opens."""
    with pytest.raises(FolderError):
        application.run(tmp_path, FakeSession())


def test_the_unforeseen_becomes_a_sentence() -> None:
    """An error that nobody foresaw ends the build, not the window; the details go to stderr."""
    seen, complaints = drive("unforeseen")
    assert seen["said"] == say("shell.mishap", kind="ZeroDivisionError")
    assert "as told" in complaints


def test_a_second_window_says_that_its_records_go() -> None:
    """Two windows do not write one database: the second says that it keeps nothing."""
    seen, _ = drive("second")
    assert seen["said"] == say("shell.second_window")


def test_a_window_that_can_keep_nothing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that is not there, or a stick that is locked: it opens all the same, and says what to do."""
    (tmp_path / "locked").write_text("no folder can be made in a file", encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_SETTINGS", str(tmp_path / "locked" / "settings"))
    seen, complaints = drive("unkept")
    assert seen["said"] == say("shell.nothing_kept", folder=tmp_path / "locked" / "settings")
    assert seen["code"] == 0
    assert "Traceback" not in complaints
