"""What is wrong in the cursor's line, in two rows below the text: all of it, or the most of it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.shell.look import font

ROWS = 2


class LineWord(QLabel):
    """Always two rows high, so that the text above does not move; the tool tip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = self._hint = ""
        self.setFont(font("small"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say_this(self, message: str, hint: str = "") -> None:
        """Show a sentence, and what to do about it where there is room."""
        self._message, self._hint = message, hint
        self.setToolTip(self.whole)
        self.setAccessibleName(self.whole)
        self._fit()

    @property
    def whole(self) -> str:
        """The sentence and what to do about it."""
        return f"{self._message} {self._hint}".strip()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two rows."""
        return QSize(0, ROWS * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two rows."""
        return self.sizeHint()

    def heightForWidth(self, width_px: int) -> int:  # noqa: N802 - Qt's name
        """Two rows, whatever the words need."""
        return self.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is room for more, or for less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRect(0, 0, max(self.width(), 1), 10_000)
        needed_px = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.whole).height()
        if needed_px <= self.sizeHint().height():
            self.setText(self.whole)
            return
        room_px = max(self.width() * ROWS - self.fontMetrics().averageCharWidth() * 12, 1)
        self.setText(self.fontMetrics().elidedText(self._message, Qt.TextElideMode.ElideRight, room_px))
