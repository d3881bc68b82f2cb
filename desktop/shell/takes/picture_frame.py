"""The upper part of a card: an app's picture, or the calm outline of one until it comes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.messages import say
from desktop.shell.look import Look, font

CORNER_PX = 8
USUAL_WIDTH_PX = 320
"""What is asked for before there is a width."""
FADING_MS = 220
OUTLINE = (
    (0.06, 0.09, 0.30, 0.06),
    (0.06, 0.24, 0.26, 0.22),
    (0.37, 0.24, 0.26, 0.22),
    (0.68, 0.24, 0.26, 0.22),
    (0.06, 0.55, 0.88, 0.08),
    (0.06, 0.68, 0.88, 0.08),
    (0.06, 0.81, 0.88, 0.08),
)
"""What most apps look like from far away: left, top, width and height of bars, as parts of the whole."""


class PictureFrame(QWidget):
    """Shows a picture at the width it is given, 16 : 10; one that comes fades in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the outline."""
        super().__init__(parent)
        self._look = Look("light")
        self._picture: QPixmap | None = None
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(USUAL_WIDTH_PX * 10 // 16)
        self._corner = QHBoxLayout(self)
        self._corner.setContentsMargins(8, 8, 8, 8)
        self._corner.setSpacing(6)
        self._corner.addStretch(1)
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(FADING_MS)
        self._fading.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fading.setStartValue(0.0)
        self._fading.setEndValue(1.0)
        self._fading.valueChanged.connect(lambda _: self.update())
        self.setAccessibleDescription(say("shell_takes.picture_coming"))

    @property
    def picture(self) -> QPixmap | None:
        """What is shown; None as long as there is only the outline."""
        return self._picture

    def pin(self, marks: Iterable[QWidget]) -> None:
        """Put small marks into the lower corner, where few apps have words."""
        for mark in marks:
            self._corner.addWidget(mark, 0, Qt.AlignmentFlag.AlignBottom)

    def show_picture(self, picture: QPixmap) -> None:
        """Put a picture in place of the outline."""
        self._picture = picture
        self.setAccessibleDescription("")
        self._fading.start()

    def show_none(self) -> None:
        """Say that there is no picture."""
        self._words = say("shell_takes.no_picture")
        self.setAccessibleDescription(self._words)
        self.update()

    def dress(self, look: Look) -> None:
        """Draw the outline in the colours of this look."""
        self._look = look
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep 16 : 10; layouts do not ask for a height that fits the width where room is short."""
        super().resizeEvent(event)
        self.setFixedHeight(self.width() * 10 // 16)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the outline, and over it as much of the picture as has come."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), CORNER_PX, CORNER_PX)
        painter.setClipPath(path)
        shown = float(self._fading.currentValue() or 0.0) if self._picture is not None else 0.0
        if shown < 1.0:
            self._draw_outline(painter)
        if self._picture is not None:
            painter.setOpacity(shown)
            painter.drawPixmap(QRectF(self.rect()), self._picture, QRectF(self._picture.rect()))
            painter.setOpacity(1.0)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self._look.colour("line")))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER_PX, CORNER_PX)

    def _draw_outline(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(self._look.colour("sunken")))
        if self._words:
            painter.setPen(QColor(self._look.colour("ink_faint")))
            painter.setFont(font("small"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colour("line")))
        for left, top, width, height in OUTLINE:
            bar = QRectF(
                left * self.width(), top * self.height(), width * self.width(), height * self.height()
            )
            painter.drawRoundedRect(bar, 3, 3)
