"""What is different between two versions: sentences first, then the files line by line, in colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktop.history import Comparison, FileChange
from desktop.messages import say
from desktop.shell.look import LIGHT, Look, M, S, font, icon
from desktop.shell.wrapped_label import WrappedLabel

MOST_WORDS = 60
MOST_LINES = 3000
"""Of a difference; whoever wants more looks at the files."""
_COLOURS = {"+": ("good", "good_soft"), "-": ("bad", "bad_soft"), "@": ("ink_faint", "")}


class DifferenceView(QWidget):
    """Shows a `Comparison`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)
        self._files: tuple[FileChange, ...] = ()
        self._words = WrappedLabel()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._toggle = QPushButton(say("shell_past.lines"))
        self._toggle.setProperty("role", "link")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._show_lines)
        self._lines = QTextEdit()
        self._lines.setReadOnly(True)
        self._lines.setFont(font("small", code=True))
        self._lines.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self._lines.setAccessibleName(say("shell_past.lines_name"))
        self._lines.setTabChangesFocus(True)
        self._lines.setUndoRedoEnabled(False)
        self._lines.setMinimumHeight(180)
        self._lines.hide()
        row = QHBoxLayout()
        row.addWidget(self._toggle)
        row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(S)
        rows.addWidget(self._words)
        rows.addSpacing(M - S)
        rows.addLayout(row)
        rows.addWidget(self._lines, 100)
        rows.addStretch(1)
        self.say_this("")

    @property
    def words(self) -> str:
        """The sentences."""
        return self._words.text()

    @property
    def lines(self) -> str:
        """The difference line by line; "" while nobody wants to see it."""
        return self._lines.toPlainText()

    def say_this(self, sentence: str) -> None:
        """Say something instead of a difference."""
        self._files = ()
        self._words.setText(sentence)
        self._toggle.hide()
        self._lines.hide()

    def show_difference(self, found: Comparison) -> None:
        """Show what is different."""
        self._words.setText("\n".join(_listed(found.words)))
        self._files = found.files
        self._toggle.setVisible(bool(found.files))
        self._show_lines(self._toggle.isChecked())

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._show_lines(self._toggle.isChecked())

    def _show_lines(self, shown: bool) -> None:
        self._toggle.setText(say("shell_past.lines_hide" if shown else "shell_past.lines"))
        drawing = "chevron-down" if shown else "chevron-right"
        self._toggle.setIcon(icon(drawing, self._look.colour("accent")))
        self._lines.setVisible(shown and bool(self._files))
        self._lines.clear()
        if shown and self._files:
            self._write()

    def _write(self) -> None:
        cursor = QTextCursor(self._lines.document())
        cursor.beginEditBlock()
        left = MOST_LINES
        for file in self._files:
            self._line(cursor, _head(file), "ink_soft", "", strong=True)
            # The first two lines of a unified difference name the file again.
            for line in file.diff.splitlines()[2 : 2 + max(left, 0)]:
                colour, ground = _COLOURS.get(line[:1], ("ink", ""))
                self._line(cursor, line, colour, ground)
                left -= 1
            if left <= 0:
                self._line(cursor, say("shell_past.lines_more"), "ink_faint", "")
                break
        cursor.endEditBlock()
        self._lines.moveCursor(QTextCursor.MoveOperation.Start)

    def _line(
        self, cursor: QTextCursor, words: str, colour: str, ground: str, *, strong: bool = False
    ) -> None:
        shape, letters = QTextBlockFormat(), QTextCharFormat()
        letters.setForeground(QColor(self._look.colour(colour)))
        if strong:
            letters.setFontWeight(600)
            shape.setTopMargin(0 if cursor.atStart() else M)
            shape.setBottomMargin(S / 2)
        if ground:
            shape.setBackground(QColor(self._look.colour(ground)))
        if cursor.atStart():
            cursor.setBlockFormat(shape)
            cursor.setBlockCharFormat(letters)
        else:
            cursor.insertBlock(shape, letters)
        cursor.insertText(words, letters)


def _listed(words: Sequence[str]) -> list[str]:
    shown = list(words[:MOST_WORDS])
    if len(words) > MOST_WORDS:
        shown.append(say("shell_past.words_more", count=len(words) - MOST_WORDS))
    return [f"•  {each}" for each in shown] if len(shown) > 1 else shown


def _head(file: FileChange) -> str:
    if file.kind != "changed":
        return say(f"shell_past.file_{file.kind}", path=file.path)
    return say("shell_past.file_changed", path=file.path, added=file.added, removed=file.removed)
