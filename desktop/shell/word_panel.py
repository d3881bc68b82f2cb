"""One sentence in place: an error, a place on disk, or what was stopped. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import Look, font, icon, restyle
from desktop.shell.wrapped_label import WrappedLabel

BAD, WARN, GOOD, CALM = "bad", "warn", "good", "calm"


class WordPanel(QFrame):
    """Shows a sentence in one of four tones, with what can be done about it, or is not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._label = WrappedLabel()
        self._label.setFont(font("body"))
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._label.setAccessibleName(say("shell.word_name"))
        self._action = QPushButton()
        self._action.setAccessibleName(say("shell.word_action"))
        self._close = QPushButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(say("shell.word_close"))
        self._close.setToolTip(say("shell.word_close"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.setSpacing(8)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._do: Callable[[], object] | None = None
        self._action.clicked.connect(self._on_action_clicked)
        self._close.clicked.connect(lambda: self.say_this("", CALM))
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now; "" if nothing."""
        return self._label.text()

    def say_this(
        self, sentence: str, tone: str, action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Say a sentence; "" says nothing and takes no room.

        Args:
            sentence: For the person.
            tone: `BAD`, `WARN`, `GOOD` or `CALM`.
            action: What can be done about it, in a word or two; "" for nothing.
            do: Does it.
        """
        self._label.setText(sentence)
        # The name is what a screen reader speaks; a label that announces only its role says nothing.
        self._label.setAccessibleName(sentence or say("shell.word_name"))
        self._do = do
        self._action.setText(action)
        self._action.setAccessibleName(action or say("shell.word_action"))
        self._action.setVisible(bool(action))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
        self.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))

    def dress(self, look: Look) -> None:
        """Draw the cross in the colours of this look."""
        self._close.setIcon(icon("close", look.colour("ink_soft")))

    def _on_action_clicked(self) -> None:
        do = self._do
        self.say_this("", CALM)
        if do is not None:
            do()
