"""Where the person says what they want, and the one button that matters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font

LINES_SHOWN = 4
LINES_BESIDE_AN_APP = 2
KEEP_AFTER_MS = 400
"""How long after the last key the words are kept on disk."""


class PromptBox(QWidget):
    """A text box with Build and Stop.

    Signals:
        build_requested: The person wants this text built.
        stop_requested: The person wants the work stopped.
        text_rested: The text, a moment after the last change; it wants to be kept.
    """

    build_requested = Signal(str)
    stop_requested = Signal()
    text_rested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(say("shell.prompt_label"))
        label.setFont(font("title", strong=True))
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText(say("shell.prompt_placeholder"))
        self._text.setAccessibleName(say("shell.prompt_name"))
        self._text.setFont(font("lead"))
        self._text.setTabChangesFocus(True)
        self._show_lines(LINES_SHOWN)
        self._text.installEventFilter(self)
        label.setBuddy(self._text)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(10, 8, 6, 6)
        inside.addWidget(self._text)

        self._hint = QLabel(say("shell.prompt_hint"))
        self._hint.setProperty("role", "faint")
        self._hint.setFont(font("small"))
        self._build = QPushButton(say("shell.build"))
        self._build.setProperty("role", "main")
        self._build.setAccessibleName(say("shell.build_name"))
        self._build.setToolTip(say("shell.build_tip"))
        self._stop = QPushButton(say("shell.stop"))
        self._stop.setAccessibleName(say("shell.stop_name"))
        self._stop.setToolTip(say("shell.stop_tip"))
        self._stop.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self._hint, 1)
        buttons.addWidget(self._stop)
        buttons.addWidget(self._build)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(self._card)
        layout.addLayout(buttons)

        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(KEEP_AFTER_MS)
        self._rest.timeout.connect(self._on_rested)
        self._text.textChanged.connect(self._rest.start)
        self._build.clicked.connect(self.wish_build)
        self._stop.clicked.connect(self._on_stop_clicked)

    @property
    def text(self) -> str:
        """What is written in the box."""
        return self._text.toPlainText()

    def put_text(self, text: str) -> None:
        """Put words in the box, with the cursor behind them; Ctrl+Z brings the old ones back."""
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor in the box."""
        self._text.setFocus()

    def wish_build(self) -> None:
        """Emit the wish to build what is written, as if the button had been pressed."""
        if self._build.isEnabled():
            self.build_requested.emit(self.text)

    def show_busy(self, busy: bool) -> None:
        """Offer Stop while an app is built, Build otherwise."""
        had_focus = self._stop.hasFocus() or self._build.hasFocus()
        self._build.setEnabled(not busy)
        self._stop.setVisible(busy)
        self._hint.setText(say("shell.prompt_hint_busy" if busy else "shell.prompt_hint"))
        if had_focus:
            (self._stop if busy else self._build).setFocus()

    def make_room(self) -> None:
        """Take less room: an app is there, which is changed more often than another one is made."""
        self._show_lines(LINES_BESIDE_AN_APP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the card show where the keyboard is."""
        if watched is self._text and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._card.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._card.style().unpolish(self._card)
            self._card.style().polish(self._card)
        return super().eventFilter(watched, event)

    def _show_lines(self, count: int) -> None:
        self._text.setFixedHeight(count * self._text.fontMetrics().lineSpacing() + 12)

    def _on_rested(self) -> None:
        self.text_rested.emit(self.text)

    def _on_stop_clicked(self) -> None:
        self.stop_requested.emit()
