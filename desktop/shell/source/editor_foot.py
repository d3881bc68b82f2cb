"""The row below the blueprint: what is wrong in the cursor's line, and what to do with what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.blueprint import Diagnostic
from desktop.messages import say
from desktop.shell.look import LIGHT, L, Look, M, S, icon
from desktop.shell.source.line_word import LineWord
from desktop.shell.source.wrong_places import colour_of, icon_of

SIGN_PX = 16
NARROWEST_WORDS_PX = 280


class EditorFoot(QWidget):
    """Beside the words the buttons have their room before they are there: nothing moves at the first letter.

    Signals:
        save_wished: The person wants what they typed to be saved.
        put_back_wished: They want the saved text again.
    """

    save_wished = Signal()
    put_back_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)
        self._shown: Diagnostic | None = None
        self._sign = QLabel()
        self._sign.setFixedWidth(SIGN_PX)
        self._words = LineWord()
        self._back = QPushButton(say("shell_source.put_back"))
        self._back.setProperty("role", "quiet")
        self._back.setAccessibleName(say("shell_source.put_back_name"))
        self._back.setToolTip(say("shell_source.put_back_name"))
        self._back.clicked.connect(self.put_back_wished)
        self._save = QPushButton(say("shell_source.save"))
        self._save.setProperty("role", "main")
        self._save.setAccessibleName(say("shell_source.save_name"))
        self._save.setToolTip(say("shell_source.save_tip"))
        self._save.clicked.connect(self.save_wished)
        said = QHBoxLayout()
        said.setSpacing(S)
        said.addWidget(self._sign)
        said.addWidget(self._words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        for button in (self._back, self._save):
            button.hide()
            buttons.addWidget(button)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(L, S, M, S)
        self._rows.setSpacing(S)
        self._rows.addLayout(said, 1)
        self._rows.addLayout(buttons)

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.whole

    def show_buttons(self, shown: bool) -> None:
        """Offer to save what was typed, and to put the saved text back."""
        self._back.setVisible(shown)
        self._save.setVisible(shown)

    def show_wrong(self, found: Sequence[Diagnostic], line: int) -> None:
        """Say what is wrong in a line, from 1, or in how many others there is something; else nothing."""
        here = next((each for each in found if each.span.line == line), None)
        if here is not None:
            self._words.say_this(here.message, here.hint)
        elif found:
            self._words.say_this(say("shell_source.problems", count=len(found), line=found[0].span.line))
        else:
            self._words.say_this("")
        self._shown = here or next(iter(found), None)
        self._show_sign()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Have the words above the buttons where there is no room beside them."""
        super().resizeEvent(event)
        buttons_px = self._back.sizeHint().width() + self._save.sizeHint().width()
        narrow = self.width() - buttons_px < NARROWEST_WORDS_PX
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._rows.setDirection(direction)
        for button in (self._back, self._save):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(not narrow)
            button.setSizePolicy(policy)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._show_sign()

    def _show_sign(self) -> None:
        if self._shown is None:
            self._sign.clear()
        else:
            sign = icon(icon_of(self._shown), self._look.colour(colour_of(self._shown)), SIGN_PX)
            self._sign.setPixmap(sign.pixmap(SIGN_PX, SIGN_PX))
