"""Reads a text beside the window's thread when the person pauses, and tells what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.blueprint import Reading, read
from desktop.shell.errands import Errands
from desktop.shell.source.known_names import Known, known_of

REST_MS = 250
"""How long after the last key a text is read; half a sentence is no problem to be told of."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text says, and the names that it has; those of a text that is no app are None."""

    reading: Reading
    known: Known | None


def check(text: str) -> Checked:
    """Read a text."""
    reading = read(text)
    return Checked(reading, known_of(reading.app) if reading.app is not None else None)


class Checker(QObject):
    """Checks the text that it is told of; one reading at a time, and the last text always gets one.

    Signals:
        checked: A `Checked` of the text as it is now.
    """

    checked = Signal(object)

    def __init__(self, text: Callable[[], str], parent: QObject) -> None:
        """Make a checker.

        Args:
            text: Gives the text to check, in the window's thread.
            parent: Whom it belongs to.
        """
        super().__init__(parent)
        self._text = text
        self._errands = Errands(self)
        self._reading = False
        self._again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._begin)

    def check_soon(self, rest_ms: int = REST_MS) -> None:
        """Check once the text has rested; every call begins the rest anew."""
        self._rest.start(rest_ms)

    def stop(self) -> None:
        """Check nothing until the next call."""
        self._rest.stop()
        self._again = False

    def _begin(self) -> None:
        if self._reading:
            self._again = True
            return
        text = self._text()
        self._reading = True
        self._errands.run(lambda: check(text), lambda found: self._on_read(text, found), self._on_failed)

    def _on_read(self, text: str, checked: Checked) -> None:
        self._reading = False
        if text == self._text():
            self.checked.emit(checked)
        if self._again:
            self._again = False
            self._begin()

    def _on_failed(self, _sentence: str) -> None:
        # The excepthook has told of it; the next text gets its chance.
        self._reading = False
