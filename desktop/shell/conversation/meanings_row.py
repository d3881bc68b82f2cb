"""What else a request may have meant, below its answer: each in words, with a button that does it."""

from __future__ import annotations

from html import escape

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

    def show_meanings(self, meanings: tuple[Meaning, ...], *, instead: bool = True) -> None:
        """Show these in place of what is shown; none takes the row away.

        Args:
            meanings: The likeliest first.
            instead: Whether something was done, which would be taken back.
        """
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._meanings, self._buttons = meanings, []
        for meaning in meanings:
            self._column.addSpacing(S if self._buttons else 0)
            self._add(meaning, instead=instead)
        if meanings:
            head = QLabel(say("shell_conversation.meanings"))
            head.setProperty("role", "faint")
            head.setFont(font("small"))
            self._column.insertWidget(0, head)
        self.setVisible(bool(meanings))

    def _add(self, meaning: Meaning, *, instead: bool) -> None:
        words = WrappedLabel("\n".join(meaning.short))
        if meaning.short != meaning.sentences:
            # Escaped: Qt would draw what looks like markup, and these may be a stranger's words.
            words.setToolTip("".join(f"<p>{escape(each)}</p>" for each in meaning.sentences))
        button = QPushButton(say("shell_conversation.meaning"))
        button.setProperty("role", "link")
        button.setFont(font("small", strong=True))
        button.setAccessibleName(say("shell_conversation.meaning_name", meaning=" ".join(meaning.short)))
        if instead:
            button.setToolTip(say("shell_conversation.meaning_tip"))
        button.clicked.connect(lambda: self.taken.emit(meaning))
        self._column.addWidget(words)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.append(button)
        button.show()
