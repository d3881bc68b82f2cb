"""One sentence in place: an error, a place on disk, or what was stopped. Never a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font
from desktop.shell.wrapped_label import WrappedLabel

BAD, WARN, GOOD, CALM = "bad", "warn", "good", "calm"


class WordPanel(QFrame):
    """Shows a sentence in one of four tones, or is not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = WrappedLabel()
        self._label.setFont(font("body"))
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._label.setAccessibleName(say("shell.word_name"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 9, 10, 9)
        layout.addWidget(self._label)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now; "" if nothing."""
        return self._label.text()

    def say_this(self, sentence: str, tone: str) -> None:
        """Say a sentence; "" says nothing and takes no room."""
        self._label.setText(sentence)
        # The name is what a screen reader speaks; a label that announces only its role says nothing.
        self._label.setAccessibleName(sentence or say("shell.word_name"))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))
