"""A few words on a small ground, with a cross that takes them away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import Look, font, icon


class Chip(QFrame):
    """Shows what the words in a box belong to; not there while they belong to nothing.

    Signals:
        dropped: The cross was pressed.
    """

    dropped = Signal()

    def __init__(self, cross_name: str, parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            cross_name: What the cross does, for readers of the screen.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self.setProperty("role", "bubble")
        self.setProperty("who", "person")
        self._words = ElidedLabel()
        self._words.setFont(font("small"))
        self._cross = QPushButton()
        self._cross.setProperty("role", "icon")
        self._cross.setAccessibleName(cross_name)
        self._cross.setToolTip(cross_name)
        self._cross.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 2, 0)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self._cross)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is not there."""
        return self._words.whole_text

    def say_this(self, words: str) -> None:
        """Show these words; "" takes the chip away."""
        self._words.say_this(words)
        self.setVisible(bool(words))

    def dress(self, look: Look) -> None:
        """Draw the cross in the colours of this look."""
        self._cross.setIcon(icon("close", look.colour("ink_soft")))
