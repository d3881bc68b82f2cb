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
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from desktop.errors import Cancelled, HomespunError
from desktop.shell.helpers import Helpers
from desktop.shell.jobs import Job, Workplace
from desktop.shell.results import Failure
from desktop.shell.story import BuildSession, OpenSession

if TYPE_CHECKING:
    from desktop.session import Progress

NEWS_EVERY_S = 0.033
CLOSING_TIMEOUT_MS = 10_000


class _Worker(QObject):
    """Lives in the thread. Whatever ends a job, exactly one of the four ending signals is emitted."""

    readied = Signal()
    progressed = Signal(object)
    sketched = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    collapsed = Signal()

    def __init__(self, open_session: OpenSession, helpers: Helpers) -> None:
        super().__init__()
        self._open_session = open_session
        self._helpers = helpers
        self._session: BuildSession | None = None
        self._resources = ExitStack()
        self.cancelled = threading.Event()

    @Slot()
    def prepare(self) -> None:
        """Open the session ahead of the first request; a failure is told when a request needs it."""
        try:
            self._opened()
        except HomespunError:
            # The person has asked for nothing yet; the first job tries again and then says what is wrong.
            return
        self.readied.emit()

    @Slot(object)
    def work(self, job: Job) -> None:
        """Do a job and tell how it ended, once."""
        tell_end: Callable[[], object] = self.collapsed.emit
        try:
            place = Workplace(
                self._opened,
                _Thinned(self.progressed.emit),
                self.sketched.emit,
                self.cancelled,
                self._helpers.open,
            )
            tell_end = partial(self.finished.emit, job.do(place))
        except Cancelled:
            tell_end = self.stopped.emit
        except HomespunError as error:
            tell_end = partial(self.failed.emit, Failure(str(error), error.key))
        except OSError as error:
            # A disk or a pipe failed in a way that no room below has put in words.
            tell_end = partial(self.failed.emit, Failure(error.strerror or str(error)))
        finally:
            tell_end()

    @Slot()
    def close(self) -> None:
        """Let the session go and end the thread."""
        self._session = None
        self._resources.close()
        self._helpers.close()
        QThread.currentThread().quit()

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
    """Does jobs outside the window's thread, one at a time.

    Signals:
        readied: The model is loaded.
        progressed: A `Progress`.
        sketched: A `Sketch` of the app that is being made, or the `PartText` of a part of one's own.
        finished: What came of the job, a value of `results`.
        failed: A `Failure`.
        stopped: The person stopped the work; nothing was changed.
        collapsed: The work ended by an error that nobody foresaw; the excepthook has it.
    """

    readied = Signal()
    progressed = Signal(object)
    sketched = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    collapsed = Signal()

    _prepare_wished = Signal()
    _work_wished = Signal(object)
    _close_wished = Signal()

    def __init__(
        self, open_session: OpenSession, helpers: Helpers | None = None, parent: QObject | None = None
    ) -> None:
        """Make the thread; nothing is opened yet.

        Args:
            open_session: Opens the session, in the thread.
            helpers: The models by others; None for those that are here. Errands may ask them too.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self.helpers = helpers or Helpers()
        self._busy = False
        self._thread = QThread(self)
        self._worker = _Worker(open_session, self.helpers)
        self._worker.moveToThread(self._thread)
        self._prepare_wished.connect(self._worker.prepare)
        self._work_wished.connect(self._worker.work)
        self._close_wished.connect(self._worker.close)
        self._worker.readied.connect(self.readied)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.sketched.connect(self._on_sketched)
        self._worker.finished.connect(self._on_finished)
        self._worker.failed.connect(self._on_failed)
        self._worker.stopped.connect(self._on_stopped)
        self._worker.collapsed.connect(self._on_collapsed)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job is being done now."""
        return self._busy

    def prepare(self) -> None:
        """Load the model ahead of the first request."""
        self._prepare_wished.emit()

    def ask(self, job: Job) -> bool:
        """Have a job done; False, and nothing happens, while another one is."""
        if self._busy:
            return False
        self._busy = True
        self._worker.cancelled.clear()
        self._work_wished.emit(job)
        return True

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

    def _on_sketched(self, sketch: object) -> None:
        if self._busy:
            self.sketched.emit(sketch)

    def _on_finished(self, found: object) -> None:
        self._busy = False
        self.finished.emit(found)

    def _on_failed(self, failure: object) -> None:
        self._busy = False
        self.failed.emit(failure)

    def _on_stopped(self) -> None:
        self._busy = False
        self.stopped.emit()

    def _on_collapsed(self) -> None:
        self._busy = False
        self.collapsed.emit()
