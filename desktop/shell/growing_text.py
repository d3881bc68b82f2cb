"""A plain text that grows with its words. Enter is a wish; Shift + Enter begins a new line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

KEEP_AFTER_MS = 400
"""How long after the last key the words are kept on disk."""


class GrowingText(QPlainTextEdit):
    """Words to be sent somewhere.

    Signals:
        entered: Enter was pressed.
        rested: The text, a moment after the last change; it wants to be kept.
        focus_changed: Whether the keyboard is here now.
    """

    entered = Signal()
    rested = Signal(str)
    focus_changed = Signal(bool)

    def __init__(self, fewest_lines: int, most_lines: int, parent: QWidget | None = None) -> None:
        """Make an empty one.

        Args:
            fewest_lines: The height it always has, in lines.
            most_lines: The height at which it begins to scroll.
            parent: Where it lies.
        """
        super().__init__(parent)
        self._fewest, self._most = fewest_lines, most_lines
        self.setTabChangesFocus(True)
        self._rest = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._rest.timeout.connect(lambda: self.rested.emit(self.text))
        self.textChanged.connect(self._rest.start)
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def put_text(self, text: str) -> None:
        """Put words here, with the cursor behind them; Ctrl+Z brings the old ones back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is a wish."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Let what is around show where the keyboard is."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Let what is around show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the words are at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)  # the text is laid out anew after this

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the words are in other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # A plain text's document measures itself in lines, wrapped ones included.
        lines = min(max(int(self.document().size().height()), self._fewest), self._most)
        margin = 2 * int(self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margin)
