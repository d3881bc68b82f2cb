"""A name that is written in place: for a version, or for a branch that begins at one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import S

LONGEST = 60
"""As long as the history lets a name be."""


class NameField(QWidget):
    """A line and a button; there only while a name is written.

    Args:
        hint: What to write.
        done: What the button says.
        may_be_empty: Whether no name is a name too: it takes one away.

    Signals:
        written: The name.
        left: It was closed without one.
    """

    written = Signal(str)
    left = Signal()

    def __init__(self, hint: str, done: str, *, may_be_empty: bool = False) -> None:
        super().__init__()
        self._may_be_empty = may_be_empty
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        self._line.setAccessibleName(hint)
        self._line.setMaxLength(LONGEST)
        self._line.textChanged.connect(lambda _: self._fit())
        self._line.returnPressed.connect(self._on_done)
        self._done = QPushButton(done)
        self._done.clicked.connect(self._on_done)
        leave = QPushButton(say("shell_past.cancel"))
        leave.setProperty("role", "quiet")
        leave.clicked.connect(self.close_field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._line, 1)
        row.addWidget(self._done)
        row.addWidget(leave)
        self.hide()

    def open_field(self, words: str = "") -> None:
        """Begin to write, with these words."""
        self._line.setText(words)
        self._line.selectAll()
        self._fit()
        self.show()
        self._line.setFocus()

    def close_field(self) -> None:
        """Write no name."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_field()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self._done.setEnabled(self._may_be_empty or any(each.isalnum() for each in self._line.text()))

    def _on_done(self) -> None:
        if self._done.isEnabled():
            name = " ".join(self._line.text().split())
            self.hide()
            self.written.emit(name)
