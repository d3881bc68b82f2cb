"""The picture of an app that has none yet: a sketch of an app in its own colours, with its own sign."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.shell.look import font
from desktop.shell.start.card import Card, Tones


def draw_plain(painter: QPainter, area: QRect, card: Card, tones: Tones) -> None:
    """Draw it.

    Args:
        painter: With antialiasing on; it is given back with another pen, brush and font.
        area: Where.
        card: Whose sign it shows, or the first letter of whose name.
        tones: Its colours.
    """
    unit = area.width() / 24
    painter.fillRect(area, QColor(tones.ground))
    painter.setPen(QPen(QColor(tones.line), 1))
    painter.setBrush(QColor(tones.surface))
    for row in range(3):
        top = area.top() + unit * (7.6 + row * 3)
        painter.drawRoundedRect(
            QRectF(area.left() + unit * 2, top, unit * 20, unit * 2.3), unit / 3, unit / 3
        )
    _bars(painter, area, tones, unit)
    side = unit * 4.2
    tile = QRectF(area.left() + unit * 2, area.top() + unit * 1.9, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tones.accent))
    painter.drawRoundedRect(tile, unit, unit)
    letters = font("title", strong=True)
    letters.setPixelSize(max(8, round(side * 0.56)))
    painter.setFont(letters)
    painter.setPen(QColor(tones.on_accent))
    painter.drawText(tile, int(Qt.AlignmentFlag.AlignCenter), card.icon or card.name[:1].upper())


def _bars(painter: QPainter, area: QRect, tones: Tones, unit: float) -> None:
    """Words too small to be read: a title, and a line in each row."""
    painter.setPen(Qt.PenStyle.NoPen)
    muted = QColor(tones.muted)
    for left, top, width, strength in (
        (7.2, 2.6, 8.0, 0.55),
        (7.2, 4.6, 5.0, 0.25),
        (3.0, 8.4, 7.0, 0.25),
        (3.0, 11.4, 5.0, 0.25),
        (3.0, 14.4, 6.2, 0.25),
    ):
        muted.setAlphaF(strength)
        painter.setBrush(muted)
        bar = QRectF(area.left() + unit * left, area.top() + unit * top, unit * width, unit * 0.8)
        painter.drawRoundedRect(bar, unit * 0.4, unit * 0.4)
    painter.setBrush(QColor(tones.accent))
    for row in range(3):
        top = area.top() + unit * (8.25 + row * 3)
        painter.drawRoundedRect(QRectF(area.left() + unit * 18.4, top, unit * 2.8, unit), unit / 2, unit / 2)
