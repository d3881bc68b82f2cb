"""A sentence beside a text that asks for a decision, with a button for each way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from desktop.shell.look import L, S, restyle
from desktop.shell.wrapped_label import WrappedLabel

CALM, WARN, BAD = "calm", "warn", "bad"
NARROWEST_WORDS_PX = 240


class Notice(QFrame):
    """Says one thing; not there while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = WrappedLabel("")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
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
                self._row.addWidget(button)
                self._buttons.append(button)
        self._fit()
        self.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Have the ways below each other where there is no room beside the words."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No wider than the widest way: they can stand below each other."""
        widest_px = max((button.sizeHint().width() for button in self._buttons), default=0)
        return QSize(widest_px + L + S, super().minimumSizeHint().height())

    def _fit(self) -> None:
        ways_px = sum(button.sizeHint().width() + S for button in self._buttons)
        narrow = self.width() - ways_px < NARROWEST_WORDS_PX
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)

    def take_focus(self) -> None:
        """Put the keyboard on the first way."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
