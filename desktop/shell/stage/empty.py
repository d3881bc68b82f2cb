"""What stands where the app will be: an invitation, or how far a first build is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font


class Empty(QWidget):
    """Two lines in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setFont(font("title", strong=True))
        self._words = QLabel()
        self._words.setProperty("role", "soft")
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(32, 32, 32, 32)
        rows.setSpacing(8)
        rows.addStretch(2)
        rows.addWidget(self._title)
        rows.addWidget(self._words)
        rows.addStretch(3)
        self.say_this("")

    def say_this(self, sentence: str) -> None:
        """Show how far a first build is; "" shows the invitation."""
        self._title.setText(say("shell_stage.building_title" if sentence else "shell_stage.empty_title"))
        self._words.setText(sentence or say("shell_stage.empty_words"))
