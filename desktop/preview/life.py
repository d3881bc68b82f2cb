"""Whether the page still answers, and how much memory it takes: it may loop, or allocate, without end.

A page runs in a process of its own, so the window never waits for it. Now and then it is asked for nothing
at all, in a world of its own; where no answer comes, it does not answer its person either. What it may
take of V8's memory is bounded by a switch (`sandbox.MEMORY_SWITCHES`); what lies outside of that, such as
large buffers, is looked at here, where the system says how much it is (Linux; elsewhere only the switch
holds). Either way the end of the process is told like any other.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from desktop.preview.pointing import POINTING_WORLD

ASK_EVERY_MS = 2000
SILENT_AFTER_MS = 6000
"""A slow computer that makes a large app draw itself is given this long."""
WEIGH_EVERY_MS = 400
MOST_BYTES = 1536 * 1024 * 1024
"""A page with 10,000 records takes a tenth of that."""

_END = getattr(signal, "SIGKILL", signal.SIGTERM)
"""On Windows, where there is no SIGKILL, Python ends the process for SIGTERM."""


class PageLife(QObject):
    """Watches a page.

    Signals:
        silent_changed: The page has not answered for some seconds (True), or does again (False).
        outgrown: It took more memory than a page may, and is ended.
    """

    silent_changed = Signal(bool)
    outgrown = Signal()

    def __init__(self, page: QWebEnginePage, parent: QObject | None = None) -> None:
        """Watch a page from the next `begin` on."""
        super().__init__(parent)
        self._page = page
        self._silent = False
        self._asked = QElapsedTimer()
        self._turn = 0
        self._beat = QTimer(self, interval=min(ASK_EVERY_MS, SILENT_AFTER_MS // 2))
        self._beat.timeout.connect(self._on_beat)
        self._scales = QTimer(self, interval=WEIGH_EVERY_MS)
        self._scales.timeout.connect(self._on_scales)

    @property
    def silent(self) -> bool:
        """Whether the page does not answer now."""
        return self._silent

    def begin(self) -> None:
        """Watch, with a new page: what was asked before does not count."""
        self._turn += 1
        self._asked.invalidate()
        self._say(silent=False)
        self._beat.start()
        self._scales.start()

    def rest(self) -> None:
        """Watch no more; there is no page, or nobody sees it."""
        self._turn += 1
        self._beat.stop()
        self._scales.stop()
        self._say(silent=False)

    def wait_longer(self) -> None:
        """Give the page the same time once more."""
        if self._asked.isValid():
            self._asked.restart()
        self._say(silent=False)

    def end(self) -> bool:
        """End the page's process, whatever it does; False if there is none."""
        number = self._page.renderProcessPid()
        if number <= 0:
            return False
        try:
            os.kill(number, _END)
        except OSError:
            return False  # it has just ended by itself
        return True

    def _on_beat(self) -> None:
        if self._asked.isValid():
            if self._asked.hasExpired(SILENT_AFTER_MS):
                self._say(silent=True)
            return
        self._asked.start()
        turn = self._turn
        self._page.runJavaScript("0", POINTING_WORLD, lambda _answer: self._on_answer(turn))

    def _on_answer(self, turn: int) -> None:
        if turn == self._turn:
            self._asked.invalidate()
            self._say(silent=False)

    def _on_scales(self) -> None:
        if bytes_of(self._page.renderProcessPid()) > MOST_BYTES and self.end():
            self._scales.stop()
            self.outgrown.emit()

    def _say(self, *, silent: bool) -> None:
        if silent != self._silent:
            self._silent = silent
            self.silent_changed.emit(silent)


def bytes_of(process: int) -> int:
    """Return how much memory a process takes; 0 where that is not known."""
    if process <= 0 or not sys.platform.startswith("linux"):
        return 0
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0  # it has just ended
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
