"""The large box in the middle of the start screen: one sentence in, and the one button that matters."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.growing_text import GrowingText
from desktop.shell.look import L, Look, M, S, font, icon, restyle

FEWEST_LINES, MOST_LINES = 3, 8


class AskingBox(QFrame):
    """A card with words in it. Enter builds; Shift + Enter begins a new line.

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
        self.setProperty("role", "card")
        self._text = GrowingText(FEWEST_LINES, MOST_LINES)
        self._text.setPlaceholderText(say("shell_start.ask_placeholder"))
        self._text.setAccessibleName(say("shell_start.ask_title"))
        self._text.setFont(font("lead"))
        self.setFocusProxy(self._text)
        self._hint = QLabel(say("shell_start.ask_hint"))
        self._hint.setProperty("role", "faint")
        self._hint.setFont(font("small"))
        self._stop = QPushButton(say("shell_start.stop"))
        self._stop.setProperty("role", "quiet")
        self._stop.setAccessibleName(say("shell_start.stop_name"))
        self._stop.hide()
        self._build = QPushButton(say("shell_start.build"))
        self._build.setProperty("role", "main")
        self._build.setAccessibleName(say("shell_start.build_name"))
        below = QHBoxLayout()
        below.setSpacing(S)
        below.addWidget(self._hint, 1)
        below.addWidget(self._stop)
        below.addWidget(self._build)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, M, M)
        column.setSpacing(S)
        column.addWidget(self._text)
        column.addLayout(below)
        self._text.rested.connect(self.text_rested)
        self._text.entered.connect(self.wish_build)
        self._text.focus_changed.connect(self._on_focus_changed)
        self._build.clicked.connect(self.wish_build)
        self._stop.clicked.connect(self.stop_requested)

    @property
    def text(self) -> str:
        """What is written in the box."""
        return self._text.text

    @property
    def button(self) -> QPushButton:
        """The button that builds, to be pointed at."""
        return self._build

    def put_text(self, text: str) -> None:
        """Put words in the box, with the cursor behind them; Ctrl+Z brings the old ones back."""
        self._text.put_text(text)

    def wish_build(self) -> None:
        """Emit the wish to build what is written; where nothing is, put the cursor there."""
        if not self._build.isEnabled():
            return
        if self.text.strip():
            self.build_requested.emit(self.text)
        else:
            self._text.setFocus()

    def show_busy(self, busy: bool) -> None:
        """Offer Stop while an app is built, Build otherwise."""
        had_focus = self._stop.hasFocus() or self._build.hasFocus()
        self._build.setEnabled(not busy)
        self._stop.setVisible(busy)
        self._hint.setText(say("shell_start.ask_hint_busy" if busy else "shell_start.ask_hint"))
        if had_focus:
            (self._stop if busy else self._build).setFocus()

    def dress(self, look: Look) -> None:
        """Draw the sign in the colours of this look."""
        self._stop.setIcon(icon("stop", look.colour("ink_soft")))

    def _on_focus_changed(self, here: bool) -> None:
        self.setProperty("focused", here)
        restyle(self)
