"""What covers the start screen while files are held over it: it says what happens when they are let go."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.messages import say
from desktop.shell.look import Look, font

EDGE_PX = 20


class DropSign(QWidget):
    """A dashed frame with a sentence; it takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look("light")
        self._around = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(say("shell_start.drop_here"))
        self.hide()

    def cover(self) -> None:
        """Cover the parent."""
        self.setGeometry(self._around.rect())
        self.show()
        self.raise_()

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame and the sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._look.colour("accent_soft"))
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(self._look.colour("accent")), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        painter.drawRoundedRect(frame, 14, 14)
        painter.setFont(font("title", strong=True))
        painter.setPen(QColor(self._look.colour("ink")))
        words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame.adjusted(24, 24, -24, -24), int(words), say("shell_start.drop_here"))
