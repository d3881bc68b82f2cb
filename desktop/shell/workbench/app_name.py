"""The name of the app in the top bar, which can be written over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.messages import say
from desktop.shell.look import font

NARROWEST_PX, WIDEST_PX = 90, 280
AROUND_PX = 18
"""What a box takes besides its words."""


class AppName(QLineEdit):
    """Looks like a name and is a box: Enter or leaving it renames, Esc puts the old name back.

    Signals:
        rename_requested: The new name.
    """

    rename_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.setProperty("role", "bare")
        self.setFont(font("lead", strong=True))
        self.setMaxLength(200)
        self.setMinimumWidth(NARROWEST_PX)
        self.setAccessibleName(say("shell_workbench.name_name"))
        self.returnPressed.connect(self.clearFocus)
        self.show_name("")

    @property
    def name(self) -> str:
        """The name that the app has."""
        return self._name

    def show_name(self, name: str) -> None:
        """Show the name that the app has now; what is being typed is not written over."""
        self._name = name
        self.setToolTip("\n".join(filter(None, (name, say("shell_workbench.name_tip")))))
        wide_px = self.fontMetrics().horizontalAdvance(name) + AROUND_PX
        self.setMaximumWidth(min(max(wide_px, NARROWEST_PX), WIDEST_PX))
        if not self.hasFocus():
            self._rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc puts the old name back."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._name)
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have the whole name ready to be written over."""
        super().focusInEvent(event)
        self.setMaximumWidth(WIDEST_PX)
        self.setText(self._name)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Wish for what was typed."""
        super().focusOutEvent(event)
        typed = self.text().strip()
        if typed and typed != self._name:
            self.rename_requested.emit(typed)
        self.show_name(self._name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the name anew."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self._rest()

    def _rest(self) -> None:
        """Show as much of the name as there is room for."""
        room_px = max(self.width() - AROUND_PX, 1)
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room_px + 8))
        self.setCursorPosition(0)
        self.deselect()
