"""The line at the bottom: what the program is doing, which model it has, and that nothing leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.messages import say
from desktop.shell.look import Look, font, icon


class StatusLine(QFrame):
    """Three short texts side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self._doing = self._label("")
        self._model = self._label(say("shell.model_loading"))
        self._refusals = self._label("")
        self._refusals.hide()
        self._sign = QLabel()
        self._offline = self._label(say("shell.offline"))
        self._offline.setToolTip(say("shell.offline_tip"))
        self._sign.setAccessibleName(say("shell.offline_tip"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 5, 18, 5)
        layout.setSpacing(6)
        layout.addWidget(self._doing)
        layout.addStretch(1)
        layout.addWidget(self._refusals)
        layout.addSpacing(14)
        layout.addWidget(self._model)
        layout.addSpacing(14)
        layout.addWidget(self._sign)
        layout.addWidget(self._offline)

    @property
    def doing(self) -> str:
        """What the program says it is doing."""
        return self._doing.text()

    @property
    def model(self) -> str:
        """What is said of the model."""
        return self._model.text()

    @property
    def refusals(self) -> str:
        """What is said of refused addresses; "" if nothing."""
        return self._refusals.text()

    def show_doing(self, text: str) -> None:
        """Say what the program is doing now."""
        self._doing.setText(text)

    def show_model(self, text: str) -> None:
        """Say which model there is."""
        self._model.setText(text)

    def show_refusals(self, count: int, last: str) -> None:
        """Say how many addresses the app was refused; `last` names the latest, with the reason."""
        self._refusals.setText(say("shell.refusals", count=count) if count else "")
        self._refusals.setToolTip(last)
        self._refusals.setVisible(bool(count))

    def dress(self, look: Look) -> None:
        """Draw the sign in the colours of this look."""
        self._sign.setPixmap(icon("offline", look.colour("good")).pixmap(15, 15))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(font("small"))
        label.setProperty("role", "soft")
        return label
