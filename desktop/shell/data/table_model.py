"""The table of one kind of record, for a view: what is in the database, and what was typed here and is not.

It reads and writes nothing itself: lines that are not there are wished for, and come when they were read.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from desktop.messages import say
from desktop.records import Line, TableColumn, new_id
from desktop.shell.data import in_words
from desktop.shell.data.columns import IN_A_SHEET, TEXT_ROLES, about, alignment, of_header
from desktop.shell.data.desk import View
from desktop.shell.data.entry import Entry
from desktop.shell.data.line_store import LineStore
from desktop.shell.data.pictures import Lines, swatch
from desktop.shell.data.unkept import Cell, Unkept
from desktop.shell.look import LIGHT, Look
from desktop.shell.nothing import or_nothing

Place = QModelIndex | QPersistentModelIndex

COLUMN_ROLE = Qt.ItemDataRole.UserRole + 1
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2
REFUSED_ROLE = Qt.ItemDataRole.UserRole + 3
"""Why what stands in the cell was not taken; "" if nothing is wrong."""
NEEDED_ROLE = Qt.ItemDataRole.UserRole + 4
"""Whether the cell has to be filled in before the new record is kept."""
_NO_PLACE = QModelIndex()


class TableModel(QAbstractTableModel):
    """Shows a `View`.

    Signals:
        lines_wanted: Ids of records that are in sight and not read yet.
        ticked: (id, column, whether): a box was ticked.
    """

    lines_wanted = Signal(object)
    ticked = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._view = View("", (), ())
        self._rows: ChainMap[str, int] = ChainMap()
        self._kept_here: dict[str, int] = {}
        self._unkept = Unkept()
        self._look = Look(LIGHT)
        self._store = LineStore(self)
        self._store.wanted.connect(self.lines_wanted)

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns."""
        return self._view.columns

    def show_view(self, view: View, unkept: Unkept, in_sight: Iterable[int] = ()) -> None:
        """Show a table, and what was typed into it before; rows in sight are read again."""
        is_same = (view.columns, view.ids) == (self.columns, self._view.ids) and unkept is self._unkept
        if is_same:
            self._view = view
            self._store.begin(view.ids, keep=True)
            self._store.want_again(row for row in in_sight if row < len(view.ids))
            return
        self.beginResetModel()
        self._kept_here = {}
        self._store.begin(view.ids, keep=view.columns == self.columns and view.entity == self._view.entity)
        self._view, self._unkept = view, unkept
        self._count_rows()
        self.endResetModel()
        self._store.want_again(row for row in in_sight if row < len(view.ids))

    def show_lines(self, found: Lines, asked: Iterable[str] = ()) -> None:
        """Show lines that have been read."""
        self._store.put(found, asked, self._rows)
        rows = [self._rows[each.id] for each in found.lines if each.id in self._rows]
        if rows:
            self._repaint(min(rows), max(rows))

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._repaint()

    # --- what a person has typed --------------------------------------------------------------------
    def show_typed(self, entries: Mapping[Cell, Entry]) -> None:
        """Show values while they are written."""
        for cell, entry in entries.items():
            self._unkept.put(cell, entry)
        self._repaint_rows(cell[0] for cell in entries)

    def settle(self, cells: Iterable[Cell], refused: Mapping[Cell, str]) -> None:
        """Tell what became of values: those that were not refused are what the lines say."""
        settled = tuple(cells)
        self._unkept.settle(settled, refused)
        self._repaint_rows(cell[0] for cell in settled)

    def let_go(self, cell: Cell) -> None:
        """Take what was refused out of a cell: what was there before is there again."""
        self._unkept.let_go(cell)
        self._repaint_rows((cell[0],))

    def add_draft(self, entries: Mapping[str, Entry]) -> str:
        """Begin a new record at the end; return its id."""
        id_, row = new_id(), self.rowCount()
        self.beginInsertRows(_NO_PLACE, row, row)
        self._unkept.drafts[id_] = dict(entries)
        self._count_rows()
        self.endInsertRows()
        return id_

    def keep_draft(self, id_: str, found: Lines) -> None:
        """A new record is in the database: it stays in its place until the table is looked at again."""
        if id_ not in self._unkept.drafts:
            return
        row, at = self._rows[id_], len(self._view.ids)
        if row != at:  # the kept ones stand before those that are not
            self.beginMoveRows(_NO_PLACE, row, row, _NO_PLACE, at)
        self._unkept.drop_draft(id_)
        self._view = replace(self._view, ids=(*self._view.ids, id_))
        self._kept_here[id_] = at
        self._count_rows()
        if row != at:
            self.endMoveRows()
        self.show_lines(found)

    def drop_draft(self, id_: str) -> None:
        """Let a new record go that was never kept."""
        if id_ in self._unkept.drafts:
            row = self._rows[id_]
            self.beginRemoveRows(_NO_PLACE, row, row)
            self._unkept.drop_draft(id_)
            self._count_rows()
            self.endRemoveRows()

    def draft(self, id_: str) -> dict[str, Entry] | None:
        """What was typed into a new record; None if it is in the database."""
        return self._unkept.drafts.get(id_)

    # --- places -------------------------------------------------------------------------------------
    def id_at(self, row: int) -> str:
        """The id of the record in a row."""
        ids = self._view.ids
        return ids[row] if row < len(ids) else tuple(self._unkept.drafts)[row - len(ids)]

    def place_of(self, id_: str, column: str) -> QModelIndex:
        """The place of a cell; an invalid one if it is not shown."""
        at = next((place for place, each in enumerate(self.columns) if each.name == column), -1)
        return self.index(self._rows[id_], at) if id_ in self._rows and at >= 0 else QModelIndex()

    def cell_at(self, index: Place) -> Cell:
        """The record and the column of a place."""
        return self.id_at(index.row()), self.columns[index.column()].name

    def is_open(self, column: int) -> bool:
        """Whether a column can be written in."""
        return self.columns[column].field is not None and self.columns[column].type != "file"

    # --- Qt asks ------------------------------------------------------------------------------------

    def rowCount(self, parent: Place = _NO_PLACE) -> int:  # noqa: N802 - Qt's name
        """How many records there are, with those that are not kept yet."""
        return 0 if parent.isValid() else len(self._view.ids) + len(self._unkept.drafts)

    def columnCount(self, parent: Place = _NO_PLACE) -> int:  # noqa: N802 - Qt's name
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Place) -> Qt.ItemFlag:
        """What can be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.is_open(index.column()):
            type_ = self.columns[index.column()].type
            if type_ == "yes/no":
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            elif type_ not in IN_A_SHEET:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns, and the numbers of the rows."""
        if orientation == Qt.Orientation.Vertical:
            return or_nothing(str(section + 1) if role in TEXT_ROLES else None)
        has = 0 <= section < len(self.columns)
        return or_nothing(of_header(self.columns[section], role) if has else None)

    def data(self, index: Place, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell."""
        return or_nothing(self._of_cell(index, role) if index.isValid() else None)

    def setData(  # noqa: N802 - Qt's name
        self, index: Place, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a tick; everything else comes from an editor."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.ticked.emit(*self.cell_at(index), value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
        return True

    # --- inside -------------------------------------------------------------------------------------

    def _of_cell(self, index: Place, role: int) -> object:
        column, cell = self.columns[index.column()], self.cell_at(index)
        if role in TEXT_ROLES:
            return self._shown(index, cell, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.CheckStateRole:
            is_box = column.type == "yes/no" and column.field is not None
            ticked = Qt.CheckState.Checked if is_box and self._value(index, cell) else Qt.CheckState.Unchecked
            return ticked if is_box else None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._decoration(index, cell, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(self._look.colour("ink_soft"))) if column.field is None else None
        if role == Qt.ItemDataRole.EditRole:
            return self._written(index, cell, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._unkept.refused.get(cell) or (about(column) if column.field is None else None)
        if role == COLUMN_ROLE:
            return column
        if role == VALUE_ROLE:
            return self._value(index, cell)
        if role == REFUSED_ROLE:
            return self._unkept.refused.get(cell, "")
        return self._unkept.is_needed(cell, column) if role == NEEDED_ROLE else None

    def _value(self, index: Place, cell: Cell) -> object:
        entry = self._unkept.entry(cell)
        if entry is not None:
            return entry.value
        if cell[0] in self._unkept.drafts:
            return self._view.start.get(cell[1])
        line = self._line_wanted(index.row())
        return line.values[index.column()] if line is not None else None

    def _shown(self, index: Place, cell: Cell, column: TableColumn) -> str:
        entry = self._unkept.entry(cell)
        if column.type == "yes/no" and column.field is not None:
            return ""
        if entry is not None:
            return entry.words
        if column.field is None and not column.is_told:
            return say("shell_data.untold")
        value = self._value(index, cell)
        if isinstance(value, bool):
            return in_words.written(value, (), column)
        return in_words.shown(value, self._names(index), column)  # type: ignore[arg-type]

    def _written(self, index: Place, cell: Cell, column: TableColumn) -> str:
        entry = self._unkept.entry(cell)
        if entry is not None:
            return entry.words
        return in_words.written(self._value(index, cell), self._names(index), column)  # type: ignore[arg-type]

    def _decoration(self, index: Place, cell: Cell, column: TableColumn) -> object:
        if column.type == "image":
            return self._store.picture(cell)
        value = self._value(index, cell) if column.type == "colour" else None
        return swatch(str(value), self._look.colour("line_strong")) if value else None

    def _names(self, index: Place) -> tuple[str, ...]:
        line = self._store.line(self.id_at(index.row()))
        return line.names[index.column()] if line is not None else ()

    def _line_wanted(self, row: int) -> Line | None:
        line = self._store.line(self.id_at(row))
        if line is None:
            self._store.want(row)
        return line

    def _count_rows(self) -> None:
        """New records stand behind all others; where those stand was worked out with them."""
        drafts = {id_: row for row, id_ in enumerate(self._unkept.drafts, len(self._view.ids))}
        self._rows = ChainMap(drafts, self._kept_here, self._view.rows)

    def _repaint(self, first: int = 0, last: int | None = None) -> None:
        end = self.rowCount() - 1 if last is None else last
        if end >= 0 and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(end, len(self.columns) - 1))

    def _repaint_rows(self, ids: Iterable[str]) -> None:
        for row in {self._rows[id_] for id_ in ids if id_ in self._rows}:
            self._repaint(row, row)
