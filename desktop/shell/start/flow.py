"""A layout for things of different widths: side by side, in the middle, and in as many rows as it takes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class CentredFlow(QLayout):
    """Rows of parts, each row in the middle of the width."""

    def __init__(self, parent: QWidget, gap_px: int, fewest_rows: int = 1) -> None:
        """Make an empty one.

        Args:
            parent: What is laid out.
            gap_px: Between two parts, and between two rows.
            fewest_rows: Rows to keep room for, so that nothing jumps when the parts change.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap_px
        self._fewest_rows = fewest_rows
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take a part, behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """One of them; Qt asks until there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """No larger than it must be."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """What it takes."""
        rows = self._rows(width)
        height = self._row_height()
        count = max(len(rows), self._fewest_rows)
        return count * height + (count - 1) * self._gap

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest of the parts; the height follows from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the widest of the parts."""
        return QSize(max((item.sizeHint().width() for item in self._items), default=0), self._row_height())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Lay the parts out."""
        super().setGeometry(rect)
        top = rect.top()
        for row in self._rows(rect.width()):
            widths = [min(item.sizeHint().width(), rect.width()) for item in row]
            left = rect.left() + (rect.width() - sum(widths) - self._gap * (len(row) - 1)) // 2
            for item, width in zip(row, widths, strict=True):
                item.setGeometry(QRect(QPoint(left, top), QSize(width, self._row_height())))
                left += width + self._gap
            top += self._row_height() + self._gap

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            needed = item.sizeHint().width()
            if not rows or used + self._gap + needed > width:
                rows.append([])
                used = -self._gap
            rows[-1].append(item)
            used += self._gap + needed
        return rows

    def _row_height(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)
