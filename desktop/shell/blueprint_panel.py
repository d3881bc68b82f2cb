"""The blueprint, to be read: it grows while it is written, and its words are coloured."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.highlighter import BlueprintHighlighter
from desktop.shell.look import Look, current_look, font


class BlueprintPanel(QFrame):
    """Shows a blueprint's text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        heading = QLabel(say("shell.blueprint"))
        heading.setProperty("role", "section")
        heading.setFont(font("small", strong=True))
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFont(font("small", code=True))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._text.setPlaceholderText(say("shell.blueprint_empty"))
        self._text.setAccessibleName(say("shell.blueprint_name"))
        self._text.setTabChangesFocus(True)
        self._highlighter = BlueprintHighlighter(self._text.document(), current_look())
        heading.setBuddy(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 6, 8)
        layout.setSpacing(2)
        layout.addWidget(heading)
        layout.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """The blueprint that is shown."""
        return self._text.toPlainText()

    def show_text(self, text: str) -> None:
        """Show this blueprint from its start."""
        if text != self.text:
            self._text.setPlainText(text)

    def show_growing(self, text: str) -> None:
        """Show what is written so far and keep its end in sight; only the new words are drawn."""
        shown = self.text
        if text.startswith(shown):
            cursor = QTextCursor(self._text.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(shown) :])
        else:
            self._text.setPlainText(text)
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line, counted from 1, and show it."""
        block = self._text.document().findBlockByNumber(line - 1)
        if block.isValid():
            self._text.setTextCursor(QTextCursor(block))
            self._text.setFocus()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._highlighter.dress(look)
