"""The gallery: the example apps that ship with the program, each to be opened as an app of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import XS, Look, S, font
from desktop.shell.start.card import Card
from desktop.shell.start.card_grid import CardGrid
from desktop.shell.start.face_shelf import FaceShelf
from desktop.shell.wrapped_label import WrappedLabel

LINES = 2


class Examples(QWidget):
    """A heading and the cards.

    Signals:
        chosen: The card of an example.
    """

    chosen = Signal(object)

    def __init__(self, shelf: FaceShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = CardGrid(say("shell_start.gallery"), shelf, LINES, dots=False)
        title = QLabel(say("shell_start.gallery"))
        title.setFont(font("title", strong=True))
        words = WrappedLabel(say("shell_start.gallery_words"))
        words.setProperty("role", "soft")
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(XS)
        head.addWidget(title)
        head.addWidget(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self._grid)
        self._grid.chosen.connect(self.chosen)

    @property
    def grid(self) -> CardGrid:
        """The cards."""
        return self._grid

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show these."""
        self._grid.show_cards(cards)

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._grid.dress(look)
