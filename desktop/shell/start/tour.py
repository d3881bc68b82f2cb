"""The tour: two minutes along the real window, in which a first app is made, changed and found again.

It does nothing for the person but to put a sentence in a box: they press the real buttons.
Esc ends it at any stop. That it was seen is remembered, so it comes by itself only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMetaObject, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop import settings
from desktop.shell.look import Look
from desktop.shell.start.tour_bubble import TourBubble
from desktop.shell.start.tour_step import Step
from desktop.shell.start.tour_veil import TourVeil

FOLLOW_EVERY_MS = 120
"""How often the bubble looks whether its part of the window has moved."""
SEEN_AFTER_MS = 700
"""How long what was waited for is seen before the tour goes on."""


class Tour(QObject):
    """Leads along the stops, once `start` is called; as often as it is called.

    Signals:
        ended: It is over, seen to the end or not.
    """

    ended = Signal()

    def __init__(self, window: QWidget, steps: Sequence[Step]) -> None:
        """Get ready; nothing is to be seen of it yet.

        Args:
            window: What it leads through, and lies over.
            steps: The stops, in order.
        """
        super().__init__(window)
        self._window = window
        self._steps = tuple(steps)
        self._number = -1
        self._waiting: QMetaObject.Connection | None = None
        self._veil = TourVeil(window)
        self._bubble = TourBubble(window)
        self._veil.hide()
        self._bubble.hide()
        self._bubble.next_wanted.connect(self._go_on)
        self._bubble.end_wanted.connect(self.end)
        self._follow = QTimer(self, interval=FOLLOW_EVERY_MS)
        self._follow.timeout.connect(self._place)
        self._pause = QTimer(self, singleShot=True, interval=SEEN_AFTER_MS)
        self._pause.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._number >= 0

    def start(self) -> None:
        """Begin, or begin again."""
        if self.running:
            self._stop_waiting()
        elif (handle := self._window.window().windowHandle()) is not None:
            # All keys of the window come by here. Not at the application: what passes there may be half made,
            # like the requests of a page, and Python must not touch it (PySide 6.12 crashes).
            handle.installEventFilter(self)
        self._number = -1
        self._follow.start()
        self._go_on()

    def end(self) -> None:
        """Be over, and remember that the person has seen it."""
        if not self.running:
            return
        if (handle := self._window.window().windowHandle()) is not None:
            handle.removeEventFilter(self)
        self._stop_waiting()
        self._follow.stop()
        self._number = -1
        self._veil.hide()
        self._bubble.hide()
        _remember()
        self.ended.emit()

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._veil.dress(look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc ends the tour and does nothing else."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if isinstance(event, QKeyEvent) and event.type() in kinds and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.end()
            return True
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        self._stop_waiting()
        self._number += 1
        if self._number >= len(self._steps):
            self.end()
            return
        step = self._steps[self._number]
        step.begin()
        if step.waits_for is not None:
            # Called with whatever the signal carries.
            self._waiting = step.waits_for.connect(lambda *facts: self._pause.start())
        self._bubble.show_step(step, self._number + 1, len(self._steps))
        self._place()
        self._bubble.show()
        target = step.target()
        if step.waits_for is not None and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._bubble.take_focus()

    def _stop_waiting(self) -> None:
        self._pause.stop()
        if self._waiting is not None:
            QObject.disconnect(self._waiting)
            self._waiting = None

    def _place(self) -> None:
        target = self._steps[self._number].target()
        place = QRect()
        if target is not None and target.isVisible():
            corner = target.mapTo(self._window, QPoint(0, 0))
            place = QRect(corner, target.size()) & self._window.rect()
        self._bubble.place_beside(place)
        self._veil.cover(place, self._bubble.geometry())
        self._veil.setVisible(not place.isEmpty())
        # What was shown meanwhile lies above us else.
        self._veil.raise_()
        self._bubble.raise_()


def _remember() -> None:
    try:
        settings.save(replace(settings.load(), tour_done=True))
    except OSError:
        # Then it comes once more; a settings folder that cannot be written is no reason to fail.
        return
