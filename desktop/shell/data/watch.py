"""Notices that somebody else has written: the app in the preview, or another program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.shell.data import desk
from desktop.shell.errands import Errands

EVERY_MS = 1000


class Watch(QObject):
    """Looks once a second, from outside; the database is only opened when its files have changed.

    Signals:
        written: It has another revision than was last known.
    """

    written = Signal()

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._folder: Path | None = None
        self._signature: desk.Signature = ()
        self._revision: int | None = None
        self._looking = False
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.look)

    def show_folder(self, folder: Path | None) -> None:
        """Watch another app."""
        self._folder, self._signature, self._revision = folder, (), None

    def know(self, revision: int) -> None:
        """Take note of a revision that is shown already."""
        self._revision = revision

    def run(self, on: bool) -> None:
        """Look from now on, or no longer: nobody needs it while nothing is in sight."""
        if on:
            self._clock.start()
            self.look()
        else:
            self._clock.stop()

    def look(self) -> None:
        """Look now."""
        if self._folder is None or self._looking:
            return
        self._looking = True
        self._errands.run(
            partial(desk.peek, self._folder, self._signature),
            partial(self._on_looked, self._folder),
            lambda sentence: self._on_looked(None, ((), None)),
        )

    def _on_looked(self, folder: Path | None, found: tuple[desk.Signature, int | None]) -> None:
        self._looking = False
        if folder is None or folder != self._folder:
            return
        self._signature, revision = found
        if revision is not None and revision != self._revision:
            is_first, self._revision = self._revision is None, revision
            if not is_first:
                self.written.emit()
