"""Asks now and then how much memory the program takes, beside the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.shell.errands import Errands
from desktop.shell.process_memory import memory_bytes

EVERY_MS = 5000


class MemoryWatch(QObject):
    """Measures while the window can be seen.

    Signals:
        measured: Bytes (object: int), or None where nobody tells.
    """

    measured = Signal(object)

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self._measure)

    def start(self) -> None:
        """Measure now, and every few seconds from now on."""
        self._measure()
        self._clock.start()

    def _measure(self) -> None:
        self._errands.run(memory_bytes, done=self.measured.emit)
