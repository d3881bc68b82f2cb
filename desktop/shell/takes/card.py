"""One take: its picture, its name, and what makes it different. The whole card is a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import Look, font
from desktop.shell.takes.differences import Difference
from desktop.shell.takes.picture_frame import PictureFrame
from desktop.shell.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from desktop.outcomes import Built


STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class TakeCard(QPushButton):
    """Shows one take; pressed, it is chosen.

    Signals:
        step_requested: 1 to the next card, -1 to the one before.
    """

    step_requested = Signal(int)

    def __init__(
        self, take: Built, place: tuple[int, int], different: tuple[Difference, ...], *, surest: bool
    ) -> None:
        """Show a take without its picture.

        Args:
            take: The app.
            place: Its number on the screen, from 1, and of how many.
            different: What only this one has; empty if that is nothing.
            surest: Whether it is the likeliest to be what was meant.
        """
        super().__init__()
        number, count = place
        self.take = take
        self._picture = PictureFrame()
        self._picture.setAccessibleName(say("shell_takes.picture_name", app=take.app.name))
        self.setProperty("role", "tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # Enter presses what has the focus
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Preferred)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 14)
        column.setSpacing(0)
        column.addWidget(self._picture)
        column.addSpacing(12)
        marks = self._marks(surest)
        self._picture.pin(marks)
        column.addLayout(self._head(number))
        column.addSpacing(4)
        origin = say(f"shell_takes.made_{take.made_by}", name=take.model_name)
        column.addWidget(_words(origin, "soft"))
        column.addSpacing(10)
        lines = different or (Difference("", say("shell_takes.plain")),)
        for line in lines:
            column.addWidget(_line(line))
            column.addSpacing(8)
        column.addStretch(1)
        said = " ".join((*(f"{mark.text()}." for mark in marks), f"{origin}.", *map(_spoken, lines)))
        self.setAccessibleName(
            say("shell_takes.card_name", number=number, count=count, app=take.app.name, words=said)
        )

    def show_picture(self, picture: QPixmap) -> None:
        """Show what the app looks like."""
        self._picture.show_picture(picture)

    def show_no_picture(self) -> None:
        """Say that there is no picture of it."""
        self._picture.show_none()

    @property
    def picture(self) -> QPixmap | None:
        """What the app looks like; None as long as that is not known."""
        return self._picture.picture

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._picture.dress(look)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of arrows; a push button would go wherever Tab goes, and the area around it would scroll."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(step)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What is inside decides; a push button thinks of one line."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See `sizeHint`."""
        return self._column.minimumSize()

    def _marks(self, surest: bool) -> tuple[QLabel, ...]:
        built = self.take.take == 1
        return (
            *((_mark(say("shell_takes.surest"), "good"),) if surest else ()),
            *((_mark(say("shell_takes.built"), "calm"),) if built else ()),
        )

    def _head(self, number: int) -> QHBoxLayout:
        key = _label(str(number), "key")
        app = self.take.app
        name = _label(f"{app.icon} {app.name}".strip())
        name.setFont(font("lead", strong=True))
        name.setToolTip(app.name)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(key)
        row.addWidget(name, 1)
        return row


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setFont(font("small"))
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def _mark(text: str, tone: str) -> QLabel:
    mark = _label(text, "badge")
    mark.setProperty("tone", tone)
    return mark


def _words(text: str, role: str = "") -> WrappedLabel:
    label = WrappedLabel(text)
    label.setProperty("role", role)
    label.setFont(font("small"))
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def _line(line: Difference) -> QWidget:
    """A label over its words: side by side they would leave too little room for them in a narrow card."""
    whole = QWidget()
    whole.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    if line.label:
        rows.addWidget(_words(line.label, "faint"))
    rows.addWidget(_words(line.words))
    return whole


def _spoken(line: Difference) -> str:
    return f"{line.label}: {line.words}." if line.label else f"{line.words}."
