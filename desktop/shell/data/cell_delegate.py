"""Draws the cells of the table, and gives each type of field its editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from desktop.messages import say
from desktop.records import TableColumn
from desktop.shell.data.cell_editors import DateEditor, NumberEditor, WordsEditor
from desktop.shell.data.in_words import NUMBERS, PICKED
from desktop.shell.data.pick_editor import Offer, PickEditor
from desktop.shell.data.table_model import COLUMN_ROLE, NEEDED_ROLE, REFUSED_ROLE, VALUE_ROLE, Place
from desktop.shell.look import LIGHT, Look

_BOX_PX = 16
_STARS = tuple((float(count), "★" * count + "☆" * (5 - count)) for count in range(1, 6))

Ask = Callable[[str, str, Callable[[tuple[Offer, ...]], None]], None]
"""(entity, words, what to do with the offers that are found)."""


class CellDelegate(QStyledItemDelegate):
    """Draws and edits.

    Args:
        ask: Finds the records that a reference may lead to.
        parent: The table.

    Signals:
        typed: (index, Entry): an editor was left with something in it.
    """

    typed = Signal(object, object)

    def __init__(self, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self._look = Look(LIGHT)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look

    # --- drawing ------------------------------------------------------------------------------------

    def initStyleOption(self, option: QStyleOptionViewItem, index: Place) -> None:  # noqa: N802 - Qt's name
        """Say in a faint word what a new record still needs."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        # The box is drawn by hand: the style would draw it in the system's colours.
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        if index.data(NEEDED_ROLE):
            option.text = say("shell_data.needed")
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
            option.palette.setColor(option.palette.ColorRole.Text, QColor(self._look.colour("warn")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        """Draw a cell; one that was refused has a red line around it."""
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QImage):
            self._paint_picture(painter, option, index, picture)
        else:
            super().paint(painter, option, index)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            self._paint_tick(painter, option.rect, is_ticked=_is_ticked(ticked))
        if index.data(REFUSED_ROLE):
            painter.save()
            painter.setPen(QPen(QColor(self._look.colour("bad")), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Place
    ) -> bool:
        """Tick a box with a click on it, or with the space bar."""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is None:
            return super().editorEvent(event, model, option, index)
        is_click = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and _box(option.rect).adjusted(-8, -8, 8, 8).contains(event.position())
        )
        is_space = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        )
        if is_click or is_space:
            wanted = Qt.CheckState.Unchecked if _is_ticked(ticked) else Qt.CheckState.Checked
            return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return False

    def _paint_tick(self, painter: QPainter, room: QRect, *, is_ticked: bool) -> None:
        box = _box(room)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.colour("accent" if is_ticked else "ink_faint")), 1))
        painter.setBrush(QColor(self._look.colour("accent" if is_ticked else "surface")))
        painter.drawRoundedRect(box, 4, 4)
        if is_ticked:
            sign = QPen(QColor(self._look.colour("on_accent")), 1.75)
            sign.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(sign)
            left, top = box.left(), box.top()
            bend = QPointF(left + 6.8, top + 11.2)
            painter.drawLine(QPointF(left + 4, top + 8.4), bend)
            painter.drawLine(bend, QPointF(left + 12, top + 5))
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Place, picture: QImage
    ) -> None:
        plain = QStyleOptionViewItem(option)
        super().initStyleOption(plain, index)
        plain.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        plain.icon = QIcon()  # Fusion draws it whatever the features say
        option.widget.style().drawControl(
            option.widget.style().ControlElement.CE_ItemViewItem, plain, painter, option.widget
        )
        room = option.rect.adjusted(8, 3, -8, -3)
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(
            room.left(), room.top() + (room.height() - size.height()) // 2, size.width(), size.height()
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
        painter.restore()

    # --- editing ------------------------------------------------------------------------------------

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Place
    ) -> QWidget:
        """Make the editor for a cell."""
        column: TableColumn = index.data(COLUMN_ROLE)
        editor = self._editor(parent, column)
        editor.picked.connect(lambda: self._finish(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Place) -> None:  # noqa: N802 - Qt's name
        """Put into the editor what stands in the cell."""
        words, value = str(index.data(Qt.ItemDataRole.EditRole) or ""), index.data(VALUE_ROLE)
        if isinstance(editor, PickEditor):
            editor.begin(_picked(index.data(COLUMN_ROLE), value, index))
        elif isinstance(editor, WordsEditor):
            editor.fill(words)

    def setModelData(self, editor: QWidget, model: QObject, index: Place) -> None:  # noqa: N802 - Qt's name
        """Tell what was put in."""
        if isinstance(editor, WordsEditor):
            self.typed.emit(index, editor.entry())

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Place
    ) -> None:
        """Give the editor the whole cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Enter pick from a list before it ends the editing."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(editor, PickEditor)
            and editor.take_enter()
        ):
            return True
        return super().eventFilter(editor, event)

    def _editor(self, parent: QWidget, column: TableColumn) -> WordsEditor:
        field, name = column.field, column.name
        assert field is not None, "what is worked out has no editor"
        if column.type in ("date", "date and time"):
            return DateEditor(parent, name, self._look, column.type == "date and time")
        if column.type == "rating":
            stars = PickEditor(parent, name, many=False)
            stars.offer(_STARS)
            return stars
        if column.type in ("reference", "references"):
            return self._reference(parent, column, field.target)
        if column.type in PICKED and field.options:
            picker = PickEditor(parent, name, many=column.type == "tags")
            picker.offer(tuple((option, option) for option in field.options))
            return picker
        if column.type in NUMBERS:
            unit = "%" if column.type == "percent" else field.unit
            return NumberEditor(parent, name, unit)
        return WordsEditor(parent, name)

    def _reference(self, parent: QWidget, column: TableColumn, target: str) -> PickEditor:
        def find(words: str) -> None:
            self._ask(target, words, show)

        def show(offers: tuple[Offer, ...]) -> None:
            # The editor may have been left before the offers came.
            if isValid(editor):
                editor.offer(offers)

        editor = PickEditor(parent, column.name, many=column.type == "references", ask=find)
        return editor

    def _finish(self, editor: WordsEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _is_ticked(state: object) -> bool:
    return state in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)


def _box(room: QRect) -> QRectF:
    """Where the box of a yes or no stands in its cell."""
    return QRectF(room.left() + 10.5, room.center().y() - _BOX_PX / 2 + 0.5, _BOX_PX, _BOX_PX)


def _picked(column: TableColumn, value: object, index: Place) -> tuple[Offer, ...]:
    """What is picked in a cell, with the words for it."""
    if value in (None, "", ()):
        return ()
    if column.type == "rating":
        return tuple(each for each in _STARS if each[0] == value)
    if column.type == "references" or column.type == "reference":
        ids = value if isinstance(value, tuple) else (str(value),)
        words = str(index.data(Qt.ItemDataRole.EditRole) or "").split(" | ")
        if len(words) != len(ids):
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "").split(", ")
        return tuple(zip(ids, words, strict=False)) if len(words) == len(ids) else ()
    values = value if isinstance(value, tuple) else (str(value),)
    return tuple((each, each) for each in values)
