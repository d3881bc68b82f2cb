"""The words that could stand at the cursor, in a small list beside it; the keyboard stays in the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import XS, Look, font, icon
from desktop.shell.source.completion import NAME, Suggestion

ROWS_SHOWN = 7
NARROWEST_PX, WIDEST_PX = 180, 340
GAP_PX = 4


class SuggestionList(QFrame):
    """Shows suggestions over a text.

    Signals:
        chosen: A `Suggestion`.
    """

    chosen = Signal(object)

    def __init__(self, area: QWidget, look: Look) -> None:
        super().__init__(area)
        self._area = area
        self._look = look
        self.setProperty("role", "popover")
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFont(font("small", code=True))
        self._list.setIconSize(QSize(14, 14))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(say("shell_source.suggestions"))
        self._list.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XS, XS, XS, XS)
        layout.addWidget(self._list)
        self.hide()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look

    def show_suggestions(self, suggestions: Sequence[Suggestion], at: QRect) -> None:
        """Show these below a place of the text, or above it if there is no room; none hides the list.

        Args:
            suggestions: The best first.
            at: Where the word begins, in the area's pixels.
        """
        if not suggestions:
            self.hide()
            return
        self._list.clear()
        name = icon("data", self._look.colour("code_type"), 14)
        word = icon("text", self._look.colour("code_word"), 14)
        for each in suggestions:
            item = QListWidgetItem(name if each.kind == NAME else word, each.text)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                say(f"shell_source.suggestion_{each.kind}", word=each.text),
            )
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._place(at)
        self.show()
        self.raise_()

    def step(self, rows: int) -> None:
        """Go up or down by some rows, round the ends."""
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + rows) % count)

    def current(self) -> Suggestion | None:
        """What Enter would take."""
        item = self._list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Suggestion) else None

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered now."""
        if not self.isVisible():
            return ()
        return tuple(self._list.item(row).text() for row in range(self._list.count()))

    def _place(self, at: QRect) -> None:
        area = self._area
        row_px = self._list.sizeHintForRow(0)
        rows = min(self._list.count(), ROWS_SHOWN)
        frame_px = 2 * (self._list.frameWidth() + XS) + 4
        height_px = rows * row_px + frame_px
        wanted_px = self._list.sizeHintForColumn(0) + frame_px + 24
        width_px = min(max(wanted_px, NARROWEST_PX), WIDEST_PX, max(area.width() - 2 * GAP_PX, NARROWEST_PX))
        left_px = max(GAP_PX, min(at.left(), area.width() - width_px - GAP_PX))
        top_px = at.bottom() + GAP_PX
        if top_px + height_px > area.height() and at.top() > area.height() - at.bottom():
            top_px = max(GAP_PX, at.top() - GAP_PX - height_px)
        self.setGeometry(left_px, top_px, width_px, min(height_px, area.height() - 2 * GAP_PX))
