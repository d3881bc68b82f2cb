"""What is going on, and how long it will take: words, and after a second a thin bar with a forecast."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from desktop.messages import say
from desktop.shell.amounts import whole_seconds
from desktop.shell.forecast import Forecast
from desktop.shell.look import M, font

SHOWN_AFTER_S = 1.0
EVERY_MS = 200
BAR_PX = 120
STEPS = 1000
NEARLY = 0.95
"""A forecast that was too short leaves the bar nearly full: only the end fills it."""


class WorkSign(QWidget):
    """A sentence, a bar, a forecast."""

    def __init__(self, forecast: Forecast, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forecast = forecast
        self._kind = ""
        self._began_s = 0.0
        self._words = QLabel()
        self._about = QLabel()
        self._bar = QProgressBar()
        self._bar.setProperty("role", "track")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_PX)
        self._bar.setAccessibleName(say("shell_status.progress_name"))
        for label, role in ((self._words, "soft"), (self._about, "faint")):
            label.setFont(font("small"))
            label.setProperty("role", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addWidget(self._about)
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self._tick)
        self._show_bar(False)

    @property
    def words(self) -> str:
        """What it says is going on."""
        return self._words.text()

    @property
    def about(self) -> str:
        """What it says of the time that is left; "" if nothing."""
        return self._about.text() if not self._about.isHidden() else ""

    def say_this(self, text: str) -> None:
        """Say what is going on."""
        self._words.setText(text)

    def begin(self, kind: str) -> None:
        """Work of a kind has begun."""
        self._kind, self._began_s = kind, time.monotonic()
        self._clock.start()

    def end(self, *, done: bool) -> float:
        """It has ended.

        Args:
            done: Whether it went to its end: only then its duration is remembered.

        Returns:
            How long it took, in seconds; 0 if none had begun.
        """
        self._clock.stop()
        self._show_bar(False)
        if not self._kind:
            return 0.0
        took_s = time.monotonic() - self._began_s
        if done:
            self._forecast.took(self._kind, took_s)
        self._kind = ""
        return took_s

    def _tick(self) -> None:
        passed_s = time.monotonic() - self._began_s
        if passed_s < SHOWN_AFTER_S:
            return
        expected_s = self._forecast.expected_s(self._kind)
        if expected_s is None:
            self._bar.setRange(0, 0)
            self._about.setText("")
        else:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(round(STEPS * min(NEARLY, passed_s / max(expected_s, 0.1))))
            left_s = expected_s - passed_s
            # Half seconds would make the words flicker.
            self._about.setText(
                say("shell_status.about", time=whole_seconds(left_s))
                if left_s > 0
                else say("shell_status.any_moment")
            )
        self._show_bar(True)

    def _show_bar(self, shown: bool) -> None:
        self._bar.setVisible(shown)
        self._about.setVisible(shown and bool(self._about.text()))
