"""Buttons side by side, from the left, in as many rows as their words need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.shell.look import S


class ButtonRows(QWidget):
    """Lays buttons out, and is as high as they need at its width; hidden ones take no room.

    Args:
        buttons: From left to right.
    """

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._buttons = tuple(buttons)
        for button in self._buttons:
            button.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest of them can be seen."""
        return QSize(max((each.sizeHint().width() for each in self._shown()), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay them out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Lay them out anew when one comes, goes, or has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return super().event(event)

    def _shown(self) -> list[QPushButton]:
        return [each for each in self._buttons if not each.isHidden()]

    def _lay_out(self) -> None:
        x = y = height = 0
        for button in self._shown():
            size = button.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + height + S
            button.setGeometry(x, y, min(size.width(), self.width()), size.height())
            x, height = x + size.width() + S, size.height()
        if self.minimumHeight() != y + height or self.maximumHeight() != y + height:
            self.setFixedHeight(y + height)
