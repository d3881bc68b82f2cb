"""The table as a widget: its keys, its widths, and the sentence beneath a cell that was refused."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.messages import say
from desktop.shell.data.beneath import place_beneath
from desktop.shell.data.cell_delegate import Ask, CellDelegate
from desktop.shell.data.columns import IN_A_SHEET
from desktop.shell.data.table_model import COLUMN_ROLE, REFUSED_ROLE, Place, TableModel
from desktop.shell.look import XS, Look, M, S, font
from desktop.shell.wrapped_label import WrappedLabel

_WIDTHS_PX = {
    "long text": 260,
    "yes/no": 84,
    "rating": 112,
    "image": 92,
    "number": 104,
    "time": 96,
    "date": 128,
    "date and time": 176,
    "colour": 112,
    "duration": 104,
    "percent": 96,
    "money": 112,
}
_USUAL_PX, _WIDEST_SHARE = 176, 420
_ROW_PX = 36
_WHY_PX = 300


class TableView(QTableView):
    """Shows a `TableModel`.

    Signals:
        sheet_wanted: (index) of a cell that is written in a sheet beside the table.
        copy_wanted, paste_wanted, clear_wanted, delete_wanted: What is selected is meant.
        put_back_wanted: (index) of a refused cell that shall be what it was.
        order_wanted: (column, whether the greatest comes first); "" for the order in which they were made.
    """

    sheet_wanted = Signal(QModelIndex)
    copy_wanted = Signal()
    paste_wanted = Signal()
    clear_wanted = Signal()
    delete_wanted = Signal()
    put_back_wanted = Signal(QModelIndex)
    order_wanted = Signal(str, bool)

    def __init__(self, model: TableModel, ask: Ask) -> None:
        super().__init__()
        self._why = _Why(self.viewport())
        self._order = ("", False)
        self._row = 0
        self.setModel(model)
        self.cells = CellDelegate(ask, self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(say("shell_data.table_name"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leads on to the next part of the window
        self.setCornerButtonEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._set_headers()
        self._add_actions()
        self._why.put_back.clicked.connect(lambda: self.put_back_wanted.emit(self.currentIndex()))
        model.dataChanged.connect(self._show_why)
        model.modelReset.connect(self._why.hide)
        self.doubleClicked.connect(self._on_opened)
        self.horizontalScrollBar().valueChanged.connect(self._show_why)
        self.verticalScrollBar().valueChanged.connect(self._show_why)

    def show_table(self, model: TableModel, *, is_new: bool) -> None:
        """Stand where one stood before; in a new table, at its beginning.

        Args:
            model: What is shown; it has just been looked at again.
            is_new: Whether it is another table.
        """
        if is_new:
            self._fit_columns(model)
            self.scrollToTop()
        elif not self.currentIndex().isValid() and model.rowCount():
            self.setCurrentIndex(model.index(min(self._row, model.rowCount() - 1), 0))

    def _fit_columns(self, model: TableModel) -> None:
        """Give every column a width that suits its type; what room is left goes to words."""
        widths = [
            max(_WIDTHS_PX.get(each.type, _USUAL_PX), self.horizontalHeader().sectionSizeHint(at) + M)
            for at, each in enumerate(model.columns)
        ]
        grow = [
            at
            for at, each in enumerate(model.columns)
            if each.type not in _WIDTHS_PX or each.type == "long text"
        ]
        spare = self.viewport().width() - sum(widths)
        for at in grow if spare > 0 else ():
            widths[at] = min(widths[at] + spare // len(grow), _WIDEST_SHARE)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def forget_order(self) -> None:
        """Show the records in the order in which they were made."""
        self._order = ("", False)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def rows_selected(self) -> tuple[int, ...]:
        """The rows that are selected as a whole, or have a selected cell, in order."""
        return tuple(sorted({each.row() for each in self.selectionModel().selectedIndexes()}))

    def in_sight(self) -> range:
        """The rows that can be seen."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def go_to(self, index: QModelIndex, edit: bool = False) -> None:
        """Select a cell and show it; with `edit`, begin to write in it."""
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
            self.setFocus()
            if edit:
                self.open_editor(index)

    def open_editor(self, index: QModelIndex) -> None:
        """Begin to write in a cell, in place or in a sheet."""
        if _has_sheet(index):
            self.sheet_wanted.emit(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self.cells.dress(look)
        self.viewport().update()

    # --- Qt asks ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys that people know from a spreadsheet."""
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            # What an editor has not used, such as the Enter that ends it, is no wish about the table.
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            self.open_editor(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.delete_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            whole = self.selectionModel().selectedRows()
            (self.delete_wanted if whole else self.clear_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape and index.data(REFUSED_ROLE):
            self.put_back_wanted.emit(index)
        elif self._opens_sheet(event, index):
            self.sheet_wanted.emit(index)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Place, previous: Place) -> None:  # noqa: N802 - Qt's name
        """Say why, when the cell was refused."""
        super().currentChanged(current, previous)
        self._row = current.row() if current.isValid() else self._row
        self._show_why()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the sentence beside its cell."""
        super().resizeEvent(event)
        self._show_why()

    # --- inside -------------------------------------------------------------------------------------

    def _opens_sheet(self, event: QKeyEvent, index: QModelIndex) -> bool:
        is_typing = bool(event.text()) and event.text().isprintable() and not event.modifiers()
        return is_typing and _has_sheet(index)

    def _on_header_clicked(self, section: int) -> None:
        name, (by, descending) = str(self.model().headerData(section, Qt.Orientation.Horizontal)), self._order
        # Up, down, and back to the order in which they were made.
        self._order = (name, False) if by != name else (name, True) if not descending else ("", False)
        order = Qt.SortOrder.DescendingOrder if self._order[1] else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section if self._order[0] else -1, order)
        self.order_wanted.emit(*self._order)

    def _on_opened(self, index: QModelIndex) -> None:
        if _has_sheet(index):
            self.sheet_wanted.emit(index)

    def _set_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.sectionClicked.connect(self._on_header_clicked)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(56)
        across.setAccessibleName(say("shell_data.columns_name"))
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ROW_PX)
        down.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        down.setStyleSheet("QHeaderView::section { font-weight: 400; }")
        self.setCornerWidget(QWidget())  # Fusion would draw a box where the scroll bars meet
        down.setAccessibleName(say("shell_data.rows_name"))

    def _add_actions(self) -> None:
        for key, wish in (
            ("copy", self.copy_wanted),
            ("paste", self.paste_wanted),
            ("delete", self.delete_wanted),
        ):
            action = QAction(say(f"shell_data.menu_{key}"), self)
            action.triggered.connect(wish)
            self.addAction(action)

    def _show_why(self, *_changed: object) -> None:
        index = self.currentIndex()
        why = str(index.data(REFUSED_ROLE) or "") if index.isValid() else ""
        place = self.visualRect(index) if why else QRect()
        if not why or not place.intersects(self.viewport().rect()):
            self._why.hide()
            return
        self._why.say_this(why)
        self._why.move(place_beneath(self.viewport(), place, self._why))
        self._why.show()
        self._why.raise_()


def _has_sheet(index: QModelIndex) -> bool:
    """Whether a cell is written in a sheet beside the table."""
    column = index.data(COLUMN_ROLE) if index.isValid() else None
    return column is not None and column.field is not None and column.type in IN_A_SHEET


class _Why(QFrame):
    """The sentence beneath a refused cell, and the way back to what was there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", "bad")
        self._words = WrappedLabel()
        self._words.setFont(font("small"))
        self.put_back = QPushButton(say("shell_data.put_back"))
        self.put_back.setProperty("role", "link")
        self.put_back.setFont(font("small"))
        self.put_back.setAccessibleName(say("shell_data.put_back_name"))
        self.put_back.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(M, S, S, S)
        line.setSpacing(XS)
        line.addWidget(self._words, 1)
        line.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(_WHY_PX)
        self.hide()

    def say_this(self, sentence: str) -> None:
        """Say why."""
        words = sentence[:1].upper() + sentence[1:]
        self._words.setText(words if words.endswith((".", "!", "?")) else f"{words}.")
        self._words.setAccessibleName(self._words.text())
        self._line.activate()
        self.adjustSize()
