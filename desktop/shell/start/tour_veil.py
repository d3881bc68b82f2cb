"""What dims the window while the tour points at a part of it. That part is left out, and can be used."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QWidget

from desktop.shell.look import Look

DIMMED = 0.42
AROUND_PX = 6
"""Of the part that is left out, so that its edge is seen."""
RING_PX = 2
BEAK_PX = 9


class TourVeil(QWidget):
    """Covers its parent but for a hole; what is clicked elsewhere goes nowhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look("light")
        self._window = parent
        self._hole = QRect()
        self._bubble = QRect()

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._look = look
        self.update()

    def cover(self, target: QRect, bubble: QRect) -> None:
        """Cover the parent.

        Args:
            target: What is left out.
            bubble: What points at it.
        """
        around = self._window.rect()
        hole = target.adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX) & around
        if (hole, bubble, around) == (self._hole, self._bubble, self.geometry()):
            return
        self._hole, self._bubble = hole, bubble
        self.setGeometry(around)
        inner = hole.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        self.setMask(QRegion(around) - QRegion(inner))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim, draw a ring around the hole, and the beak of the bubble."""
        painter = QPainter(self)
        dim = QColor("black")
        dim.setAlphaF(DIMMED)
        painter.fillRect(self.rect(), dim)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.colour("accent")), RING_PX))
        painter.drawRoundedRect(QRectF(self._hole).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colour("raised")))
        painter.drawPolygon(_beak(QRectF(self._bubble), QRectF(self._hole)))


def _beak(bubble: QRectF, hole: QRectF) -> QPolygonF:
    """A triangle at the side of the bubble that looks at the hole; none if they overlap."""
    x = min(max(hole.center().x(), bubble.left() + 24), bubble.right() - 24)
    y = min(max(hole.center().y(), bubble.top() + 24), bubble.bottom() - 24)
    size = BEAK_PX
    if bubble.top() >= hole.bottom():
        corners = [(x - size, bubble.top() + 1), (x + size, bubble.top() + 1), (x, bubble.top() - size)]
    elif bubble.bottom() <= hole.top():
        corners = [(x - size, bubble.bottom()), (x + size, bubble.bottom()), (x, bubble.bottom() + size)]
    elif bubble.left() >= hole.right():
        corners = [(bubble.left() + 1, y - size), (bubble.left() + 1, y + size), (bubble.left() - size, y)]
    elif bubble.right() <= hole.left():
        corners = [(bubble.right(), y - size), (bubble.right(), y + size), (bubble.right() + size, y)]
    else:
        corners = []
    return QPolygonF([QPointF(*corner) for corner in corners])
