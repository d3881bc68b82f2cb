"""Which kind of record is shown: a list with counts where there is room, else a box to choose from."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.messages import say
from desktop.shell.data.desk import Tables
from desktop.shell.data.table_model import Place
from desktop.shell.look import LIGHT, Look, font

_NAME, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
LIST_PX = 196
WIDE_PX = 760
"""From here on a panel has room for the list."""


class EntityPicker(QObject):
    """The list and the box, of which one is in sight.

    Signals:
        chosen: The name of a kind of record.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list, self.box = EntityList(), EntityBox()
        self._has_several = False
        self.list.chosen.connect(self.chosen)
        self.box.chosen.connect(self.chosen)
        self.list.hide()
        self.box.hide()

    def show_tables(self, tables: Tables, current: str) -> None:
        """Show what there is; where it is one kind only there is nothing to choose."""
        self._has_several = len(tables.tables) > 1
        self.list.show_tables(tables, current)
        self.box.show_tables(tables, current)

    def fit(self, width_px: int) -> None:
        """Show the list in a panel of this width, or the box."""
        self.list.setVisible(self._has_several and width_px >= WIDE_PX)
        self.box.setVisible(self._has_several and width_px < WIDE_PX)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self.list.dress(look)


class EntityList(QListWidget):
    """The kinds of records, below each other.

    Signals:
        chosen: The name of one.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("shell_data.tables_name"))
        self.setFixedWidth(LIST_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._drawing = _Drawing(self)
        self.setItemDelegate(self._drawing)
        self.currentItemChanged.connect(self._on_changed)

    def show_tables(self, tables: Tables, current: str) -> None:
        """Show what there is."""
        self.ensurePolished()
        with QSignalBlocker(self):
            self.clear()
            for each in tables.tables:
                item = QListWidgetItem(each.name)
                item.setData(_NAME, each.name)
                item.setData(_COUNT, each.count)
                spoken = say("shell_data.table_with_count", table=each.name, count=each.count)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setToolTip(each.name)
                self.addItem(item)
                if each.name == current:
                    self.setCurrentItem(item)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._drawing.look = look
        self.viewport().update()

    def _on_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_NAME))


class EntityBox(QComboBox):
    """The kinds of records, in a narrow window.

    Signals:
        chosen: The name of one.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("shell_data.tables_name"))
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def show_tables(self, tables: Tables, current: str) -> None:
        """Show what there is."""
        with QSignalBlocker(self):
            self.clear()
            for each in tables.tables:
                words = say("shell_data.table_with_count", table=each.name, count=f"{each.count:,}")
                self.addItem(words, each.name)
            self.setCurrentIndex(self.findData(current))


class _Drawing(QStyledItemDelegate):
    """Draws the count of a kind of record at the right edge."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self.look = Look(LIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        """Draw a line of the list."""
        words = f"{index.data(_COUNT):,}"
        small = font("small")
        painter.save()
        room = option.fontMetrics.horizontalAdvance(words) + 12
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.text = option.fontMetrics.elidedText(
            whole.text, Qt.TextElideMode.ElideRight, option.rect.width() - room - 20
        )
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, option.widget)
        painter.setFont(small)
        painter.setPen(self.look.colour("ink_faint"))
        place = option.rect.adjusted(0, 0, -10, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
