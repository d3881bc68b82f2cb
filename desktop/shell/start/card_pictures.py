"""The pictures of cards, drawn once and kept: with round upper corners, in the size that they are shown in.

Clipping to a round corner and scaling a picture take longer than all the rest of a card, and a list that is
scrolled draws each card many times.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from desktop.shell.start.card import Card, Face
from desktop.shell.start.plain_picture import draw_plain

MOST_KEPT = 160
"""Some 0.2 MB each."""

_Key = tuple[Face, int, int, float]


class CardPictures:
    """Draws pictures of one shape.

    Args:
        corner_px: How round the upper corners are.
    """

    def __init__(self, corner_px: int) -> None:
        self._corner_px = corner_px
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def picture(self, card: Card, face: Face, size: QSize, ratio: float) -> QPixmap:
        """Return the picture of a card.

        Args:
            card: Whose it is.
            face: How it looks.
            size: In device-independent pixels.
            ratio: Pixels of the screen to one of those.
        """
        key = (face, size.width(), size.height(), ratio)
        if key not in self._kept:
            self._kept[key] = self._drawn(card, face, size, ratio)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _drawn(self, card: Card, face: Face, size: QSize, ratio: float) -> QPixmap:
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Round above and, as it goes on below the edge, straight there.
        outline = QPainterPath()
        below = QRectF(0, 0, size.width(), size.height() + 2 * self._corner_px)
        outline.addRoundedRect(below, self._corner_px, self._corner_px)
        painter.setClipPath(outline)
        if face.picture is not None:
            covering = face.picture.scaled(
                size * ratio,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            covering.setDevicePixelRatio(ratio)
            painter.drawImage(0, 0, covering)
        elif face.tones is not None:
            draw_plain(painter, QRect(0, 0, size.width(), size.height()), card, face.tones)
        painter.end()
        return made
