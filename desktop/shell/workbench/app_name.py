"""The name of the app in the top bar, which can be written over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.messages import say
from desktop.shell.look import font

NARROWEST_PX, WIDEST_PX = 90, 260


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
        self.setToolTip(say("shell_workbench.name_tip"))
        self.returnPressed.connect(self.clearFocus)
        self.textChanged.connect(self._fit)

    @property
    def name(self) -> str:
        """The name that the app has."""
        return self._name

    def show_name(self, name: str) -> None:
        """Show the name that the app has now; what is being typed is not written over."""
        self._name = name
        if not self.hasFocus():
            self._put(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc puts the old name back."""
        if event.key() == Qt.Key.Key_Escape:
            self._put(self._name)
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have the whole name ready to be written over."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Wish for what was typed."""
        super().focusOutEvent(event)
        typed = self.text().strip()
        if typed and typed != self._name:
            self.rename_requested.emit(typed)
        else:
            self._put(self._name)

    def _put(self, name: str) -> None:
        self.setText(name)
        self.setCursorPosition(0)
        self.deselect()

    def _fit(self) -> None:
        wide_px = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 18
        self.setMaximumWidth(min(max(wide_px, NARROWEST_PX), WIDEST_PX))
        self.updateGeometry()
