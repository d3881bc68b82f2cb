"""The lines of a table that somebody has looked at: wished for in blocks, kept while they are near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desktop.records import Line
from desktop.shell.data.pictures import Lines
from desktop.shell.data.unkept import Cell

AT_ONCE = 100
MOST_KEPT = 4000


class LineStore(QObject):
    """Knows the lines of some ids in order.

    Signals:
        wanted: Ids of records that were looked for and are not read yet.
    """

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[str] = ()
        self._lines: dict[str, Line] = {}
        self._pictures: dict[Cell, QImage] = {}
        self._asked: set[str] = set()
        self._blocks: dict[int, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def line(self, id_: str) -> Line | None:
        """Return a line; None if it has not been read."""
        return self._lines.get(id_)

    def picture(self, cell: Cell) -> QImage | None:
        """Return the small picture of a cell; None if it has none."""
        return self._pictures.get(cell)

    def begin(self, ids: Sequence[str], keep: bool = False) -> None:
        """Begin with other ids.

        Args:
            ids: In order.
            keep: Show what was read before until it is read again, so that nothing flickers.
        """
        self._ids = ids
        self._asked.clear()
        self._blocks.clear()
        if not keep:
            self._lines.clear()
            self._pictures.clear()

    def put(self, found: Lines, asked: Iterable[str], rows: Mapping[str, int]) -> None:
        """Take lines that have been read.

        Args:
            found: The lines.
            asked: The ids that were asked for.
            rows: Where each record stands: lines far away from these are let go.
        """
        self._asked.difference_update(asked)
        new = {line.id: line for line in found.lines}
        self._lines.update(new)
        self._pictures = {cell: each for cell, each in self._pictures.items() if cell[0] not in new}
        for cell, picture in found.pictures:
            self._pictures[cell] = picture
        if len(self._lines) > MOST_KEPT and found.lines:
            middle = rows.get(found.lines[len(found.lines) // 2].id, 0)
            near = sorted(self._lines, key=lambda id_: abs(rows.get(id_, len(self._ids) * 2) - middle))
            for id_ in near[MOST_KEPT // 2 :]:
                del self._lines[id_]
            self._pictures = {cell: each for cell, each in self._pictures.items() if cell[0] in self._lines}

    def want(self, row: int) -> None:
        """Wish for the lines around a row."""
        self._blocks[row // AT_ONCE] = None
        if not self._soon.isActive():
            self._soon.start()

    def want_again(self, rows: Iterable[int]) -> None:
        """Wish for lines that are there already: somebody may have changed them."""
        blocks = dict.fromkeys(row // AT_ONCE for row in rows)
        for block in blocks:
            ids = tuple(self._ids[block * AT_ONCE : (block + 1) * AT_ONCE])
            if ids:
                self._asked.update(ids)
                self.wanted.emit(ids)

    def _ask(self) -> None:
        # The last one first: it is what is in sight.
        blocks, self._blocks = tuple(self._blocks), {}
        for block in reversed(blocks):
            ids = self._ids[block * AT_ONCE : (block + 1) * AT_ONCE]
            missing = tuple(each for each in ids if each not in self._lines and each not in self._asked)
            if missing:
                self._asked.update(missing)
                self.wanted.emit(missing)
