"""The one way from the window to the work: a thread that holds the session, and signals back.

The session is opened in that thread as soon as the window stands, so that the model is loaded by the
time somebody has typed a sentence. News from the writer comes faster than a screen can show it, so
it is thinned out here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from desktop.errors import Cancelled, HomespunError
from desktop.paths import apps_folder
from desktop.shell.story import BuildSession, OpenSession
from desktop.workspace import new_folder, open_project

if TYPE_CHECKING:
    from desktop.session import Built, Edited, Progress
    from desktop.workspace import Project

NEWS_EVERY_S = 0.033
CLOSING_TIMEOUT_MS = 10_000


@dataclass(frozen=True, slots=True)
class Made:
    """A finished app and the project it was saved as; `took_s` is the wall time from press to files."""

    built: Built
    project: Project
    took_s: float


@dataclass(frozen=True, slots=True)
class Altered:
    """A finished change; `took_s` is the wall time from press to files."""

    edited: Edited
    project: Project
    took_s: float


class _Worker(QObject):
    """Lives in the thread. Whatever ends the work, exactly one of the five ending signals is emitted."""

    readied = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    altered = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    collapsed = Signal()

    def __init__(self, open_session: OpenSession) -> None:
        super().__init__()
        self._open_session = open_session
        self._session: BuildSession | None = None
        self._resources = ExitStack()
        self.cancelled = threading.Event()

    @Slot()
    def prepare(self) -> None:
        """Open the session ahead of the first request; a failure is told when a request needs it."""
        try:
            self._opened()
        except HomespunError:
            # The person has asked for nothing yet; `build` tries again and then says what is wrong.
            return
        self.readied.emit()

    @Slot(str, int)
    def build(self, request: str, seed: int) -> None:
        """Build and save one app."""
        self._work(self.finished.emit, lambda: self._make(request, seed))

    @Slot(object, str)
    def change(self, project: Project, request: str) -> None:
        """Change an app as asked and save it."""
        self._work(self.altered.emit, lambda: self._alter(project, request))

    @Slot(object)
    def undo(self, project: Project) -> None:
        """Take the last change of an app back."""
        self._work(self.altered.emit, lambda: self._alter(project, None))

    def _work(self, tell: Callable[[object], object], work: Callable[[], object]) -> None:
        """Do some work in the thread and tell how it ended, once."""
        tell_end: Callable[[], object] = self.collapsed.emit
        try:
            tell_end = partial(tell, work())
        except Cancelled:
            tell_end = self.stopped.emit
        except HomespunError as error:
            tell_end = partial(self.failed.emit, str(error))
        except OSError as error:
            # A disk or a pipe failed in a way that no room below has put in words.
            tell_end = partial(self.failed.emit, error.strerror or str(error))
        finally:
            tell_end()

    @Slot()
    def close(self) -> None:
        """Let the session go and end the thread."""
        self._session = None
        self._resources.close()
        QThread.currentThread().quit()

    def _make(self, request: str, seed: int) -> Made:
        started_s = time.monotonic()
        session = self._opened()
        news = _Thinned(self.progressed.emit)
        built = session.build(request, seed=seed, on_progress=news, cancelled=self.cancelled)
        project = session.save(built, new_folder(apps_folder(), built.app.name))
        if project.notes:
            built = replace(built, notes=(*built.notes, *project.notes))
        return Made(built, project, time.monotonic() - started_s)

    def _alter(self, project: Project, request: str | None) -> Altered:
        started_s = time.monotonic()
        session = self._opened()
        # As it is now: the person may have written in their blueprint since it was shown.
        project = open_project(project.folder)
        if request is None:
            edited = session.undo(project)
        else:
            edited = session.edit(project, request, on_progress=_Thinned(self.progressed.emit))
        if self.cancelled.is_set():
            raise Cancelled("cancelled")
        project = session.save_edit(edited, project)
        if project.notes:
            edited = replace(edited, notes=(*edited.notes, *project.notes))
        return Altered(edited, project, time.monotonic() - started_s)

    def _opened(self) -> BuildSession:
        if self._session is None:
            self._session = self._resources.enter_context(self._open_session())
        return self._session


class _Thinned:
    """Passes news on at most every `NEWS_EVERY_S`, but always the first of a stage."""

    def __init__(self, emit: Callable[[object], object]) -> None:
        self._emit = emit
        self._stage = ""
        self._last_s = 0.0

    def __call__(self, news: Progress) -> None:
        now = time.monotonic()
        if news.stage != self._stage or now - self._last_s >= NEWS_EVERY_S:
            self._stage, self._last_s = news.stage, now
            self._emit(news)


class Bridge(QObject):
    """Builds and changes apps outside the window's thread, one at a time.

    Signals:
        readied: The model is loaded.
        progressed: A `Progress`.
        finished: A `Made`.
        altered: An `Altered`.
        failed: A sentence for the person.
        stopped: The person stopped the work; nothing was changed.
        collapsed: The work ended by an error that nobody foresaw; the excepthook has it.
    """

    readied = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    altered = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    collapsed = Signal()

    _prepare_wished = Signal()
    _build_wished = Signal(str, int)
    _change_wished = Signal(object, str)
    _undo_wished = Signal(object)
    _close_wished = Signal()

    def __init__(self, open_session: OpenSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._thread = QThread(self)
        self._worker = _Worker(open_session)
        self._worker.moveToThread(self._thread)
        self._prepare_wished.connect(self._worker.prepare)
        self._build_wished.connect(self._worker.build)
        self._change_wished.connect(self._worker.change)
        self._undo_wished.connect(self._worker.undo)
        self._close_wished.connect(self._worker.close)
        self._worker.readied.connect(self.readied)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.finished.connect(self._on_finished)
        self._worker.altered.connect(self._on_altered)
        self._worker.failed.connect(self._on_failed)
        self._worker.stopped.connect(self._on_stopped)
        self._worker.collapsed.connect(self._on_collapsed)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether an app is being built or changed now."""
        return self._busy

    def prepare(self) -> None:
        """Load the model ahead of the first request."""
        self._prepare_wished.emit()

    def build(self, request: str, seed: int = 0) -> None:
        """Build an app; does nothing while other work goes on."""
        if not self._busy:
            self._busy = True
            self._worker.cancelled.clear()
            self._build_wished.emit(request, seed)

    def change(self, project: Project, request: str) -> None:
        """Change an app; does nothing while other work goes on."""
        if not self._busy:
            self._busy = True
            self._worker.cancelled.clear()
            self._change_wished.emit(project, request)

    def undo(self, project: Project) -> None:
        """Take the last change of an app back; does nothing while other work goes on."""
        if not self._busy:
            self._busy = True
            self._worker.cancelled.clear()
            self._undo_wished.emit(project)

    def stop(self) -> None:
        """Stop the work that is going on; `stopped` follows soon."""
        self._worker.cancelled.set()

    def close(self) -> None:
        """Stop everything and wait for the thread; call it once, before the window goes."""
        if self._thread.isRunning():
            self._worker.cancelled.set()
            self._close_wished.emit()
            self._thread.wait(CLOSING_TIMEOUT_MS)

    def _on_progressed(self, news: object) -> None:
        if self._busy:
            self.progressed.emit(news)

    def _on_finished(self, made: object) -> None:
        self._busy = False
        self.finished.emit(made)

    def _on_altered(self, altered: object) -> None:
        self._busy = False
        self.altered.emit(altered)

    def _on_failed(self, sentence: str) -> None:
        self._busy = False
        self.failed.emit(sentence)

    def _on_stopped(self) -> None:
        self._busy = False
        self.stopped.emit()

    def _on_collapsed(self) -> None:
        self._busy = False
        self.collapsed.emit()
