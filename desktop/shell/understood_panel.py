"""What was understood of a request, and what was built instead where something cannot be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font
from desktop.shell.plain_words import Line
from desktop.shell.wrapped_label import WrappedLabel


class UnderstoodPanel(QFrame):
    """Shows the summary of an app and the notes of its making; not there while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        heading = QLabel(say("shell.understood"))
        heading.setProperty("role", "section")
        heading.setFont(font("small", strong=True))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.setSpacing(5)
        layout.addWidget(heading)
        layout.addLayout(self._grid)
        self.hide()

    @property
    def words(self) -> str:
        """Everything that is shown, one line for each."""
        labels = self.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return "\n".join(label.text() for label in labels)

    def show_summary(self, lines: tuple[Line, ...], notes: tuple[str, ...]) -> None:
        """Show these lines and notes in place of the old ones; nothing at all hides the panel."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for row, line in enumerate(lines):
            label = self._label(line.label, "faint")
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._label(line.words, ""), row, 1)
        for row, note in enumerate(notes, start=len(lines)):
            self._grid.addWidget(self._label(say("shell.note"), "faint"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._label(note, ""), row, 1)
        self.setVisible(bool(lines or notes))

    def _label(self, text: str, role: str) -> QLabel:
        label = WrappedLabel(text, self) if not role else QLabel(text, self)
        label.setFont(font("small" if role else "body"))
        label.setProperty("role", role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
