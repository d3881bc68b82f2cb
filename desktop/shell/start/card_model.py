"""The cards as Qt's views want them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.shell.start.card import Card

CARD = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """A list of cards.

    Signals:
        named: A card, and the name that was typed for it.
    """

    named = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._cards

    def show(self, cards: tuple[Card, ...]) -> None:
        """Show these."""
        if cards == self._cards:
            return
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many there are."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What there is of a card: itself, its name, and what a screen reader says of it."""
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return card.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (card.name, card.about if card.trouble else card.line) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.about or None
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Take a name that was typed; the list changes when the app has it."""
        card = self._cards[index.row()]
        typed = str(value).strip()
        if role == Qt.ItemDataRole.EditRole and typed and typed != card.name:
            self.named.emit(card, typed)
        return False

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A card can be chosen, and its name be typed."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren
