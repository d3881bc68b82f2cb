"""The composition root: everything that makes the program a window is put together here, and only here."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLockFile, QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import settings
from desktop.ledger import watch_sockets
from desktop.messages import say
from desktop.paths import resources_folder, settings_folder
from desktop.preview.start import prepare_browser
from desktop.shell.bridge import Bridge
from desktop.shell.crash_reports import FatalWatch, write_report
from desktop.shell.look import Dresser
from desktop.shell.main_window import MainWindow
from desktop.shell.preferences import Preferences
from desktop.shell.story import OpenSession, open_real_session
from desktop.shell.tidying import Tidying
from desktop.shell.tongue import take_language
from desktop.shell.window_memory import as_left, put_as_left
from desktop.workspace import Project, open_project


class _Mishaps(QObject):
    """Brings an unforeseen error from whatever thread to the window's, as a signal."""

    happened = Signal(str)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take the place of `sys.excepthook`: details go to stderr and a report, a sentence to the window."""
        traceback.print_exception(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            write_report(kind, error, trace)
            self.happened.emit(say("shell.mishap", kind=kind.__name__))


class _Program(QObject):
    """Holds the window, and gives it another one's place when the language changes."""

    def __init__(
        self, application: QApplication, open_session: OpenSession, storage: Path | None, mishaps: _Mishaps
    ) -> None:
        """Get ready to show a window.

        Args:
            application: Qt's.
            open_session: Gives the session that builds apps.
            storage: Where previewed apps keep their records; None for memory only.
            mishaps: Tell of errors that nobody foresaw.
        """
        super().__init__(application)
        self._application = application
        self._open_session = open_session
        self._storage = storage
        kept = settings.load()
        take_language(application, kept.language)
        self._dresser = Dresser(application, kept.theme, kept.font_percent)
        self.preferences = Preferences(kept, self._dresser)
        self.window: MainWindow = self._made()
        self._dresser.changed.connect(lambda look: self.window.dress(look))
        mishaps.happened.connect(lambda sentence: self.window.show_trouble(sentence))

    def show(self) -> None:
        """Show the window as the last one was left."""
        kept = self.preferences.settings
        put_as_left(self.window, kept)
        if kept.window_full:
            self.window.showMaximized()
        else:
            self.window.show()

    def let_go(self) -> None:
        """End the window, now: what is left to the end of the process is taken apart in any order."""
        self.window.let_go()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _made(self) -> MainWindow:
        window = MainWindow(Bridge(self._open_session), self._storage, self._dresser.look, self.preferences)
        window.settings_changed.connect(self.preferences.change)
        window.restart_requested.connect(self._on_restart_requested)
        window.closing.connect(lambda: self._on_closing(window))
        return window

    def _on_closing(self, window: MainWindow) -> None:
        self.preferences.change(as_left(window, self.preferences.settings))
        self.preferences.keep()

    def _on_restart_requested(self) -> None:
        """Put a new window in the old one's place; it says everything in the language of the settings."""
        old, project = self.window, self.window.project
        self._application.setQuitOnLastWindowClosed(False)
        old.close()
        old.deleteLater()
        take_language(self._application, self.preferences.settings.language)
        self.window = self._made()
        self.show()
        self._application.setQuitOnLastWindowClosed(True)
        if project is not None:
            self.window.open_folder(project.folder)


def run(project: Path | None = None, open_session: OpenSession = open_real_session) -> int:
    """Open the window and stay until it is closed.

    Args:
        project: The folder of an app to show, or a file that somebody made of one, which is brought in; None
            for the start screen.
        open_session: Gives the session that builds apps; it is called in the worker's thread.

    Returns:
        The exit code, 0 unless Qt says otherwise.

    Raises:
        FolderError: If there is no app in `project`.
    """
    given = project if project is not None and project.is_file() else None
    opened: Project | None = open_project(project) if project is not None and given is None else None
    watch_sockets()
    prepare_browser()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Homespun")
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "homespun.svg")))
    tidying = Tidying()
    lock = _lock(settings_folder())
    mishaps = _Mishaps()
    previous_hook, sys.excepthook = sys.excepthook, mishaps.hook
    fatal = FatalWatch()
    fatal.start()
    program = _Program(
        application, open_session, settings_folder() / "preview" if lock.isLocked() else None, mishaps
    )
    try:
        program.show()
        if lock.error() == QLockFile.LockError.LockFailedError:
            program.window.show_trouble(say("shell.second_window"))
        elif not lock.isLocked():
            program.window.show_trouble(say("shell.nothing_kept", folder=settings_folder()))
        if opened is not None:
            program.window.open_project(opened)
        elif given is not None:
            program.window.start.bring_in((given.absolute(),))
        elif not program.preferences.settings.tour_done:
            program.window.greet()
        code = application.exec()
    finally:
        sys.excepthook = previous_hook
        program.let_go()
        fatal.stop()
        tidying.stop()
    lock.unlock()
    return code


def _lock(folder: Path) -> QLockFile:
    """Take the folder of the previews' records, if nobody has it and it can be written."""
    lock = QLockFile(str(folder / "preview.lock"))
    # A lock outlives a crash; Qt sees by the process's number that nobody holds it any more.
    lock.setStaleLockTime(0)
    with suppress(OSError):  # the lock will say so
        folder.mkdir(parents=True, exist_ok=True)
    lock.tryLock(0)
    return lock
