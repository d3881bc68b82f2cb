"""Small work beside the window's thread that needs no model: lists, searches, copies, exports.

    errands.run(lambda: list_projects(apps), done=self._show, failed=self.trouble.emit)

What the model has to do goes through `bridge`, one thing at a time; an errand may be short or long, and a
few run at once. Both ends are called in the window's thread.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from desktop.errors import HomespunError

T = TypeVar("T")

AT_ONCE = 2
"""More would take the processor from the model and the page."""
CLOSING_TIMEOUT_MS = 10_000


class _Ends(QObject):
    """Carries an errand's end to the thread in which it was made."""

    done = Signal(object)
    failed = Signal(str)


class _Errand(QRunnable):
    def __init__(self, work: Callable[[], object], ends: _Ends) -> None:
        super().__init__()
        self._work = work
        self._ends = ends

    def run(self) -> None:
        """Do the work; whatever ends it, one end is told or the excepthook has it."""
        try:
            found = self._work()
        except HomespunError as error:
            self._tell(self._ends.failed, str(error))
        except OSError as error:
            # A disk failed in a way that no room below has put in words.
            self._tell(self._ends.failed, error.strerror or str(error))
        except Exception:  # noqa: BLE001 - nobody above us in this thread would hear of it
            sys.excepthook(*sys.exc_info())
            self._tell(self._ends.failed, "")
        else:
            self._tell(self._ends.done, found)

    def _tell(self, end: object, found: object) -> None:
        try:
            end.emit(found)  # type: ignore[attr-defined]
        except RuntimeError:
            return  # the window is gone, and nobody waits any more


class Errands(QObject):
    """Runs errands. One for the whole window; `close` it before the window goes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(AT_ONCE)
        self._open: set[_Ends] = set()
        self._closed = False

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] = lambda found: None,
        failed: Callable[[str], object] = lambda sentence: None,
    ) -> None:
        """Do some work in another thread; after `close` nothing is done and nobody called.

        Args:
            work: What is done there. It must touch no widget.
            done: Called here, with what came of it.
            failed: Called here, with a sentence for the person; with "" after an error that nobody foresaw,
                which the excepthook has told already.
        """
        if self._closed:
            return
        ends = _Ends(self)
        self._open.add(ends)

        # Held by what Qt deletes with us: it must not be the last to hold us.
        owner = weakref.ref(self)

        def end(call: Callable[[T], object] | Callable[[str], object], found: object) -> None:
            errands = owner()
            if errands is None:
                return
            errands._open.discard(ends)
            ends.deleteLater()
            if not errands._closed:
                call(found)  # type: ignore[arg-type]

        queued = Qt.ConnectionType.QueuedConnection
        ends.done.connect(lambda found: end(done, found), queued)
        ends.failed.connect(lambda sentence: end(failed, sentence), queued)
        self._pool.start(_Errand(work, ends))

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._open

    def close(self) -> None:
        """Take no more errands, and wait for those that run; those that wait are let go."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone(CLOSING_TIMEOUT_MS)
