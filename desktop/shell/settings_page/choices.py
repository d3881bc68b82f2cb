"""A few choices side by side, one of them taken. Arrow keys walk, as in every group of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.shell.look import Look, S, icon


class Choices(QWidget):
    """Buttons of which one is down.

    Signals:
        chosen: The value of the one that the person has taken.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
        """Make it.

        Args:
            name: For readers.
            choices: (value, what is read, an icon's name or "") of each.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._icons: dict[str, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for value, text, drawing in choices:
            button = QPushButton(f" {text}" if drawing else text)
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            self._group.addButton(button)
            self._buttons[value] = button
            self._icons[value] = drawing
            button.clicked.connect(lambda _down, value=value: self.chosen.emit(value))
            row.addWidget(button)
        row.addStretch(1)

    def choose(self, value: str) -> None:
        """Show this one as taken, without telling of it."""
        self._buttons[value].setChecked(True)

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of this look."""
        for value, drawing in self._icons.items():
            if drawing:
                self._buttons[value].setIcon(icon(drawing, look.colour("ink_soft")))
