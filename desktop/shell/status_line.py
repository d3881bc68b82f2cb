"""The line at the bottom: what the program is doing, which model it has, and that nothing leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.amounts import number, size
from desktop.shell.forecast import Forecast
from desktop.shell.look import LIGHT, XS, L, Look, S, font, picture
from desktop.shell.work_sign import WorkSign

SIGN_PX = 15


class StatusLine(QFrame):
    """Short texts side by side; what is not known is not there.

    Signals:
        ledger_requested: The person wants to see what was opened and what was refused.
    """

    ledger_requested = Signal()

    def __init__(self, parent: QWidget | None = None, forecast: Forecast | None = None) -> None:
        """Make it.

        Args:
            parent: The widget it is in.
            forecast: How long work takes; None for the program's own memory of it.
        """
        super().__init__(parent)
        self.setProperty("role", "status")
        self._look = Look(LIGHT)
        self._server = ""
        self._work = WorkSign(forecast or Forecast())
        self._fetch = self._label()
        self._refusals = self._label()
        self._model = self._label(say("shell_status.model_loading"))
        self._speed = self._label()
        self._memory = self._label()
        self._memory.setToolTip(say("shell_status.memory_tip"))
        self._offline = QPushButton(f" {say('shell_status.offline')}")
        self._offline.setProperty("role", "quiet")
        self._offline.setFont(font("small"))
        self._offline.setToolTip(say("shell_status.offline_tip"))
        self._offline.setAccessibleName(say("shell_status.offline_name"))
        self._offline.clicked.connect(self.ledger_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(L, XS, S, XS)
        row.setSpacing(L)
        row.addWidget(self._work)
        row.addStretch(1)
        for part in (self._fetch, self._refusals, self._model, self._speed, self._memory, self._offline):
            row.addWidget(part)
        for part in (self._fetch, self._refusals, self._speed, self._memory):
            part.hide()

    @property
    def doing(self) -> str:
        """What the program says it is doing."""
        return self._work.words

    @property
    def model(self) -> str:
        """What is said of the model."""
        return self._model.text()

    @property
    def sign(self) -> str:
        """What the sign says: that nothing leaves, or that a server is used."""
        return self._offline.text().strip()

    @property
    def fetch(self) -> str:
        """What is said of a model on its way; "" if nothing."""
        return self._fetch.text()

    @property
    def refusals(self) -> str:
        """What is said of refused addresses; "" if nothing."""
        return self._refusals.text()

    def show_doing(self, text: str) -> None:
        """Say what the program is doing now."""
        self._work.say_this(text)

    def begin_work(self, kind: str) -> None:
        """Work of a kind, e.g. `build`, has begun: after a second a bar shows how long it will take."""
        self._work.begin(kind)

    def end_work(self, *, done: bool) -> float:
        """The work has ended; see `WorkSign.end`."""
        return self._work.end(done=done)

    def show_model(self, text: str) -> None:
        """Say which model there is."""
        self._model.setText(text)

    def show_speed(self, tokens_per_s: float | None) -> None:
        """Say how fast the model wrote; None takes it away."""
        self._show(
            self._speed, "" if tokens_per_s is None else say("shell_status.speed", rate=number(tokens_per_s))
        )

    def show_memory(self, size_bytes: int | None) -> None:
        """Say how much memory the program takes; None takes it away."""
        self._show(self._memory, "" if size_bytes is None else size(size_bytes))

    def show_server(self, address: str) -> None:
        """Say that a server in the room is used, so that what is typed may go there; "" for none."""
        self._server = address
        self._offline.setText(f" {say('shell_models.sign_server' if address else 'shell_status.offline')}")
        tip = say("shell_models.sign_server_tip", address=address)
        self._offline.setToolTip(tip if address else say("shell_status.offline_tip"))
        self._offline.setAccessibleName(tip if address else say("shell_status.offline_name"))
        self.dress(self._look)

    def show_fetch(self, sentence: str) -> None:
        """Say that a model is on its way, and how far; "" for none."""
        self._show(self._fetch, sentence)

    def show_refusals(self, count: int, last: str) -> None:
        """Say how many addresses the app was refused; `last` names the latest, with the reason."""
        self._refusals.setToolTip(last)
        self._show(self._refusals, say("shell_status.refusals", count=count) if count else "")

    def dress(self, look: Look) -> None:
        """Draw the sign in the colours of this look."""
        self._look = look
        sign = picture("desktop" if self._server else "offline", self._tone(), SIGN_PX)
        self._offline.setIconSize(sign.deviceIndependentSize().toSize())
        self._offline.setIcon(sign)

    def _tone(self) -> str:
        return self._look.colour("warn" if self._server else "good")

    def _show(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _label(self, text: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font("small"))
        label.setProperty("role", "soft")
        return label
