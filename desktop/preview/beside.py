"""Pages tried without a window: for commands, which have no event loop of their own.

The pages live in this thread, which must be the process's first; the work that waits for them runs beside it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.preview.start import prepare_browser
from desktop.preview.trial_desk import TrialDesk

T = TypeVar("T")
_LOOK_FOR_CTRL_C_MS = 100


class _Work(QObject):
    """Tells the event loop that the work is done."""

    done = Signal()


def beside_pages(work: Callable[[TrialDesk], T]) -> T:
    """Do some work in another thread that may have pages tried, and return what comes of it.

    Raises:
        Exception: Whatever `work` raises.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # nobody shall see the page, nor need a screen
    prepare_browser()
    application = QApplication.instance() or QApplication(["homespun"])
    desk, told = TrialDesk(), _Work()
    results: list[T] = []
    problems: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(desk))
        except BaseException as problem:  # noqa: BLE001 - it is raised again, in the thread that asked
            problems.append(problem)
        finally:
            told.done.emit()

    told.done.connect(application.quit)
    thread = threading.Thread(target=run, name="work beside pages")
    # Python looks for Ctrl+C only when some of its own code runs in this thread.
    awake = QTimer(interval=_LOOK_FOR_CTRL_C_MS)
    awake.timeout.connect(lambda: None)
    awake.start()
    QTimer.singleShot(0, thread.start)
    application.exec()
    desk.let_go()
    thread.join()
    awake.stop()
    QApplication.processEvents()  # the last page goes before the process does
    if problems:
        raise problems[0]
    return results[0]
