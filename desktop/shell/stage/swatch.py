"""A round spot of a colour, with a dot in it where it is the one that is worn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from desktop.blueprint import COLOUR_NAMES

SWATCH_PX = 20


def swatch(colour: str, *, chosen: bool) -> QIcon:
    """Draw a colour.

    Args:
        colour: One of the language's names.
        chosen: Whether it is the one that is worn now.
    """
    scale = 2
    side = SWATCH_PX * scale
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(COLOUR_NAMES[colour]))
    painter.setPen(QPen(QColor(127, 127, 127, 160), scale))
    inset = scale * 2
    painter.drawEllipse(inset, inset, side - 2 * inset, side - 2 * inset)
    if chosen:
        light = QColor(COLOUR_NAMES[colour]).lightnessF() > 0.6
        painter.setBrush(QColor("black" if light else "white"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(side // 2 - 3 * scale, side // 2 - 3 * scale, 6 * scale, 6 * scale)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return QIcon(picture)
