"""What was asked while work went on, and waits for its turn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.conversation.ask import Ask
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import Look, font, icon


class WaitingList(QFrame):
    """Shows the asks that wait, each with a cross; not there while there are none.

    Signals:
        dropped: The place of an ask that is not wanted any more, from 0.
        go_on_requested: Those that wait shall be done, though the work was stopped.
    """

    dropped = Signal(int)
    go_on_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look("light")
        self._heading = QLabel()
        self._heading.setProperty("role", "section")
        self._heading.setFont(font("small", strong=True))
        self._go_on = QPushButton(say("shell_conversation.go_on"))
        self._go_on.setProperty("role", "link")
        self._go_on.setFont(font("small"))
        self._go_on.setAccessibleName(say("shell_conversation.go_on_name"))
        self._go_on.clicked.connect(self.go_on_requested)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._go_on)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._rows)
        self.hide()

    def show_asks(self, asks: tuple[Ask, ...], *, resting: bool) -> None:
        """Show these, the next one first.

        Args:
            asks: What waits.
            resting: Whether nothing is worked on, so that they wait for the person.
        """
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for place, ask in enumerate(asks):
            self._rows.addWidget(self._row(place, ask))
        self._heading.setText(say("shell_conversation.resting" if resting else "shell_conversation.waiting"))
        self._go_on.setVisible(resting)
        self.setVisible(bool(asks))

    def dress(self, look: Look) -> None:
        """Draw the crosses in the colours of this look."""
        self._look = look
        for cross in self.findChildren(QPushButton):
            if cross is not self._go_on:
                cross.setIcon(icon("close", look.colour("ink_soft")))

    def _row(self, place: int, ask: Ask) -> QWidget:
        row = QWidget()
        words = ElidedLabel()
        words.say_this(ask.request)
        words.setProperty("role", "soft")
        cross = QPushButton()
        cross.setProperty("role", "icon")
        cross.setIcon(icon("close", self._look.colour("ink_soft")))
        cross.setAccessibleName(say("shell_conversation.waiting_drop", words=ask.words))
        cross.setToolTip(say("shell_conversation.waiting_drop", words=ask.words))
        cross.clicked.connect(lambda: self.dropped.emit(place))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(words, 1)
        inside.addWidget(cross)
        return row
