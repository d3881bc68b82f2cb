"""The person's apps: those opened last, a search, and the ways to others."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import XS, Look, S, font, icon, type_factor
from desktop.shell.start.app_menu import AppMenu
from desktop.shell.start.card import Card
from desktop.shell.start.card_grid import CardGrid
from desktop.shell.start.face_shelf import FaceShelf
from desktop.shell.wrapped_label import WrappedLabel

FIRST_ROWS = 2
SEARCH_AFTER_MS = 160
"""How long after the last key the search begins."""
SEARCH_PX = 260


class YourApps(QWidget):
    """A heading with a search, a grid, and what else there is to do below it.

    Signals:
        picked: A card, and what is to be done: an entry of `AppMenu`, `open` for a plain click.
        named: A card, and a name that was typed for it.
        words_changed: What is looked for; "" for all.
        folder_wanted: An app in some folder is to be opened.
        bringing_wanted: An app that was made elsewhere is to be brought in.
        bin_wanted: The bin is to be shown.
    """

    picked = Signal(object, str)
    named = Signal(object, str)
    words_changed = Signal(str)
    folder_wanted = Signal()
    bringing_wanted = Signal()
    bin_wanted = Signal()

    def __init__(self, shelf: FaceShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] | None = None
        self._words = ""
        self._all = False
        self._grid = CardGrid(say("shell_start.your_apps"), shelf)
        self._menu = AppMenu(self)
        self._title = QLabel(say("shell_start.your_apps"))
        self._title.setFont(font("title", strong=True))
        self._search = self._make_search()
        self._sentence = WrappedLabel(say("shell_start.looking"))
        self._sentence.setProperty("role", "soft")
        self._more = _button("show_all")
        self._folder = _button("open_folder")
        self._bring = _button("bring_in")
        self._bin = _button("bin")
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def grid(self) -> CardGrid:
        """The cards."""
        return self._grid

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._search.text().strip()

    def show_cards(self, cards: tuple[Card, ...], words: str) -> None:
        """Show apps.

        Args:
            cards: The best fit first.
            words: What they were looked for by.
        """
        self._cards, self._words = cards, words
        self._show()

    def show_bin_count(self, count: int) -> None:
        """Say how many apps are in the bin; an empty one is not offered."""
        self._bin.setText(say("shell_start.bin_count", count=count))
        self._bin.setAccessibleName(say("shell_start.bin_count", count=count))
        self._bin.setVisible(count > 0)

    def clear_search(self) -> None:
        """Look for nothing in particular."""
        self._search.clear()

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look, and give the search the room that its letters need."""
        self._search.setFixedWidth(round(SEARCH_PX * type_factor()))
        self._grid.dress(look)
        self._menu.dress(look)
        soft = look.colour("ink_soft")
        self._folder.setIcon(icon("folder", soft))
        self._bring.setIcon(icon("upload", soft))
        self._bin.setIcon(icon("bin", soft))

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(say("shell_start.search"))
        search.setAccessibleName(say("shell_start.search_name"))
        return search

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._search)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(XS)
        foot.addWidget(self._more)
        foot.addStretch(1)
        for part in (self._folder, self._bring, self._bin):
            foot.addWidget(part)
        self._sentence.setContentsMargins(S, 0, S, S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._grid)
        column.addLayout(foot)
        self._bin.hide()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._pause.start)
        self._search.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(lambda: self.words_changed.emit(self.words))
        self._grid.chosen.connect(lambda card: self.picked.emit(card, "open"))
        self._grid.away_wanted.connect(lambda card: self.picked.emit(card, "bin"))
        self._grid.named.connect(self.named)
        self._grid.fitted.connect(self._offer_more)
        self._grid.menu_wanted.connect(self._menu.open_for)
        self._menu.picked.connect(self.picked)
        self._more.clicked.connect(self._on_more_clicked)
        self._folder.clicked.connect(self.folder_wanted)
        self._bring.clicked.connect(self.bringing_wanted)
        self._bin.clicked.connect(self.bin_wanted)

    def _on_return(self) -> None:
        """Enter in the search goes to what was found, not past it."""
        if self._grid.cards:
            self._grid.setFocus()
            self._grid.setCurrentIndex(self._grid.model().index(0, 0))

    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        cards = self._cards or ()
        whole = self._all or bool(self._words)
        self._grid.show_cards(cards, None if whole else FIRST_ROWS)
        self._grid.setVisible(bool(cards))
        self._sentence.setText(self._what_to_say())
        self._sentence.setVisible(not cards)
        self._search.setVisible(bool(cards or self._words))
        self._more.setText(
            say("shell_start.show_fewer") if self._all else say("shell_start.show_all", count=len(cards))
        )
        self._more.setAccessibleName(self._more.text())
        self._offer_more()

    def _offer_more(self) -> None:
        """Offer the rest only where there is one; how many fit goes by the width."""
        hidden = len(self._cards or ()) > self._grid.shown_count
        self._more.setVisible(not self._words and (self._all or hidden))

    def _what_to_say(self) -> str:
        if self._cards is None:
            return say("shell_start.looking")
        return (
            say("shell_start.nothing_found", words=self._words) if self._words else say("shell_start.no_apps")
        )


def _button(key: str) -> QPushButton:
    button = QPushButton(say(f"shell_start.{key}") if key in ("open_folder", "bring_in") else "")
    button.setProperty("role", "quiet")
    button.setAccessibleName(button.text())
    return button
