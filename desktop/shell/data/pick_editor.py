"""A choice, tags or references: a list beneath the cell, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.messages import say
from desktop.records.cells import same_words
from desktop.records.kinds import Given
from desktop.shell.data.beneath import Beneath
from desktop.shell.data.cell_editors import WordsEditor
from desktop.shell.data.entry import Entry

Offer = tuple[Given, str]
"""A value, and how it reads."""

_VALUE = Qt.ItemDataRole.UserRole
_ROWS_SHOWN = 8
_WIDTH_PX = 240


class PickEditor(WordsEditor):
    """Picks one or several of some offers.

    Args:
        parent: The table's viewport.
        name: Of the column.
        many: Whether several can be picked.
        ask: Finds offers for what is typed, and gives them to `offer`; None where all are known.
    """

    def __init__(
        self, parent: QWidget, name: str, *, many: bool, ask: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(parent, name)
        self._many, self._ask = many, ask
        self._offers: tuple[Offer, ...] = ()
        self._picked: dict[Given, str] = {}
        self._touched = False
        self._list = QListWidget()
        self._list.setAccessibleName(say("shell_data.offers_name", column=name))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_clicked)
        self._beneath = Beneath(self, self._list)
        self.textEdited.connect(self._on_typed)

    def begin(self, picked: Sequence[Offer]) -> None:
        """Show what is picked already."""
        self._picked = dict(picked)
        words = ", ".join(self._picked.values())
        if self._many:
            self.setPlaceholderText(words or say("shell_data.pick_hint"))
            self.setText("")
        else:
            self.setPlaceholderText(say("shell_data.pick_hint"))
            self.fill(words)
        self._look_up("")

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show what can be picked."""
        self._offers = tuple(offers)
        self._show()

    def entry(self) -> Entry:
        """What was picked; what was only typed is left to be read."""
        if self._many:
            values = tuple(str(value) for value in self._picked)
            return Entry(", ".join(self._picked.values()), values, is_picked=True)
        typed = self.text().strip()
        for value, words in (*self._picked.items(), *self._offers):
            if typed and same_words(words) == same_words(typed):
                return Entry(words, value, is_picked=True)
        return Entry(typed)

    def take_enter(self) -> bool:
        """Let Enter pick what is lit in the list; whether it did and there may be more to pick."""
        item = self._list.currentItem()
        if item is None or not self._beneath.isVisible() or not (self._touched or not self._many):
            return False
        self._pick(item)
        return self._many

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Open the list with the editor."""
        super().showEvent(event)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A space ticks what is lit where several can be picked and nothing is typed."""
        if self._many and event.key() == Qt.Key.Key_Space and not self.text() and self._list.currentItem():
            self._pick(self._list.currentItem())
            event.accept()
            return
        super().keyPressEvent(event)

    def _step(self, key: int) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}
        row = max(0, min(self._list.count() - 1, self._list.currentRow() + steps[Qt.Key(key)]))
        self._list.setCurrentRow(row)
        self._touched = True

    def _on_typed(self, text: str) -> None:
        self._touched = True
        self._look_up(text)

    def _look_up(self, words: str) -> None:
        if self._ask is not None:
            self._ask(words)
        else:
            self._show()

    def _show(self) -> None:
        wanted = same_words(self.text()) if self._touched else ""
        found = [each for each in self._offers if self._ask is not None or wanted in same_words(each[1])]
        if self._many and not wanted:
            # What is picked stands first, also where it is not among the first that were found.
            rest = [each for each in found if each[0] not in self._picked]
            found = [*self._picked.items(), *rest]
        self._list.clear()
        for value, words in found:
            item = QListWidgetItem(words)
            item.setData(_VALUE, value)
            if self._many:
                ticked = Qt.CheckState.Checked if value in self._picked else Qt.CheckState.Unchecked
                item.setCheckState(ticked)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._list.addItem(item)
        current = next((row for row, each in enumerate(found) if each[0] in self._picked), 0)
        # Nothing is lit while nothing is asked for: Enter must not pick what nobody meant.
        if found and (wanted or (self._picked and not self._touched)):
            self._list.setCurrentRow(0 if wanted else current)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self._list.count(), 1), _ROWS_SHOWN)
        height = (self._list.sizeHintForRow(0) if self._list.count() else 30) * rows + 8
        self._list.setFixedSize(max(_WIDTH_PX, self.width()), height)
        if self.isVisible():
            self._beneath.setVisible(bool(self._list.count()))
            if self._list.count():
                self._beneath.open()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._pick(item)
        if not self._many:
            self.picked.emit()

    def _pick(self, item: QListWidgetItem) -> None:
        value, words = item.data(_VALUE), item.text()
        if not self._many:
            self._picked = {value: words}
            self.setText(words)
            return
        if value in self._picked:
            del self._picked[value]
        else:
            self._picked[value] = words
        self.setText("")
        self.setPlaceholderText(", ".join(self._picked.values()) or say("shell_data.pick_hint"))
        row = self._list.currentRow()
        self._look_up("")
        self._list.setCurrentRow(min(row, self._list.count() - 1))
