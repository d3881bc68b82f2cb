"""Garbage is collected in the window's thread only.

Python collects it in whatever thread happens to ask for memory, and so a worker could delete a menu or a
window that nobody holds any more; Qt crashes when a widget is deleted outside of its own thread. So the
collector is switched off, and a timer does its work here, a little at a time.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200
YOUNG, MIDDLE, OLD = 2_000, 10, 10
"""How many new objects are worth a look, and how many looks at the younger one at the older. Python's own
numbers, but for the first: it looks more often than five times a second."""
WHOLE_EVERY_S = 60.0
"""Between two looks at everything, which may take some ten milliseconds."""


class Tidying(QObject):
    """Collects garbage from now on; one for the whole program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # What is there by now (modules, classes) stays for ever, and need not be looked at again.
        gc.freeze()
        self._whole_s = time.monotonic()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._tidy)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _tidy(self) -> None:
        young, middle, old = gc.get_count()
        now_s = time.monotonic()
        if old > OLD and now_s - self._whole_s > WHOLE_EVERY_S:
            self._whole_s = now_s
            gc.collect()
        elif middle > MIDDLE:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)
