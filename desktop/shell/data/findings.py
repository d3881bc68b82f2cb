"""What a check of the records has found, above the table until it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.records import Finding
from desktop.shell.look import XS, Look, M, S, font, icon, restyle
from desktop.shell.wrapped_label import WrappedLabel


class Findings(QFrame):
    """A sentence for each thing that was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = WrappedLabel()
        self._words.setFont(font("body"))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(say("shell_data.findings_close"))
        self._close.setToolTip(say("shell_data.findings_close"))
        self._close.clicked.connect(self.hide)
        side = QVBoxLayout()
        side.addWidget(self._close)
        side.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(M, S, XS, S)
        line.addWidget(self._words, 1)
        line.addLayout(side)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Say what was found."""
        states = {each.state for each in found}
        tone = "bad" if "problem" in states else "good" if "fine" in states else "calm"
        self._words.setText("\n".join(each.text for each in found))
        self._words.setAccessibleName(self._words.text())
        self.setProperty("tone", tone)
        restyle(self)
        self.show()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._close.setIcon(icon("close", look.colour("ink_soft")))
