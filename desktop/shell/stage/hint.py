"""How pointing goes, in one line at the foot of the app, until something is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font
from desktop.shell.wrapped_label import WrappedLabel

ABOVE_PX = 20
BESIDE_PX = 24
PADDING_PX = 14


class Hint(QFrame):
    """Lies over the app, and lets the mouse through to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = WrappedLabel(say("shell_stage.point_hint"))
        self._words.setProperty("role", "soft")
        self._words.setFont(font("small"))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING_PX, 8, PADDING_PX, 8)
        row.addWidget(self._words)
        self.hide()

    def stand_in(self, room: QRect) -> None:
        """Stand in the middle of the foot of this rectangle of the parent."""
        in_one_line = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2 * PADDING_PX + 8
        self.setFixedWidth(max(min(in_one_line, room.width() - 2 * BESIDE_PX), 1))
        self.adjustSize()
        self.move(room.center().x() - self.width() // 2, room.bottom() - self.height() - ABOVE_PX)
        self.raise_()
