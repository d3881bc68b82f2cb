"""One line below an answer that offers something more, with what can be pressed for it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from desktop.messages import say
from desktop.shell.look import XS, M, S, font
from desktop.shell.wrapped_label import WrappedLabel


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is offered.

    Attributes:
        sentence: What it is, and how long it would take.
        deeds: What can be done: words of the buttons' entries in the catalogue of sentences.
    """

    sentence: str
    deeds: tuple[str, ...]


class OfferRow(QFrame):
    """Shows a proposal; not there while there is none.

    Signals:
        taken: The deed that was pressed.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "calm")
        self._words = WrappedLabel()
        # Below each other: beside each other they would be wider than the conversation in some languages.
        self._deeds = QVBoxLayout()
        self._deeds.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(XS)
        column.addWidget(self._words)
        column.addLayout(self._deeds)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def words(self) -> str:
        """What is offered; "" for nothing."""
        return self._words.text()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed, from top to bottom."""
        return tuple(self._buttons)

    def propose(self, proposal: Proposal | None) -> None:
        """Offer this; None takes an offer away."""
        while (item := self._deeds.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._buttons = []
        self._words.setText(proposal.sentence if proposal is not None else "")
        for word in proposal.deeds if proposal is not None else ():
            button = QPushButton(say(f"shell_models.{word}"))
            button.setProperty("role", "link")
            button.setFont(font("small", strong=True))
            button.setAccessibleName(
                say("shell_models.offer_name", deed=button.text(), offer=self._words.text())
            )
            button.clicked.connect(lambda _down=False, word=word: self.taken.emit(word))
            self._deeds.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
            button.show()
        self.setVisible(proposal is not None)
