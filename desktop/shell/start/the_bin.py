"""The bin, in the place of the person's apps: bring one back by a click, or delete all of it for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import Look, S, font, icon
from desktop.shell.start.card import Card
from desktop.shell.start.card_grid import CardGrid
from desktop.shell.start.face_shelf import FaceShelf
from desktop.shell.wrapped_label import WrappedLabel


class TheBin(QWidget):
    """What is in the bin.

    Signals:
        chosen: The card of an app that is to come back.
        emptying_wanted: All of it is to be deleted; that was asked and answered.
        left: The person wants their apps again.
    """

    chosen = Signal(object)
    emptying_wanted = Signal()
    left = Signal()

    def __init__(self, shelf: FaceShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = CardGrid(say("shell_start.bin_title"), shelf, dots=False)
        self._title = QLabel(say("shell_start.bin_title"))
        self._title.setFont(font("title", strong=True))
        self._back = self._button("back_to_apps")
        self._empty = self._button("empty_bin")
        self._words = WrappedLabel(say("shell_start.bin_words"))
        self._words.setProperty("role", "soft")
        self._question = WrappedLabel()
        self._delete = self._button("delete_all")
        self._delete.setProperty("role", "danger")
        self._keep = self._button("keep_all")
        self._asking = QWidget()
        self._lay_out()
        self._back.clicked.connect(self.left)
        self._empty.clicked.connect(self._ask)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._grid.chosen.connect(self.chosen)

    @property
    def grid(self) -> CardGrid:
        """The cards."""
        return self._grid

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show what is in it."""
        self._grid.show_cards(cards)
        self._stop_asking()
        self._words.setText(say("shell_start.bin_words") if cards else say("shell_start.bin_empty"))
        self._empty.setVisible(bool(cards))

    def take_focus(self) -> None:
        """Put the keyboard on the way back."""
        self._back.setFocus()

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._grid.dress(look)
        self._back.setIcon(icon("chevron-left", look.colour("ink_soft")))
        self._empty.setIcon(icon("bin", look.colour("ink_soft")))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(S)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._back)
        head.addWidget(self._empty)
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(8, 0, 8, 0)
        asking.setSpacing(S)
        asking.addWidget(self._question, 1)
        asking.addWidget(self._keep)
        asking.addWidget(self._delete)
        words = QHBoxLayout()
        words.setContentsMargins(8, 0, 8, 4)
        words.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        column.addLayout(words)
        column.addWidget(self._asking)
        column.addWidget(self._grid)
        self._asking.hide()

    def _ask(self) -> None:
        """Ask in place. The keyboard is on the answer that does no harm."""
        self._question.setText(say("shell_start.empty_question", count=len(self._grid.cards)))
        self._asking.show()
        self._empty.setEnabled(False)
        self._keep.setFocus()

    def _on_keep_clicked(self) -> None:
        self._stop_asking()
        self._empty.setFocus()

    def _on_delete_clicked(self) -> None:
        self._stop_asking()
        self.emptying_wanted.emit()

    def _stop_asking(self) -> None:
        self._asking.hide()
        self._empty.setEnabled(True)

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(say(f"shell_start.{key}"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(button.text())
        return button
