"""The line below the table: how many records, what has just happened, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import XS, M, S, font, restyle


class Footer(QFrame):
    """Always there and always as high, so that nothing jumps.

    Signals:
        undo_wanted: The last change shall be taken back.
        again_wanted: What has failed shall be tried again.
    """

    undo_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._news = ElidedLabel()
        self._news.setFont(font("small"))
        self._count = QLabel()
        self._count.setFont(font("small"))
        self._count.setProperty("role", "faint")
        self.undo = QPushButton(say("shell_data.undo"))
        self.undo.setProperty("role", "link")
        self.undo.setAccessibleName(say("shell_data.undo_name"))
        self.undo.setToolTip(say("shell_data.undo_tip"))
        self.undo.clicked.connect(self.undo_wanted)
        self.undo.hide()
        self.again = QPushButton(say("shell_data.try_again"))
        self.again.setProperty("role", "link")
        self.again.clicked.connect(self.again_wanted)
        self.again.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(M, XS, S, XS)
        line.setSpacing(S)
        line.addWidget(self._count)
        line.addWidget(self._news, 1)
        line.addWidget(self.again)
        line.addWidget(self.undo)
        self.setMinimumHeight(36)

    @property
    def news(self) -> str:
        """What is said to have happened."""
        return self._news.whole_text

    @property
    def count(self) -> str:
        """What is said of how many there are."""
        return self._count.text()

    def show_count(self, count: int | None, *, is_found: bool = False) -> None:
        """Say how many records there are, or were found; None says nothing."""
        key = "found" if is_found else "count_one" if count == 1 else "count"
        self._count.setText("" if count is None else say(f"shell_data.{key}", count=f"{count:,}"))

    def say_this(self, sentence: str, tone: str = "", *, can_undo: bool = False, again: bool = False) -> None:
        """Say what has happened.

        Args:
            sentence: "" for nothing.
            tone: `good`, `calm`, `warn`, `bad`, or "" for no colour.
            can_undo: Whether it can be taken back.
            again: Whether it can be tried again.
        """
        self._news.say_this(sentence)
        self.undo.setVisible(can_undo)
        self.again.setVisible(again)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self._news, QAccessible.Event.Alert))
