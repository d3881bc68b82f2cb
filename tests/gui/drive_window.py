"""Run the program in a process of its own, do one thing in its window, and print what was seen as JSON.

Usage: drive_window.py SCENARIO [FOLDER]. Chromium is shut down for good when a Qt application quits,
so a process can run the program once; that is why these scenarios are no functions of a test.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fake_session import BLUEPRINT, FakeSession
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from desktop import settings
from desktop.messages import spoken
from desktop.paths import settings_folder
from desktop.shell import application
from desktop.shell.main_window import MainWindow
from desktop.shell.start.tour import Tour

PATIENCE_MS = 20_000
LOOK_EVERY_MS = 20

Seen = dict[str, object]


def visit(
    do: Callable[[MainWindow], object], look: Callable[[MainWindow], Seen | None], folder: Path | None
) -> Seen:
    """Run the program; do something once; close the window when `look` has seen what it waits for."""
    session = FakeSession()
    seen: Seen = {}
    left_ms = PATIENCE_MS
    begun = False

    def tick() -> None:
        nonlocal left_ms, begun
        left_ms -= LOOK_EVERY_MS
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        if not windows:
            return
        window = windows[0]
        if not begun:
            begun = True
            do(window)
        found = look(window)
        if found is not None or left_ms < 0:
            timer.stop()
            seen.update(found or {"gave up": True})
            window.close()

    timer = QTimer()
    timer.setInterval(LOOK_EVERY_MS)
    timer.timeout.connect(tick)
    # A timer cannot be started before `run` has made the application; this call waits for its loop.
    QTimer.singleShot(0, timer.start)
    seen["code"] = application.run(folder, session)
    seen["closed"] = session.closed
    return seen


def empty(_folder: Path | None) -> Seen:
    def do(window: MainWindow) -> None:
        window.resize(1111, 777)
        window.bench.show_view("history")

    seen = visit(do, lambda w: {"size": [w.width(), w.height()]}, None)
    kept = settings.load()
    return {**seen, "kept": [kept.window_width, kept.window_height], "view": kept.last_tab}


def first(_folder: Path | None) -> Seen:
    """The first start ever: somebody is shown around, and sends the tour away."""

    def look(window: MainWindow) -> Seen | None:
        tour = window.findChild(Tour)
        if tour is None or not tour.running:
            return None
        tour.end()
        return {"toured": True}

    seen = visit(lambda _window: None, look, None)
    return {**seen, "done": settings.load().tour_done}


def speaking(_folder: Path | None) -> Seen:
    """Another language is chosen: the window begins anew in it, with the app that was open."""
    begun: list[MainWindow] = []

    def do(window: MainWindow) -> None:
        begun.append(window)
        window.settings_changed.emit(replace(settings.load(), language="de", tour_done=True))
        QTimer.singleShot(50, window.restart_requested.emit)

    def look(window: MainWindow) -> Seen | None:
        return {"spoken": spoken(), "another": True} if window is not begun[0] else None

    return visit(do, look, None)


def existing(folder: Path | None) -> Seen:
    def look(window: MainWindow) -> Seen | None:
        view = window.stage.view
        if view is None or view.title() != "Plant Pal":
            return None
        return {"blueprint": window.editor.text == BLUEPRINT, "understood": window.conversation.last_words}

    return visit(lambda _window: None, look, folder)


def given(file: Path | None) -> Seen:
    """A file that somebody gave away is opened with a double click: it comes in and is shown."""

    def look(window: MainWindow) -> Seen | None:
        view = window.stage.view
        if view is None or view.title() != "Bee Diary" or window.project is None:
            return None
        return {"folder": str(window.project.folder), "title": view.title()}

    return visit(lambda _window: None, look, file)


def said(window: MainWindow) -> Seen | None:
    return {"said": window.word.sentence, "ready": not window.isHidden()} if window.word.sentence else None


def unforeseen(_folder: Path | None) -> Seen:
    def do(window: MainWindow) -> None:
        window.start.build_requested.emit("break")

    return visit(do, said, None)


def second(_folder: Path | None) -> Seen:
    settings_folder().mkdir(parents=True, exist_ok=True)
    first = QLockFile(str(settings_folder() / "preview.lock"))
    if not first.tryLock(0):
        return {"gave up": True}
    return visit(lambda _window: None, said, None)


def unkept(_folder: Path | None) -> Seen:
    """Nothing can be written where settings go; `HOMESPUN_SETTINGS` says where that is."""
    return visit(lambda _window: None, said, None)


SCENARIOS = {
    scenario.__name__: scenario
    for scenario in (empty, first, speaking, existing, given, unforeseen, second, unkept)
}

if __name__ == "__main__":
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    print(json.dumps(SCENARIOS[sys.argv[1]](place)))
