"""A sentence beside a text that asks for a decision, with a button for each way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.shell.look import L, S, restyle
from desktop.shell.wrapped_label import WrappedLabel

CALM, WARN, BAD = "calm", "warn", "bad"


class Notice(QFrame):
    """Says one thing; not there while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = WrappedLabel("")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(L, S, S, S)
        self._row.setSpacing(S)
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def words(self) -> str:
        """What is said now, "" for nothing."""
        return self._words.text() if self.isVisible() else ""

    def say_this(self, words: str, tone: str, *ways: tuple[str, Callable[[], None]]) -> None:
        """Say something.

        Args:
            words: The sentence; "" hides the notice.
            tone: `CALM`, `WARN` or `BAD`.
            *ways: What is written on each button, and what it does; the first is the safe one.
        """
        while self._buttons:
            button = self._buttons.pop()
            self._row.removeWidget(button)
            button.deleteLater()
        if words:
            self._words.setText(words)
            self.setAccessibleName(words)
            self.setProperty("tone", tone)
            restyle(self)
            for label, act in ways:
                button = QPushButton(label)
                button.clicked.connect(lambda _checked=False, act=act: act())
                self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
                self._buttons.append(button)
        self.setVisible(bool(words))

    def take_focus(self) -> None:
        """Put the keyboard on the first way."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
