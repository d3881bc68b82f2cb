"""What a person does in the table: types, ticks, adds, deletes, empties, copies and pastes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.messages import say
from desktop.shell.data import blocks
from desktop.shell.data.entry import Entry
from desktop.shell.data.table_model import VALUE_ROLE, Place, TableModel
from desktop.shell.data.table_view import TableView
from desktop.shell.data.work import Work


class Deeds(QObject):
    """Turns what is done in a table into work.

    Args:
        table: Where it is selected.
        model: What it shows.
        work: What does it.
    """

    def __init__(self, table: TableView, model: TableModel, work: Work) -> None:
        super().__init__(table)
        self._table, self._model, self._work = table, model, work
        table.cells.typed.connect(self._on_typed)
        model.ticked.connect(self._on_ticked)
        table.selectionModel().currentRowChanged.connect(self._on_row_left)
        table.delete_wanted.connect(self.delete)
        table.put_back_wanted.connect(lambda index: model.let_go(model.cell_at(index)))
        table.copy_wanted.connect(self.copy)
        table.paste_wanted.connect(self.paste)
        table.clear_wanted.connect(self.clear)
        work.copied.connect(lambda text, _count: QGuiApplication.clipboard().setText(text))

    def add(self) -> None:
        """Begin a new record at the end, and write in it."""
        id_ = self._model.add_draft({})
        first = next((at for at in range(len(self._model.columns)) if self._model.is_open(at)), 0)
        self._table.go_to(self._model.place_of(id_, self._model.columns[first].name), edit=True)

    def delete(self) -> None:
        """Delete the records that are selected."""
        self._work.delete([self._model.id_at(row) for row in self._table.rows_selected()])

    def copy(self) -> None:
        """Copy the rows and columns that are selected."""
        columns = sorted({each.column() for each in self._table.selectionModel().selectedIndexes()})
        ids = [self._model.id_at(row) for row in self._table.rows_selected()]
        self._work.copy(ids, [self._model.columns[at].name for at in columns])

    def paste(self) -> None:
        """Paste over the cells from the current one on; what reaches beyond the last row is new."""
        cells = blocks.from_text(QGuiApplication.clipboard().text())[: blocks.MOST_ROWS]
        if not cells or not self._model.columns:
            return
        current = self._table.currentIndex()
        row, column = (current.row(), current.column()) if current.isValid() else (self._model.rowCount(), 0)
        names = [each.name for each in self._model.columns]
        rows = [
            {
                names[at]: Entry(words)
                for at, words in enumerate(line, column)
                if at < len(names) and self._model.is_open(at)
            }
            for line in cells
        ]
        inside = rows[: max(0, len(self._model.view.ids) - row)]
        wished = {
            (self._model.id_at(row + at), name): entry
            for at, has in enumerate(inside)
            for name, entry in has.items()
        }
        self._work.put(wished, say("shell_data.pasted_cells", count=len(wished)))
        fresh = rows[len(inside) :]
        self._work.add_rows([has for has in fresh if any(each.words.strip() for each in has.values())])

    def clear(self) -> None:
        """Empty the cells that are selected."""
        wished = {
            self._model.cell_at(each): Entry("", None, is_picked=True)
            for each in self._table.selectedIndexes()
            if self._model.is_open(each.column()) and each.data(Qt.ItemDataRole.CheckStateRole) is None
        }
        self._work.put(wished, say("shell_data.cleared", count=len(wished)))

    def _on_typed(self, index: Place, entry: Entry) -> None:
        value = index.data(VALUE_ROLE)
        is_other_pick = entry.is_picked and (entry.value or None) != (value or None)
        if is_other_pick or entry.words != index.data(Qt.ItemDataRole.EditRole):
            self._work.put({self._model.cell_at(index): entry})

    def _on_ticked(self, id_: str, column: str, ticked: bool) -> None:
        self._work.put({(id_, column): Entry("", ticked, is_picked=True)})

    def _on_row_left(self, _row: QModelIndex, before: QModelIndex) -> None:
        """Let a new record go in which nothing was written."""
        if before.isValid() and before.row() < self._model.rowCount():
            # Not before the table has gone to its other row.
            QTimer.singleShot(0, partial(self._drop_if_empty, self._model.id_at(before.row())))

    def _drop_if_empty(self, id_: str) -> None:
        if self._model.draft(id_) == {}:
            self._model.drop_draft(id_)
