"""A sentence above the app, in place, with what can be done: it does not answer, or has stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.shell.look import restyle
from desktop.shell.wrapped_label import WrappedLabel

WARN, BAD = "warn", "bad"


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done: the words on its button, and what it does."""

    words: str
    do: Callable[[], object]


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = WrappedLabel()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def words(self) -> str:
        """What is said; "" for nothing."""
        return self._words.text() if not self.isHidden() else ""

    def say_this(self, sentence: str, tone: str, ways: tuple[Way, ...]) -> None:
        """Show a sentence and the buttons for what can be done; each of them ends the notice."""
        self._clear()
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        for way in ways:
            button = QPushButton(way.words)
            button.setAccessibleName(way.words)
            button.clicked.connect(lambda _checked, way=way: self._take(way))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.setProperty("tone", tone)
        restyle(self)
        self.show()

    def end(self) -> None:
        """Say nothing any more."""
        self._clear()
        self.hide()

    def _take(self, way: Way) -> None:
        self.end()
        way.do()

    def _clear(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
