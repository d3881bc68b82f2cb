"""A grid of cards, as tall as it needs to be: the page around it scrolls, and only what is seen is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop.shell.look import Look, type_factor
from desktop.shell.start.card import Card
from desktop.shell.start.card_model import CARD, CardModel
from desktop.shell.start.card_painter import CardPainter
from desktop.shell.start.face_shelf import FaceShelf

NARROWEST_PX = 240
"""Of a cell, at the usual size of type; as many stand side by side as fit."""

AnyIndex = QModelIndex | QPersistentModelIndex


class CardGrid(QListView):
    """Shows cards side by side; the arrow keys walk over them, Enter or a click chooses one.

    Signals:
        chosen: A card.
        menu_wanted: A card, and where on the screen its menu should open.
        named: A card, and a name that was typed for it.
        away_wanted: A card that should go (the Delete key).
        seen: The rectangle of the card that the keyboard came to, in this widget.
        fitted: Another number of cards has room now.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)
    named = Signal(object, str)
    away_wanted = Signal(object)
    seen = Signal(QRect)
    fitted = Signal()

    def __init__(
        self, name: str, shelf: FaceShelf, lines: int = 1, dots: bool = True, parent: QWidget | None = None
    ) -> None:
        """Make an empty grid.

        Args:
            name: What a screen reader calls it.
            shelf: Has the faces of the cards.
            lines: How many lines there are room for below a name.
            dots: Whether a card has a menu.
            parent: Where it lies.
        """
        super().__init__(parent)
        self._model = CardModel(self)
        self._painter = CardPainter(shelf, lines, dots, self)
        self._with_menu = dots
        self._cards: tuple[Card, ...] = ()
        self._most_rows: int | None = None
        self._twice = False
        self._spot = QPoint()
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The ring of the keyboard is drawn around a card, not around all of them.
        self.setStyleSheet("QListView { border: 0; }")
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._model.named.connect(self.named)
        self.clicked.connect(self._on_clicked)
        shelf.arrived.connect(self.viewport().update)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What there is, shown or not."""
        return self._cards

    @property
    def shown_count(self) -> int:
        """How many of them are shown."""
        return len(self._model.cards)

    def show_cards(self, cards: tuple[Card, ...], most_rows: int | None = None) -> None:
        """Show these; the keyboard stays on the card on which it was, if it is still there.

        Args:
            cards: From the upper left on.
            most_rows: How many rows of them; None for all.
        """
        self._cards, self._most_rows = cards, most_rows
        self._fit()

    def rename(self, card: Card) -> None:
        """Let a new name be typed for a card."""
        index = self._index_of(card)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._painter.dress(look)
        self._fit()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put as many side by side as fit now."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page around scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, F2 renames, Delete puts away, the menu key opens the menu."""
        card = self._current()
        key = event.key()
        if card is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(card)
        elif card is not None and self._with_menu and key == Qt.Key.Key_F2:
            self.rename(card)
        elif card is not None and self._with_menu and key == Qt.Key.Key_Delete:
            self.away_wanted.emit(card)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A new press is no second half of a double click."""
        self._twice = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where: the dots of a card are not the card."""
        self._spot = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click chooses once, as its first half did."""
        self._twice = True
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show by the pointer that cards can be pressed."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The other button, or the menu key, asks for a card's menu."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and self._with_menu:
            spot = self._painter.dots_rect(self.visualRect(index)).bottomLeft() if by_key else event.pos()
            self.menu_wanted.emit(index.data(CARD), self.viewport().mapToGlobal(spot))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 - Qt's name
        """Ask for the card to be seen that the keyboard came to."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.seen.emit(self.visualRect(current))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room for."""
        return QSize(4 * NARROWEST_PX, self.height())

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._twice:
            self._twice = False
            return
        dots = self._painter.dots_rect(self.visualRect(index))
        if self._with_menu and dots.contains(self._spot):
            self.menu_wanted.emit(index.data(CARD), self.viewport().mapToGlobal(dots.bottomLeft()))
        else:
            self.chosen.emit(index.data(CARD))

    def _fit(self) -> None:
        narrowest = round(NARROWEST_PX * type_factor())
        width = max(self.viewport().width(), narrowest)
        columns = width // narrowest
        # One less: Qt begins a new row for a card that ends exactly at the edge.
        side = (width - 1) // columns
        cell = QSize(side, self._painter.height_px(side))
        if cell != self.gridSize():
            self.setGridSize(cell)
        room = len(self._cards) if self._most_rows is None else columns * self._most_rows
        self._show(self._cards[:room])
        rows = -(-len(self._model.cards) // columns)
        if self.height() != rows * cell.height():
            self.setFixedHeight(rows * cell.height())

    def _show(self, cards: tuple[Card, ...]) -> None:
        if cards == self._model.cards:
            return
        card = self._current()
        self._model.show(cards)
        if card is not None:
            self.setCurrentIndex(self._index_of(card))
        self.fitted.emit()

    def _current(self) -> Card | None:
        index = self.currentIndex()
        return index.data(CARD) if index.isValid() else None

    def _index_of(self, card: Card) -> QModelIndex:
        rows = [row for row, each in enumerate(self._model.cards) if each.source == card.source]
        return self._model.index(rows[0]) if rows else QModelIndex()
