"""Where the person says what should be different in the app that is shown; not there while none is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font

LINES_SHOWN = 2


class ChangeBox(QWidget):
    """A text box with Change and Undo. Enter changes; Shift + Enter begins a new line.

    Signals:
        change_requested: The person wants the app changed so.
        undo_requested: The person wants the last change taken back.
    """

    change_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(say("shell.change_label"))
        label.setProperty("role", "section")
        label.setFont(font("small", strong=True))
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText(say("shell.change_placeholder"))
        self._text.setAccessibleName(say("shell.change_label"))
        self._text.setFont(font("body"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(LINES_SHOWN * self._text.fontMetrics().lineSpacing() + 12)
        self._text.installEventFilter(self)
        label.setBuddy(self._text)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._change = self._button("change")
        self._undo = self._button("undo")
        self._undo.setProperty("role", "quiet")
        keep = self._undo.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._undo.setSizePolicy(keep)
        inside = QHBoxLayout(self._card)
        inside.setContentsMargins(10, 6, 8, 6)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._change, 0, Qt.AlignmentFlag.AlignBottom)
        heading = QHBoxLayout()
        heading.addWidget(label, 1)
        heading.addWidget(self._undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(heading)
        layout.addWidget(self._card)
        self._change.clicked.connect(self.wish_change)
        self._undo.clicked.connect(self.undo_requested)
        self.hide()

    @property
    def text(self) -> str:
        """What is written in the box."""
        return self._text.toPlainText()

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in here."""
        return any(part.hasFocus() for part in (self._text, self._change, self._undo))

    def put_text(self, text: str) -> None:
        """Put words in the box; Ctrl+Z brings the old ones back."""
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def wish_change(self) -> None:
        """Emit the wish for what is written, as if the button had been pressed."""
        if self._change.isEnabled() and self.text.strip():
            self.change_requested.emit(self.text)

    def show_busy(self, busy: bool) -> None:
        """Let nobody press while other work goes on; the next change can be written meanwhile."""
        if busy and self.has_focus:
            self._text.setFocus()
        self._change.setEnabled(not busy)
        self._undo.setEnabled(not busy)

    def show_undo(self, possible: bool) -> None:
        """Offer Undo only where there is a change to take back."""
        self._undo.setVisible(possible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter changes the app; the card shows where the keyboard is."""
        if watched is self._text and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._card.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._card.style().unpolish(self._card)
            self._card.style().polish(self._card)
        if (
            watched is self._text
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.wish_change()
            return True
        return super().eventFilter(watched, event)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(say(f"shell.{name}"))
        button.setAccessibleName(say(f"shell.{name}_name"))
        button.setToolTip(say(f"shell.{name}_tip"))
        return button
