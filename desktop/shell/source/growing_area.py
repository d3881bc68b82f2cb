"""A blueprint in colours: put in whole, growing at its end, or typed; and which of these it was."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.shell.look import Look
from desktop.shell.source.blueprint_colours import BlueprintColours
from desktop.shell.source.code_area import CodeArea


class GrowingArea(CodeArea):
    """A `CodeArea` that knows who has changed its text.

    Signals:
        typed: The person has changed the text, also by Undo.
    """

    typed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.colour_with(BlueprintColours(self.document(), look))
        self._putting = False
        self._growing = False
        self.edited.connect(self._on_edited)

    @property
    def growing(self) -> bool:
        """Whether the text is being written by somebody else; nobody can type meanwhile."""
        return self._growing

    @property
    def by_hand(self) -> bool:
        """Whether what happens now is done by the person, and not by a text that is put in."""
        return self.hasFocus() and not self._putting and not self._growing

    def put_text(self, text: str, line: int = 1) -> None:
        """Have another text, with the cursor in a line, from 1; there is no Undo back over this."""
        self._putting = True
        self.colour_anew()
        self.setPlainText(text)
        self._putting = False
        if line > 1:
            self.go_to_line(min(line, self.blockCount()))

    def type_over(self, text: str, line: int) -> None:
        """Have another text as if the person had typed it: Undo brings the other back."""
        self.colour_anew()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.go_to_line(min(line, self.blockCount()))

    def grow(self, text: str) -> None:
        """Have a text of which only what is new is drawn, and keep its end in sight; see `end_growing`."""
        if not self._growing:
            self._growing = True
            self.setReadOnly(True)
            self.setUndoRedoEnabled(False)
        shown = self.words
        if shown and text.startswith(shown):
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self._putting = True
            cursor.insertText(text[len(shown) :])
            self._putting = False
        else:
            self.put_text(text)
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def end_growing(self) -> None:
        """Let the person type again."""
        if self._growing:
            self._growing = False
            self.setReadOnly(False)
            self.setUndoRedoEnabled(True)

    def _on_edited(self) -> None:
        if not self._putting:
            self.typed.emit()
