"""One sentence at the foot of the screen, over what is there: what was done, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.messages import say
from desktop.shell.look import L, Look, S, font, icon, picture, type_factor

STAYS_MS = 20_000
"""Long enough to be read twice and to change one's mind; trouble stays until it is put away."""
_SIGNS = {"calm": ("info", "ink_soft"), "good": ("check", "good"), "bad": ("warning", "bad")}
NARROWEST_PX, WIDEST_PX = 240, 640
ABOVE_EDGE_PX = 24


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell.

    Attributes:
        sentence: For the person.
        tone: `calm`, `good` or `bad`.
        step: What the button beside it says, e.g. “Undo”; "" for none.
        take_step: What the button does.
        lasting: Whether it stays until something else is told.
    """

    sentence: str
    tone: str = "calm"
    step: str = ""
    take_step: Callable[[], object] = lambda: None
    lasting: bool = False


class Notice(QFrame):
    """Shows what was told last, for a while, at the foot of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._told = Told("")
        self._around = parent
        self._look = Look("light")
        self.setProperty("role", "popover")
        self._sign = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setFont(font("body"))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._step = QPushButton()
        self._step.setProperty("role", "link")
        self._step.setFont(font("body", strong=True))
        self._close = QPushButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(say("shell_start.notice_close"))
        self._close.setToolTip(say("shell_start.notice_close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(L, S, S, S)
        row.setSpacing(S)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._step)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self._step.clicked.connect(self._on_step_clicked)
        self._close.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is told now; "" if nothing."""
        return self._told.sentence if self.isVisible() else ""

    def tell(self, told: Told) -> None:
        """Tell this instead of what was told before."""
        self._told = told
        self._words.setText(told.sentence)
        self._words.setAccessibleName(told.sentence)
        self._step.setText(told.step)
        self._step.setAccessibleName(told.step)
        self._step.setVisible(bool(told.step))
        self._draw_sign()
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))
        if told.lasting or told.tone == "bad":
            self._timer.stop()
        else:
            self._timer.start()

    def dress(self, look: Look) -> None:
        """Draw the sign in the colours of this look."""
        self._look = look
        self._close.setIcon(icon("close", look.colour("ink_soft")))
        self._draw_sign()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the foot."""
        if watched is self._around and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _draw_sign(self) -> None:
        name, colour = _SIGNS[self._told.tone]
        self._sign.setPixmap(picture(name, self._look.colour(colour)))

    def _on_step_clicked(self) -> None:
        self.hide()
        self._told.take_step()

    def _place(self) -> None:
        widest = min(round(WIDEST_PX * type_factor()), self._around.width() - 2 * ABOVE_EDGE_PX)
        words = self._words.fontMetrics().horizontalAdvance(self._told.sentence)
        beside = sum(part.sizeHint().width() + S for part in (self._sign, self._step, self._close))
        width = min(widest, max(words + beside + 2 * L, NARROWEST_PX))
        self.setFixedWidth(width)
        self.setFixedHeight(self.heightForWidth(width))
        self.move((self._around.width() - width) // 2, self._around.height() - self.height() - ABOVE_EDGE_PX)
