"""The blueprint, to be read: it grows while it is written, and its words are coloured."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.highlighter import BlueprintHighlighter
from desktop.shell.look import Look, font
from desktop.shell.wrapped_label import WrappedLabel

HANGING_SIGNS = 4
"""How far a long line's second row is indented more than its first: the shape of the text stays true."""

SMALLEST_PX = 120


class BlueprintPanel(QFrame):
    """Shows a blueprint's text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        heading = QLabel(say("shell.blueprint"))
        heading.setProperty("role", "section")
        heading.setFont(font("small", strong=True))
        # Not a QPlainTextEdit: that one cannot indent the rows of a wrapped line.
        self._text = QTextEdit()
        self._text.setAcceptRichText(False)
        self._text.setReadOnly(True)
        self._text.setUndoRedoEnabled(False)
        self._text.setFont(font("small", code=True))
        self._text.document().setDocumentMargin(1)
        # Its room is what is left over, not what its words would like.
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._text.hide()
        self._empty = WrappedLabel(say("shell.blueprint_empty"))
        self._empty.setProperty("role", "faint")
        self._empty.setFont(font("body"))
        self._text.setAccessibleName(say("shell.blueprint_name"))
        self._text.setTabChangesFocus(True)
        self._highlighter = BlueprintHighlighter(self._text.document(), Look("light"))
        heading.setBuddy(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 6, 8)
        layout.setSpacing(5)
        layout.addWidget(heading)
        layout.addWidget(self._empty)
        layout.addWidget(self._text, 1)
        layout.addStretch(0)
        self.setMinimumHeight(SMALLEST_PX)

    @property
    def text(self) -> str:
        """The blueprint that is shown."""
        return self._text.toPlainText()

    def show_text(self, text: str) -> None:
        """Show this blueprint from its start."""
        if text != self.text:
            self._replace(text)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._text.verticalScrollBar().setValue(0)

    def show_growing(self, text: str) -> None:
        """Show what is written so far and keep its end in sight; only the new words are drawn."""
        shown = self.text
        if shown and text.startswith(shown):
            cursor = QTextCursor(self._text.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            last = cursor.block()
            cursor.insertText(text[len(shown) :])
            self._indent_from(last)
        else:
            self._replace(text)
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

    def _replace(self, text: str) -> None:
        self._empty.setVisible(not text)
        self._text.setVisible(bool(text))
        self._text.setPlainText(text)
        self._indent_from(self._text.document().firstBlock())

    def _indent_from(self, block: QTextBlock) -> None:
        sign_px = self._text.fontMetrics().horizontalAdvance(" ")
        while block.isValid():
            words = block.text()
            inset_px = (len(words) - len(words.lstrip(" ")) + HANGING_SIGNS) * sign_px
            shape = QTextBlockFormat()
            shape.setLeftMargin(inset_px)
            shape.setTextIndent(-inset_px)
            shape.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            QTextCursor(block).setBlockFormat(shape)
            block = block.next()
