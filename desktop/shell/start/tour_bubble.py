"""What the tour says at a stop, with the way on and the way out."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import XS, L, S, font, restyle, type_factor
from desktop.shell.start.tour_step import Step
from desktop.shell.wrapped_label import WrappedLabel

WIDTH_PX = 340
AWAY_PX = 18
"""From what it points at."""
EDGE_PX = 12


class TourBubble(QFrame):
    """A small card.

    Signals:
        next_wanted: On to the next stop, without waiting.
        end_wanted: No more of it.
    """

    next_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setProperty("role", "overlay")
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._count.setFont(font("small"))
        self._title = WrappedLabel()
        self._title.setFont(font("lead", strong=True))
        self._words = WrappedLabel()
        self._words.setProperty("role", "soft")
        self._end = QPushButton(say("shell_start.tour_end"))
        self._end.setProperty("role", "link")
        self._end.setAccessibleName(say("shell_start.tour_end"))
        self._next = QPushButton()
        foot = QHBoxLayout()
        foot.setContentsMargins(-XS, S, 0, 0)
        foot.addWidget(self._end)
        foot.addStretch(1)
        foot.addWidget(self._next)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(XS)
        for part in (self._count, self._title, self._words):
            column.addWidget(part)
        column.addLayout(foot)
        self._next.clicked.connect(self.next_wanted)
        self._end.clicked.connect(self.end_wanted)

    def show_step(self, step: Step, number: int, count: int) -> None:
        """Say what there is to say at a stop.

        Args:
            step: The stop.
            number: Its number, from 1.
            count: How many there are.
        """
        width = round(WIDTH_PX * type_factor())
        self.setFixedWidth(width)
        for label in (self._title, self._words):
            # Known before it is shown, so that the bubble has its height from the start.
            label.setFixedWidth(width - 2 * L)
        waits = step.waits_for is not None
        key = "tour_skip" if waits else "tour_done" if number == count else "tour_next"
        self._count.setText(say("shell_start.tour_count", number=number, count=count))
        self._title.setText(step.title)
        self._words.setText(step.words)
        self._next.setText(say(f"shell_start.{key}"))
        self._next.setAccessibleName(self._next.text())
        self._next.setProperty("role", "quiet" if waits else "main")
        restyle(self._next)
        self._end.setVisible(number < count)
        self.setAccessibleName(f"{step.title}. {step.words}")
        self._column.activate()
        self.setFixedHeight(self._column.sizeHint().height())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def take_focus(self) -> None:
        """Put the keyboard on the way on."""
        self._next.setFocus()

    def place_beside(self, target: QRect) -> None:
        """Stand where there is room: below, above, right or left of a place, else in the lower corner.

        Args:
            target: In the parent's coordinates; an empty one is nowhere.
        """
        room = self._window.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        self.setGeometry(_beside(target, self.rect(), room))


def _beside(target: QRect, bubble: QRect, room: QRect) -> QRect:
    place = QRect(bubble)
    if target.isEmpty():
        # What is pointed at is not there yet: the person sees what goes on meanwhile.
        place.moveBottomRight(room.bottomRight())
        return place
    left = max(room.left(), min(target.center().x() - place.width() // 2, room.right() - place.width()))
    top = max(room.top(), min(target.center().y() - place.height() // 2, room.bottom() - place.height()))
    for x, y in (
        (left, target.bottom() + AWAY_PX),
        (left, target.top() - AWAY_PX - place.height()),
        (target.right() + AWAY_PX, top),
        (target.left() - AWAY_PX - place.width(), top),
    ):
        place.moveTo(x, y)
        if room.contains(place):
            return place
    # Something as large as the window: in its lower corner, where it hides least.
    place.moveBottomRight(room.bottomRight())
    return place
