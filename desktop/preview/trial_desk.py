"""Lets whoever works beside the window's thread try a page, and wait for what comes of it.

Pages live in the window's thread only. An order goes there and comes back with its findings; several wait in
line. Whoever waits can be stopped at any time.
"""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.errors import Cancelled
from desktop.preview.finding import Finding
from desktop.preview.trial import PATIENCE_MS, Trial

_POLL_S = 0.05


class _Order:
    """One page to be tried."""

    def __init__(self, folder: Path, *, own_part: bool, press: bool) -> None:
        self.folder, self.own_part, self.press = folder, own_part, press
        self.findings: tuple[Finding, ...] | None = None
        self.settled = threading.Event()


class TrialDesk(QObject):
    """Takes orders from other threads. It is made in the window's thread, and let go before the window."""

    _came = Signal(object)
    _dropped = Signal(object)

    def __init__(self, parent: QObject | None = None, *, patience_ms: int = PATIENCE_MS) -> None:
        """Wait for orders."""
        super().__init__(parent)
        self._waiting: deque[_Order] = deque()
        self._now: _Order | None = None
        self._closed = threading.Event()
        self._trial = Trial(self, patience_ms=patience_ms)
        self._home = threading.get_ident()
        self._trial.finished.connect(self._on_finished)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._dropped.connect(self._on_dropped, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a page is being tried now."""
        return self._now is not None

    def run(
        self,
        folder: Path,
        *,
        own_part: bool = False,
        press: bool = False,
        cancelled: threading.Event | None = None,
    ) -> tuple[Finding, ...]:
        """Try the app in a folder and return what goes wrong; called in any thread but the window's.

        Args:
            folder: An app's; it is left as it is until this returns.
            own_part: See `Trial.try_folder`.
            press: See `Trial.try_folder`.
            cancelled: Set it, from any thread, to stop.

        Raises:
            Cancelled: If it was stopped, or the window goes.
        """
        if threading.get_ident() == self._home:
            raise RuntimeError("a page cannot be waited for in the thread that it lives in")
        order = _Order(folder, own_part=own_part, press=press)
        self._came.emit(order)
        dropped = False
        while not order.settled.wait(_POLL_S) and not self._closed.is_set():
            if cancelled is not None and cancelled.is_set() and not dropped:
                dropped = True
                # It is waited for all the same: the page must be gone before the folder is.
                self._dropped.emit(order)
        if order.findings is None:
            raise Cancelled("cancelled")
        return order.findings

    def let_go(self) -> None:
        """Stop whoever waits, and try nothing more."""
        self._closed.set()
        self._trial.let_go()
        for order in (*self._waiting, *([self._now] if self._now else [])):
            order.settled.set()
        self._waiting.clear()
        self._now = None

    def _on_came(self, order: _Order) -> None:
        if self._closed.is_set():
            order.settled.set()
            return
        self._waiting.append(order)
        self._go_on()

    def _on_dropped(self, order: _Order) -> None:
        if order is self._now:
            self._trial.let_go()
            self._now = None
        elif order in self._waiting:
            self._waiting.remove(order)
        # Behind the page's end, which comes a moment after it is let go.
        QTimer.singleShot(0, self, order.settled.set)
        QTimer.singleShot(0, self, self._go_on)

    def _on_finished(self, findings: tuple[Finding, ...]) -> None:
        order, self._now = self._now, None
        if order is not None:
            order.findings = findings
            order.settled.set()
        self._go_on()

    def _go_on(self) -> None:
        if self._now is None and self._waiting:
            order = self._now = self._waiting.popleft()
            self._trial.try_folder(order.folder, own_part=order.own_part, press=order.press)
