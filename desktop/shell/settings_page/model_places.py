"""The folders beside our own where models are looked for: a USB stick, a folder that a class shares."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import XS, S


class ModelPlaces(QWidget):
    """Lists them; not there while there are none.

    Signals:
        forgotten: The place that shall be looked into no more.
    """

    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(XS)
        self.hide()

    def show_places(self, places: tuple[str, ...]) -> None:
        """Show these; one that is not there at the moment is kept, and said to be away."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for place in places:
            self._rows.addWidget(self._row(place))
        self.setVisible(bool(places))

    def _row(self, place: str) -> QWidget:
        row = QWidget()
        label = ElidedLabel()
        label.setProperty("role", "soft")
        label.say_this(place if Path(place).exists() else say("shell_models.place_away", place=place))
        forget = QPushButton(say("shell_models.forget"))
        forget.setProperty("role", "link")
        forget.setAccessibleName(say("shell_models.deed_name", deed=say("shell_models.forget"), name=place))
        forget.clicked.connect(lambda: self.forgotten.emit(place))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(S)
        inside.addWidget(label, 1)
        inside.addWidget(forget)
        return row
