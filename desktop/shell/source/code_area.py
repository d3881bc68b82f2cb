"""A text with numbered lines: what the editor of the blueprint and the view of a file have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.shell.look import Look, font
from desktop.shell.source.airy_layout import AiryLayout
from desktop.shell.source.columns import to_qt
from desktop.shell.source.gutter import Gutter
from desktop.shell.source.patient_highlighter import PatientHighlighter

LAYERS = ("mark", "here", "found", "wrong")
"""What is drawn on the text besides its words, the lowest first."""


class CodeArea(QPlainTextEdit):
    """Shows lines of text with their numbers, the cursor's line, and marks.

    Signals:
        line_changed: The cursor is in another line, counted from 1.
        edited: The text is another one. Qt's own `textChanged` also comes whenever a line is coloured.
    """

    line_changed = Signal(int)
    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {name: [] for name in LAYERS}
        self._colours: PatientHighlighter | None = None
        self._line = 0
        self._marked = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font("small", code=True))
        self.setTabStopDistance(2 * self.fontMetrics().horizontalAdvance(" "))
        self._layout = AiryLayout(self.document())  # kept here: Qt's document does not own it for Python
        self.document().setDocumentLayout(self._layout)
        self.document().setDocumentMargin(6)
        self.setCornerWidget(QWidget())  # else Qt fills the place between two scroll bars
        self._gutter = Gutter(self, look)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update_requested)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.textChanged.connect(self._on_text_changed)
        self._make_room()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._gutter.dress(look)
        if self._colours is not None:
            self._colours.dress(look)
        self._show_here()
        self.mark_line(self._marked)

    def colour_with(self, colours: PatientHighlighter) -> None:
        """Colour the text by these from now on, in place of others."""
        if self._colours is not None:
            self._colours.stop()
            self._colours.setDocument(None)
            self._colours.deleteLater()
        self._colours = colours
        self.colour_anew()

    def colour_anew(self) -> None:
        """Colour the text bit by bit; call it before another one is put in whole."""
        if self._colours is not None:
            self._colours.begin_anew()

    @property
    def words(self) -> str:
        """The whole text. Qt's `toPlainText` would make ordinary blanks of those that keep words together."""
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def line(self) -> int:
        """The cursor's line, from 1."""
        return self.textCursor().blockNumber() + 1

    def line_text(self, line: int) -> str:
        """The words of a line, counted from 1."""
        return self.document().findBlockByNumber(line - 1).text()

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line, counted from 1, and have it in the middle; nothing if there is none."""
        block = self.document().findBlockByNumber(line - 1)
        if line > 0 and block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def select(self, line: int, start: int, end: int) -> None:
        """Select some characters of a line, counted from 1 and 0, and have them in sight."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            cursor = self.cursor_at(block, start)
            cursor.setPosition(
                block.position() + to_qt(block.text(), min(end, len(block.text()))),
                QTextCursor.MoveMode.KeepAnchor,
            )
            self.setTextCursor(cursor)
            self.centerCursor()

    def cursor_at(self, block: QTextBlock, column: int) -> QTextCursor:
        """A cursor before a character of a line."""
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + to_qt(text, min(column, len(text))))
        return cursor

    def mark_line(self, line: int) -> None:
        """Light a line up, counted from 1, and have it in sight; 0 for none."""
        self._marked = line
        block = self.document().findBlockByNumber(line - 1) if line > 0 else QTextBlock()
        if not block.isValid():
            self.show_layer("mark", [])
            return
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._look.colour("accent_soft")))
        shape.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.show_layer("mark", [drawn_on(QTextCursor(block), shape)])
        self._have_in_sight(block)

    def show_dots(self, dots: Mapping[int, str]) -> None:
        """Draw a dot beside some lines; see `Gutter.show_dots`."""
        self._gutter.show_dots(dots)

    def show_layer(self, name: str, selections: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Draw one of `LAYERS` anew."""
        self._layers[name] = list(selections)
        self.setExtraSelections([each for layer in LAYERS for each in self._layers[layer]])

    def show_found(self, places: Sequence[QTextCursor]) -> None:
        """Light up what was searched for."""
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._look.colour("warn_soft")))
        shape.setForeground(QColor(self._look.colour("warn")))
        self.show_layer("found", [drawn_on(cursor, shape) for cursor in places])

    def lines_in_sight(self) -> Iterator[tuple[int, int, int]]:
        """The lines that are drawn now: number from 0, top and bottom in pixels from the top of the text."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            bottom = top + self.blockBoundingRect(block).height()
            if block.isVisible() and bottom >= 0:
                yield block.blockNumber(), round(top), round(bottom)
            block, top = block.next(), bottom

    # --- Qt's own ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        room = self.contentsRect()
        self._gutter.setGeometry(QRect(room.left(), room.top(), self._gutter.width_px, room.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the cursor is."""
        super().focusInEvent(event)
        self._show_here()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show no more where the cursor is than anybody wants to know who is elsewhere."""
        super().focusOutEvent(event)
        self._show_here()

    def _make_room(self) -> None:
        self.setViewportMargins(self._gutter.width_px, 0, 0, 0)
        room = self.contentsRect()
        self._gutter.setGeometry(QRect(room.left(), room.top(), self._gutter.width_px, room.height()))

    def _on_update_requested(self, room: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, room.y(), self._gutter.width(), room.height())

    def _on_text_changed(self) -> None:
        if self._colours is None or not self._colours.colouring:
            self.edited.emit()

    def _on_cursor_moved(self) -> None:
        line = self.line
        if line != self._line:
            self._line = line
            self._show_here()
            self._gutter.update()
            self.line_changed.emit(line)

    def _show_here(self) -> None:
        if not self.hasFocus():
            self.show_layer("here", [])
            return
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._look.colour("sunken")))
        shape.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.show_layer("here", [drawn_on(cursor, shape)])

    def _have_in_sight(self, block: QTextBlock) -> None:
        """Scroll so that a line is shown, without moving the cursor; not at all if it is."""
        if any(number == block.blockNumber() and top >= 0 for number, top, _ in self.lines_in_sight()):
            return
        bar = self.verticalScrollBar()
        bar.setValue(max(block.firstLineNumber() - bar.pageStep() // 2, 0))


def drawn_on(cursor: QTextCursor, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """What has a `CodeArea` draw a shape on what a cursor selects."""
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = shape
    return selection
