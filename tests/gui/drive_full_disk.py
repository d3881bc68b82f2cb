"""Run the window on a disk that is full, and print what was seen as JSON: drive_full_disk.py DISK.

The disk is a real one, small and made for this; the apps lie on it. One app is built, the disk is filled, a
change is wished; then room is made, and the change is wished again.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fake_session import FakeSession
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.messages import say
from desktop.shell import application
from desktop.shell.main_window import MainWindow

PATIENCE_S = 30
LOOK_EVERY_MS = 20
WISH = "set accent navy"

Seen = dict[str, bool]


def steps(window: MainWindow, disk: Path, seen: Seen) -> Iterator[None]:
    """Go through it; the window's events go on at each yield."""
    window.start.build_requested.emit("plants")
    while window.project is None:
        yield
    folder = window.project.folder
    before = (folder / "app.blueprint").read_text(encoding="utf-8")
    fill(disk / "ballast")
    ask(window)
    trouble = say("errors.folder_full", folder=str(folder))
    while trouble not in words_of(window):
        yield
    seen["told"] = True
    seen["whole"] = (folder / "app.blueprint").read_text(encoding="utf-8") == before
    seen["words kept"] = window.conversation.box.text == WISH
    (disk / "ballast").unlink()
    ask(window)
    while "navy" not in (folder / "app.blueprint").read_text(encoding="utf-8"):
        yield
    seen["goes on"] = True


def ask(window: MainWindow) -> None:
    """Wish for the change."""
    window.conversation.box.put_text(WISH)
    window.conversation.box.wish()


def words_of(window: MainWindow) -> str:
    """Everything that the window says now."""
    return "\n".join((window.word.sentence, *(turn.words for turn in window.conversation.turns)))


def fill(ballast: Path) -> None:
    """Leave no byte free."""
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
        os.fsync(file.fileno())


def main(disk: Path) -> Seen:
    """Run the program through the steps; what it did not come to is missing in what is returned."""
    seen: Seen = {}
    walk: list[Iterator[None]] = []
    until_s = time.monotonic() + PATIENCE_S

    def tick() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        if window is None or not window.isVisible():
            return
        if not walk:
            walk.append(steps(window, disk, seen))
        if next(walk[0], seen) is seen or time.monotonic() > until_s:
            seen["said"] = words_of(window)  # type: ignore[assignment]
            timer.stop()
            window.close()

    timer = QTimer(interval=LOOK_EVERY_MS)
    timer.timeout.connect(tick)
    # A timer cannot be started before `run` has made the application; this call waits for its loop.
    QTimer.singleShot(0, timer.start)
    application.run(None, FakeSession())
    return seen


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
