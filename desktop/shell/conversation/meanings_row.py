"""What else a request may have meant, below its answer: each in words, with a button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from desktop.messages import say
from desktop.shell.look import XS, M, S, font
from desktop.shell.results import Meaning
from desktop.shell.wrapped_label import WrappedLabel


class MeaningsRow(QFrame):
    """Shows meanings; not there while there are none.

    Signals:
        taken: The `Meaning` that was pressed.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "calm")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(M, S, M, S)
        self._column.setSpacing(XS)
        self._meanings: tuple[Meaning, ...] = ()
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What is shown."""
        return self._meanings

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed, from top to bottom."""
        return tuple(self._buttons)

    def show_meanings(self, meanings: tuple[Meaning, ...]) -> None:
        """Show these instead of what is shown; none takes the row away."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._meanings, self._buttons = meanings, []
        head = QLabel(say("shell_conversation.meanings"))
        head.setProperty("role", "faint")
        head.setFont(font("small"))
        if meanings:
            self._column.addWidget(head)
        for meaning in meanings:
            self._column.addWidget(WrappedLabel("\n".join(meaning.sentences)))
            button = QPushButton(say("shell_conversation.meaning"))
            button.setProperty("role", "link")
            button.setFont(font("small", strong=True))
            button.setAccessibleName(
                say("shell_conversation.meaning_name", meaning=" ".join(meaning.sentences))
            )
            button.setToolTip(say("shell_conversation.meaning_tip"))
            button.clicked.connect(lambda _down=False, meaning=meaning: self.taken.emit(meaning))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
            button.show()
        self.setVisible(bool(meanings))
