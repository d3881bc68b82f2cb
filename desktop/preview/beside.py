"""Pages tried without a window: for commands, which have no event loop of their own.

The pages live in this thread, which must be the process's first; the work that waits for them runs beside it.

What Qt and Chromium say of this computer while they start (no graphics card, no message bus) is kept out of
the terminal: it is about nothing that the person asked for. What ends them, or Qt calls critical, is not.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.preview.start import prepare_browser
from desktop.preview.trial_desk import TrialDesk

T = TypeVar("T")
_LOOK_EVERY_MS = 50


def beside_pages(work: Callable[[TrialDesk], T]) -> T:
    """Do some work in another thread that may have pages tried, and return what comes of it.

    Raises:
        Exception: Whatever `work` raises.
    """
    before = qInstallMessageHandler(_tell_what_is_wrong)
    try:
        return _beside_pages(work)
    finally:
        qInstallMessageHandler(before)


def _tell_what_is_wrong(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        print(message, file=sys.stderr)


def _beside_pages(work: Callable[[TrialDesk], T]) -> T:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # nobody shall see the page, nor need a screen
    prepare_browser(silent=True)
    application = QApplication.instance() or QApplication(["homespun"])
    desk = TrialDesk()
    results: list[T] = []
    problems: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(desk))
        except BaseException as problem:  # noqa: BLE001 - it is raised again, in the thread that asked
            problems.append(problem)

    thread = threading.Thread(target=run, name="work beside pages")
    looking = QTimer(interval=_LOOK_EVERY_MS)
    # Not the application itself: when that has quit, Chromium is taken down, and no page comes after it.
    loop = QEventLoop()

    def look() -> None:
        # By the way Python sees Ctrl+C: it looks for it only when code of its own runs in this thread.
        gc.collect(0)
        if not thread.is_alive():
            looking.stop()
            desk.let_go()
            QTimer.singleShot(_LOOK_EVERY_MS, loop.quit)  # behind the end of the last page

    looking.timeout.connect(look)
    collected = gc.isenabled()
    # The other thread must not delete what belongs to a page: see `shell/tidying.py`.
    gc.disable()
    try:
        looking.start()
        thread.start()
        loop.exec()
        thread.join()
        application.processEvents()
    finally:
        gc.collect()
        if collected:
            gc.enable()
    if problems:
        raise problems[0]
    return results[0]
