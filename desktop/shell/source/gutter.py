"""The strip beside a text: the number of each line, and a dot where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.shell.look import Look

if TYPE_CHECKING:
    from desktop.shell.source.code_area import CodeArea

BEFORE_PX, AFTER_PX = 18, 12
"""Beside the numbers: room for a dot on the left, and air before the words."""

DOT_PX = 3.5
FEWEST_DIGITS = 2


class Gutter(QWidget):
    """Draws the numbers of the lines that its area shows."""

    def __init__(self, area: CodeArea, look: Look) -> None:
        super().__init__(area)
        self._area = area
        self._look = look
        self._dots: dict[int, str] = {}
        self.setAccessibleName("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self.update()

    def show_dots(self, dots: Mapping[int, str]) -> None:
        """Draw a dot beside these lines, from 1, each in the colour of that name."""
        if dots != self._dots:
            self._dots = dict(dots)
            self.update()

    @property
    def width_px(self) -> int:
        """How wide it wants to be for as many lines as there are."""
        digits = max(len(str(self._area.blockCount())), FEWEST_DIGITS)
        return BEFORE_PX + digits * self._area.fontMetrics().horizontalAdvance("9") + AFTER_PX

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the numbers."""
        return QSize(self.width_px, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what is in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._area.font())
        quiet, now = QColor(self._look.colour("ink_faint")), QColor(self._look.colour("ink"))
        here = self._area.textCursor().blockNumber()
        height_px = self._area.fontMetrics().height()
        for number, top_px, _bottom_px in self._area.lines_in_sight():
            if top_px > event.rect().bottom():
                break
            painter.setPen(now if number == here else quiet)
            room = QRect(0, top_px, self.width() - AFTER_PX, height_px)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(number + 1))
            colour = self._dots.get(number + 1)
            if colour is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._look.colour(colour)))
                painter.drawEllipse(QPointF(BEFORE_PX / 2, top_px + height_px / 2), DOT_PX, DOT_PX)
        painter.end()
