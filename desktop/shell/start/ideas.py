"""Examples of what to ask for: five at a time, one each for a class, a club, a family, a shop and a hobby."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import Look, S, font, icon
from desktop.shell.start.flow import CentredFlow

WHO = ("class", "club", "family", "shop", "hobby")
ROUNDS = 4
"""So many times five there are in the catalogue."""


class Ideas(QWidget):
    """Chips with examples.

    Signals:
        chosen: The sentence of an example.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._round = 0
        self._chips = tuple(self._chip(place) for place in range(len(WHO)))
        self._others = QPushButton(say("shell_start.other_ideas"))
        self._others.setProperty("role", "link")
        self._others.setFont(font("body"))
        self._others.setAccessibleName(say("shell_start.other_ideas"))
        self._others.clicked.connect(self._on_others_clicked)
        flow = CentredFlow(self, S, fewest_rows=2)
        for part in (*self._chips, self._others):
            flow.addWidget(part)
        self._show()

    def dress(self, look: Look) -> None:
        """Draw the sign in the colours of this look."""
        self._others.setIcon(icon("reload", look.colour("accent")))

    def _chip(self, place: int) -> QPushButton:
        chip = QPushButton()
        chip.setProperty("role", "chip")
        chip.setFont(font("body"))
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(lambda: self.chosen.emit(self._sentence(place)))
        return chip

    def _sentence(self, place: int) -> str:
        return say(f"shell_start.idea_{self._round + 1}_{WHO[place]}")

    def _on_others_clicked(self) -> None:
        self._round = (self._round + 1) % ROUNDS
        self._show()

    def _show(self) -> None:
        for place, chip in enumerate(self._chips):
            chip.setText(say(f"shell_start.idea_{self._round + 1}_{WHO[place]}_label"))
            chip.setToolTip(self._sentence(place))
            chip.setAccessibleName(say("shell_start.idea_name", idea=self._sentence(place)))
        self.updateGeometry()
