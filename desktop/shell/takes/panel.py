"""Several takes side by side: look, and pick one; or keep what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.shell.errands import Errands
from desktop.shell.look import Look, font
from desktop.shell.takes.card import TakeCard
from desktop.shell.takes.differences import differences
from desktop.shell.takes.pictures import AppPictures
from desktop.shell.wrapped_label import WrappedLabel
from desktop.workspace import OTHER

if TYPE_CHECKING:
    from desktop.outcomes import Built

NARROWEST_CARD_PX = 236
WIDEST_CARD_PX = 420
GAP_PX = 16


class TakesPanel(QWidget):
    """Cards with pictures, a title over them, and the way out below.

    Signals:
        take_chosen: The `take` of the app that is wanted.
        takes_dismissed: None of them is: what was built already stays.
    """

    take_chosen = Signal(int)
    takes_dismissed = Signal()

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            errands: Writes the apps beside the window's thread, so that pictures can be taken of them.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self.setAccessibleName(say("shell_takes.name"))
        self._look = Look("light")
        self._cards: tuple[TakeCard, ...] = ()
        self._pictures = AppPictures(errands, self)
        self._pictures.taken.connect(self._on_picture_taken)
        self._pictures.missed.connect(lambda number: self._cards[number].show_no_picture())

        title = QLabel(say("shell_takes.title"))
        title.setFont(font("title", strong=True))
        words = WrappedLabel(say("shell_takes.words"))
        words.setProperty("role", "soft")
        self._hint = WrappedLabel()
        self._hint.setProperty("role", "faint")
        self._hint.setFont(font("small"))
        self._keep = QPushButton(say("shell_takes.keep"))
        self._keep.setAccessibleName(say("shell_takes.keep_name"))
        self._keep.clicked.connect(self._dismiss)

        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setSpacing(GAP_PX)
        self._area = _CardArea(self)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(say("shell_takes.name"))

        foot = QHBoxLayout()
        foot.setSpacing(GAP_PX)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(10)
        column.addWidget(self._area, 1)
        column.addSpacing(6)
        column.addLayout(foot)

    @property
    def cards(self) -> tuple[TakeCard, ...]:
        """What is shown, from left to right."""
        return self._cards

    def show_takes(self, takes: tuple[Built, ...]) -> None:
        """Show these apps; their pictures follow one by one.

        Args:
            takes: The takes on one request in order; nine at most can be chosen by their numbers.
        """
        for card in self._cards:
            self._grid.removeWidget(card)
            card.deleteLater()
        different = differences(tuple(take.app for take in takes))
        likeliest = max(takes, key=lambda take: take.chance, default=None)
        if any(take.made_by == OTHER for take in takes):
            likeliest = None  # nobody has measured how often a model by others is right
        self._cards = tuple(
            TakeCard(take, (number, len(takes)), lines, surest=take is likeliest)
            for number, (take, lines) in enumerate(zip(takes, different, strict=True), start=1)
        )
        before: QWidget = self._area
        for card in self._cards:
            card.dress(self._look)
            card.step_requested.connect(self._go)
            card.clicked.connect(lambda _=False, card=card: self._choose(card))
        numbers = " ".join(str(number) for number in range(1, len(takes) + 1))
        self._hint.setText(say("shell_takes.hint", numbers=numbers))
        self._lay_out()
        self._area.updateGeometry()
        for card in self._cards:
            card.show()  # Qt would do it a moment later, and what is not shown takes no focus
            self.setTabOrder(before, card)
            before = card
        self.setTabOrder(before, self._keep)
        self._pictures.take(takes)
        self.take_focus()

    def take_focus(self) -> None:
        """Let the keyboard act on the first card."""
        if self._cards:
            self._cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        for card in self._cards:
            card.dress(look)

    def let_go(self) -> None:
        """Take no more pictures and remove what was written for them; call it before the window goes."""
        self._pictures.let_go()

    # --- Qt asks ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A number chooses, Esc keeps what is there."""
        key = event.key()
        number = key - int(Qt.Key.Key_1)
        if key == Qt.Key.Key_Escape:
            self._dismiss()
        elif 0 <= number < min(len(self._cards), 9):
            self._choose(self._cards[number])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Set as many cards beside each other as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    # --- parts of it -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        room = self._area.width() + GAP_PX
        columns = max(1, min(len(self._cards), room // (NARROWEST_CARD_PX + GAP_PX)))
        for place, card in enumerate(self._cards):
            card.setMaximumWidth(WIDEST_CARD_PX)
            self._grid.addWidget(card, place // columns, place % columns)
        rows = -(-len(self._cards) // columns)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row == rows else 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _go(self, by: int) -> None:
        at = next((place for place, card in enumerate(self._cards) if card.hasFocus()), 0)
        if self._cards:
            card = self._cards[(at + by) % len(self._cards)]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(card)

    def _choose(self, card: TakeCard) -> None:
        self.let_go()
        self.take_chosen.emit(card.take.take)

    def _dismiss(self) -> None:
        self.let_go()
        self.takes_dismissed.emit()

    def _on_picture_taken(self, number: int, picture: QPixmap) -> None:
        self._cards[number].show_picture(picture)


class _CardArea(QScrollArea):
    """Wants to be as high as one row of cards; whoever gives it less room gets a scroll bar."""

    def __init__(self, panel: TakesPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The size of the highest card, and of all beside each other."""
        hints = [card.sizeHint() for card in self._panel.cards]
        height = max((hint.height() for hint in hints), default=0)
        return QSize(len(hints) * (WIDEST_CARD_PX + GAP_PX), height + GAP_PX)
