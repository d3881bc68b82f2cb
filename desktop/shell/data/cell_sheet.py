"""The sheet beside the table, for the cell that it is about: read whole, written, kept where it belongs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.messages import say
from desktop.shell.data.entry import Entry
from desktop.shell.data.files import picture_from
from desktop.shell.data.pictures import LARGE, picture_in
from desktop.shell.data.side_sheet import SideSheet
from desktop.shell.data.table_model import COLUMN_ROLE, TableModel
from desktop.shell.data.unkept import Cell
from desktop.shell.data.work import Work
from desktop.shell.errands import Errands

PICTURES = "*.png *.jpg *.jpeg *.webp *.gif *.bmp"


class CellSheet(SideSheet):
    """Shows one cell of a table at a time.

    Args:
        model: The table.
        work: What reads and writes it.
        errands: Where a picture is made smaller.
    """

    def __init__(
        self, model: TableModel, work: Work, errands: Errands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._work, self._errands = model, work, errands
        self._cell: Cell = ("", "")
        self.written.connect(lambda words: self._work.put({self._cell: Entry(words)}))
        self.picture_wanted.connect(self._choose_picture)
        self.picture_removed.connect(self._remove_picture)

    def show_cell(self, index: QModelIndex) -> None:
        """Show a cell that holds a long text or a picture."""
        self.hand_over()
        cell, column = self._model.cell_at(index), index.data(COLUMN_ROLE)
        self._cell = cell
        if self._model.draft(cell[0]) is not None or index.data(COLUMN_ROLE) is None:
            self._show(cell, column.type, self._draft_words(cell))
        else:
            self._work.read_whole(cell, partial(self._show, cell, column.type))

    def close_silently(self) -> None:
        """Go without handing anything over: the record is about to go."""
        self._cell = ("", "")
        self.hide()

    def _draft_words(self, cell: Cell) -> str:
        entry = (self._model.draft(cell[0]) or {}).get(cell[1])
        return "" if entry is None else entry.words or str(entry.value or "")

    def _show(self, cell: Cell, type_: str, words: str) -> None:
        if cell != self._cell:
            return
        if type_ == "image":
            self.show_picture(cell[1], picture_in(words, LARGE))
        else:
            self.show_text(cell[1], words)

    def _choose_picture(self) -> None:
        chooser = QFileDialog(self, say("shell_data.picture_choose"), "", f"({PICTURES})")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda file: self._take(self._cell, Path(file)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _take(self, cell: Cell, file: Path) -> None:
        self._errands.run(
            partial(picture_from, file),
            partial(self._put_picture, cell),
            lambda sentence: self._work.failed.emit(sentence, partial(self._take, cell, file)),
        )

    def _put_picture(self, cell: Cell, kept: str) -> None:
        self._work.put({cell: Entry("", kept, is_picked=True)})
        if cell == self._cell and self.isVisible():
            self.show_picture(cell[1], picture_in(kept, LARGE))

    def _remove_picture(self) -> None:
        self._work.put({self._cell: Entry("", None, is_picked=True)})
        self.show_picture(self._cell[1], None)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the table."""
        return QSize(self.width(), 320)
