"""When things go wrong from a person's side: each trouble ends in a sentence, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fake_session import FakeSession
from live_page import Page
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.engine import protocol
from desktop.engine.child import Answers, Child
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.main_window import MainWindow
from desktop.shell.story import open_real_session
from desktop.shell.unsent import load_unsent
from desktop.workspace import open_project

REQUEST = "a plant watering tracker"
HERE = Path(__file__).parent

OpenWindow = Callable[..., MainWindow]


def build(window: MainWindow, request: str = REQUEST) -> None:
    """Ask for an app on the start screen."""
    window.start.put_text(request)
    window.start.build_requested.emit(request)


def built(window: MainWindow, qtbot: QtBot, timeout_ms: int = 10_000) -> Path:
    """Ask for an app and wait until it is there."""
    build(window)
    qtbot.waitUntil(lambda: window.project is not None, timeout=timeout_ms)
    assert window.project is not None
    return window.project.folder


def ask(window: MainWindow, words: str) -> None:
    """Ask for a change in the conversation."""
    window.conversation.box.put_text(words)
    window.conversation.box.wish()


def said(window: MainWindow) -> str:
    """Everything that the window says in words now: its last sentence, and the conversation."""
    return "\n".join((window.word.sentence, *(turn.words for turn in window.conversation.turns)))


# --- the engine ---------------------------------------------------------------------------------


def engine_pids() -> list[int]:
    """The processes of this test that run the model."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue  # it has just ended
        if b"--worker" in words and parent == os.getpid():
            found.append(int(process.name))
    return found


@contextmanager
def killing_engines_as_they_start(most: int) -> Iterator[list[int]]:
    """Kill every process that runs the model as soon as it is there, `most` of them."""
    killed: list[int] = []
    over = threading.Event()

    def hunt() -> None:
        while not over.wait(0.01):
            for pid in engine_pids():
                if pid not in killed and len(killed) < most:
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)

    hunter = threading.Thread(target=hunt)
    hunter.start()
    try:
        yield killed
    finally:
        over.set()
        hunter.join()


@contextmanager
def killing_engines_at_work() -> Iterator[list[int]]:
    """Kill every process that runs the model when it has its models and is asked for something."""
    killed: list[int] = []
    as_ever = Child.ask

    def ask(child: Child, request: protocol.Request) -> Answers:
        if isinstance(request, protocol.Load):
            return as_ever(child, request)
        # Held first: on a fast computer it might answer between the question and the end.
        os.kill(child.pid, signal.SIGSTOP)
        answers = as_ever(child, request)
        os.kill(child.pid, signal.SIGKILL)
        killed.append(child.pid)
        return answers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Child, "ask", ask)
        yield killed


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")


@linux
def test_an_engine_that_is_killed_once_is_started_again_and_nobody_notices(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    """The app is built all the same."""
    window = open_window(open_real_session)
    first = built(window, qtbot, 120_000)
    window.go_home()
    with killing_engines_as_they_start(1) as killed:
        build(window, "who borrowed which tool from my shed")
        qtbot.waitUntil(
            lambda: window.project is not None and window.project.folder != first, timeout=120_000
        )
    assert len(killed) == 1
    assert window.project is not None
    assert (window.project.folder / "index.html").is_file()
    assert say("errors.engine_died") not in said(window)


@linux
@pytest.mark.parametrize(
    "killing",
    [lambda: killing_engines_as_they_start(1000), killing_engines_at_work],
    ids=["as it starts", "at work"],
)
def test_an_engine_that_is_killed_again_and_again_ends_in_a_sentence(
    open_window: OpenWindow, qtbot: QtBot, killing: Callable[[], AbstractContextManager[list[int]]]
) -> None:
    """The words stay; once the killing ends, the same words build the app."""
    window = open_window(open_real_session)
    with killing() as killed:
        build(window)
        troubles = [say("errors.engine_died"), say("errors.engine_start")]
        qtbot.waitUntil(lambda: any(one in said(window) for one in troubles), timeout=120_000)
    assert killed
    assert not list(apps_folder().glob("*/index.html"))
    assert window.start.text == REQUEST
    built(window, qtbot, 120_000)


# --- the page -----------------------------------------------------------------------------------


def test_a_page_that_loops_for_ever_is_told_and_can_be_left(
    window: MainWindow, session: FakeSession, qtbot: QtBot
) -> None:
    """The stage says that the app does not answer; the window goes on, and a mended app runs."""
    session.script = "for (;;) {}"
    built(window, qtbot)
    qtbot.waitUntil(lambda: window.app.stage.notice != "", timeout=30_000)
    session.script = "document.title = 'mended';"
    ask(window, "set accent navy")
    qtbot.waitUntil(lambda: window.app.stage.notice == "", timeout=30_000)
    view = window.app.stage.view
    assert view is not None
    qtbot.waitUntil(lambda: view.page().title() == "mended", timeout=30_000)


@linux
def test_a_page_that_allocates_without_end_is_ended_and_told(
    window: MainWindow, session: FakeSession, qtbot: QtBot
) -> None:
    """The stage says that the app stopped; what it is made of is untouched."""
    session.script = """
      const kept = [];
      setInterval(() => { const more = new Uint8Array(64 << 20); more.fill(kept.length + 1); kept.push(more); }, 5);
    """
    folder = built(window, qtbot)
    qtbot.waitUntil(lambda: window.app.stage.notice != "", timeout=60_000)
    assert (folder / "app.js").read_text(encoding="utf-8") == session.script
    ask(window, "set accent navy")
    qtbot.waitUntil(lambda: "navy" in (folder / "app.blueprint").read_text(encoding="utf-8"))


# --- the disk -----------------------------------------------------------------------------------


@pytest.mark.namespaces
def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    """On a real disk without a free byte a change is refused in words; with room again, it is made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" "$3" "$1"'
    script = HERE / "drive_full_disk.py"
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, "sh", str(disk), sys.executable, str(script)],
        env={**os.environ, "HOMESPUN_APPS": str(disk / "apps"), "PYTHONPATH": str(HERE.parents[1])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout.splitlines()[-1])
    assert seen.get("told") and seen.get("whole") and seen.get("words kept"), seen
    assert seen.get("goes on"), seen


def test_a_folder_that_vanishes_is_one_sentence(window: MainWindow, page: Page, qtbot: QtBot) -> None:
    """A change of an app whose folder is gone is told; the window is ready for something else."""
    folder = built(window, qtbot)
    page.wait_until_loaded()
    shutil.rmtree(folder)
    ask(window, "set accent navy")
    qtbot.waitUntil(lambda: say("errors.folder_no_app", folder=str(folder)) in said(window))
    assert not folder.exists()
    window.go_home()
    assert built(window, qtbot).is_dir()


def test_a_folder_that_vanishes_while_the_app_is_open_elsewhere_can_come_back(
    window: MainWindow, page: Page, qtbot: QtBot, tmp_path: Path
) -> None:
    """A memory stick that is pulled out and put in again: nothing is lost, the change can be said again."""
    folder = built(window, qtbot)
    page.wait_until_loaded()
    away = tmp_path / "away"
    folder.rename(away)
    ask(window, "set accent navy")
    qtbot.waitUntil(lambda: say("errors.folder_no_app", folder=str(folder)) in said(window))
    away.rename(folder)
    window.open_folder(folder)
    qtbot.waitUntil(lambda: window.project is not None and window.bench.isVisible())
    ask(window, "set accent navy")
    qtbot.waitUntil(lambda: "navy" in (folder / "app.blueprint").read_text(encoding="utf-8"))


# --- closing ------------------------------------------------------------------------------------


def test_closing_during_generation_keeps_the_words_and_leaves_no_half_app(
    open_window: OpenWindow, session: FakeSession, qtbot: QtBot
) -> None:
    """The window is gone at once, and the next one has the words."""
    session.pace_s = 0.2
    window = open_window(session)
    build(window)
    qtbot.waitUntil(lambda: session.requests == [REQUEST])
    window.close()
    assert not window.isVisible()
    assert session.closed
    assert not list(apps_folder().glob("*"))
    assert load_unsent() == REQUEST
    session.pace_s = 0.002
    assert open_window(session).start.text == REQUEST


def test_closing_during_a_change_leaves_the_app_as_it_was(
    open_window: OpenWindow, session: FakeSession, qtbot: QtBot
) -> None:
    """Either the whole change is there or nothing of it, and the words are kept."""
    window = open_window(session)
    folder = built(window, qtbot)
    before = (folder / "app.blueprint").read_text(encoding="utf-8")
    session.pace_s = 1.0
    ask(window, "set accent navy")
    qtbot.waitUntil(lambda: len(session.requests) == 2)
    window.close()
    project = open_project(folder)
    assert project.blueprint_text == before
    assert project.provenance is not None and project.provenance.changes == ()
    assert load_unsent(folder) == "set accent navy"


# --- two of them --------------------------------------------------------------------------------


def test_two_windows_on_one_app_lose_nothing(
    open_window: OpenWindow, session: FakeSession, qtbot: QtBot
) -> None:
    """What one window changes, the other builds upon: both changes are in the app and in its history."""
    first = open_window(session)
    folder = built(first, qtbot)
    second = open_window(FakeSession(), second=True)
    second.open_folder(folder)
    qtbot.waitUntil(lambda: second.project is not None)
    ask(first, "set accent navy")
    qtbot.waitUntil(lambda: "navy" in (folder / "app.blueprint").read_text(encoding="utf-8"))
    ask(second, "set background linen")
    qtbot.waitUntil(lambda: second.project is not None and "linen" in second.project.blueprint_text)
    text = (folder / "app.blueprint").read_text(encoding="utf-8")
    assert "navy" in text and "linen" in text
    made = open_project(folder).provenance
    assert made is not None
    assert [change.request for change in made.changes] == ["set accent navy", "set background linen"]


def test_no_trouble_opens_a_dialog(window: MainWindow) -> None:
    """There is nothing to click away, whatever happens."""
    window.show_trouble("as told")
    assert QApplication.activeModalWidget() is None
    assert window.word.sentence == "as told"
