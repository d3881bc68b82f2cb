"""The turn that is being worked on: the words, a thin running line, and how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.conversation.turn_view import bubble
from desktop.shell.look import font


class WorkingView(QFrame):
    """Shows the request that is worked on; not there while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = QLabel()
        self._stage.setProperty("role", "faint")
        self._stage.setFont(font("small"))
        progress = QProgressBar()
        progress.setRange(0, 0)
        progress.setTextVisible(False)
        progress.setAccessibleName(say("shell_conversation.working_name"))
        self._bubble: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(progress)
        self._column.addWidget(self._stage)
        self.hide()

    def begin(self, request: str) -> None:
        """Show that work on these words begins; "" for work that has none."""
        self._clear()
        if request:
            self._bubble = bubble(request)
            self._column.insertWidget(0, self._bubble)
        self._stage.setText("")
        self.show()

    def show_stage(self, sentence: str) -> None:
        """Show how far it is."""
        self._stage.setText(sentence)

    def end(self) -> None:
        """Nothing is worked on any more."""
        self._clear()
        self.hide()

    def _clear(self) -> None:
        if self._bubble is not None:
            self._bubble.setParent(None)
            self._bubble.deleteLater()
            self._bubble = None
