"""The composition root: everything that makes the program a window is put together here, and only here."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import settings
from desktop.messages import say
from desktop.paths import resources_folder, settings_folder
from desktop.preview.start import prepare_browser
from desktop.shell.bridge import Bridge
from desktop.shell.look import Dresser
from desktop.shell.main_window import MainWindow
from desktop.shell.story import OpenSession, open_real_session
from desktop.workspace import open_project


class _Mishaps(QObject):
    """Brings an unforeseen error from whatever thread to the window's, as a signal."""

    happened = Signal(str)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take the place of `sys.excepthook`: the details go to stderr, a sentence to the window."""
        traceback.print_exception(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self.happened.emit(say("shell.mishap", kind=kind.__name__))


def run(project: Path | None = None, open_session: OpenSession = open_real_session) -> int:
    """Open the window and stay until it is closed.

    Args:
        project: The folder of an app to show; None for an empty window.
        open_session: Gives the session that builds apps; it is called in the worker's thread.

    Returns:
        The exit code, 0 unless Qt says otherwise.

    Raises:
        FolderError: If there is no app in `project`.
    """
    opened = open_project(project) if project is not None else None
    prepare_browser()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Homespun")
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "homespun.svg")))
    dresser = Dresser(application)
    lock = _lock()
    bridge = Bridge(open_session)
    kept = settings.load()
    storage = settings_folder() / "preview" if lock is not None else None
    window = MainWindow(bridge, storage, dresser.look)
    window.resize(kept.window_width, kept.window_height)
    dresser.changed.connect(window.dress)
    mishaps = _Mishaps()
    mishaps.happened.connect(window.show_trouble)
    previous_hook, sys.excepthook = sys.excepthook, mishaps.hook
    try:
        window.show()
        if lock is None:
            window.show_trouble(say("shell.second_window"))
        if opened is not None:
            window.open_project(opened)
        code = application.exec()
    finally:
        sys.excepthook = previous_hook
        bridge.close()
    _keep_size(window)
    if lock is not None:
        lock.unlock()
    return code


def _lock() -> QLockFile | None:
    """Take the folder of the previews' records; None if another window of ours has it already."""
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "preview.lock"))
    # A lock outlives a crash; Qt sees by the process's number that nobody holds it any more.
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _keep_size(window: MainWindow) -> None:
    size = window.normalGeometry().size()
    try:
        settings.save(replace(settings.load(), window_width=size.width(), window_height=size.height()))
    except OSError:
        # The size is a convenience; a settings folder that cannot be written is no reason to fail.
        return
