"""A label that wraps and is always given the height that its words need.

Qt's layouts ask a wrapped label for its smallest height without telling it the width, and then cut
off its last lines where room is short; this one keeps its height true to its width.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

LONGEST_PX = 100_000


class WrappedLabel(QLabel):
    """Plain text over as many lines as it needs."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show these words."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height that the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height that larger or smaller letters need."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # Not `heightForWidth`: that one never gives less than the smallest height set before.
        around = self.contentsMargins()
        room = QRect(0, 0, max(self.width() - around.left() - around.right(), 1), LONGEST_PX)
        flags = int(Qt.TextFlag.TextWordWrap)
        words = self.style().itemTextRect(self.fontMetrics(), room, flags, True, self.text())
        # Without words Qt says that all the room is needed.
        needed = words.height() + around.top() + around.bottom() if self.text() else 0
        if needed != self.height() or needed != self.minimumHeight():
            self.setFixedHeight(needed)
