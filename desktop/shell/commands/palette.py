"""The command palette: type a few letters, press Enter. The keyboard never leaves the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.messages import say
from desktop.shell.commands.command import Command
from desktop.shell.commands.finding import find_commands
from desktop.shell.look import LIGHT, L, Look, S, font, icon, picture
from desktop.shell.overlay import Overlay

ROWS_SHOWN = 9
WIDTH_PX = 600
_COMMAND_ROLE = Qt.ItemDataRole.UserRole + 1
_KEYS_ROLE = Qt.ItemDataRole.UserRole + 2
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - ROWS_SHOWN,
}


class CommandPalette(Overlay):
    """Finds and runs commands.

    Signals:
        command_used: The key of a command that is about to run; it wants to be remembered.
    """

    command_used = Signal(str)

    def __init__(self, host: QWidget, commands: Sequence[Command], recent: Sequence[str] = ()) -> None:
        """Make it, closed.

        Args:
            host: The window.
            commands: All there are.
            recent: Keys of those used before, newest first.
        """
        super().__init__(host, width_px=WIDTH_PX, at_top=True)
        self.setAccessibleName(say("shell_commands.palette"))
        self._commands = tuple(commands)
        self._recent = tuple(recent)
        self._lens = QLabel()
        self._typed = QLineEdit()
        self._typed.setProperty("role", "bare")
        self._typed.setFont(font("lead"))
        self._typed.setPlaceholderText(say("shell_commands.placeholder"))
        self._typed.setAccessibleName(say("shell_commands.placeholder"))
        self._typed.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setAccessibleName(say("shell_commands.list"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._rows = _CommandRows(self._list)
        self._list.setItemDelegate(self._rows)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "faint")
        self._nothing.setContentsMargins(L, S, L, S)
        self._nothing.hide()
        self._arrange()
        self._typed.textChanged.connect(self._find)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._run)

    def show_commands(self, commands: Sequence[Command], recent: Sequence[str]) -> None:
        """Offer these from now on; see `__init__`."""
        self._commands, self._recent = tuple(commands), tuple(recent)

    def open(self) -> None:
        """Open it empty, with what was used last on top."""
        self._typed.clear()
        self._find()
        super().open()

    def take_focus(self) -> None:
        """Put the cursor in the text."""
        self._typed.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        super().dress(look)
        self._rows.dress(look)
        self._lens.setPixmap(picture("search", look.colour("ink_faint")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows walk in the list and Enter runs, while the cursor stays in the text."""
        if watched is self._typed and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(L, S, L, 0)
        line.setSpacing(S)
        line.addWidget(self._lens)
        line.addWidget(self._typed, 1)
        self._list.ensurePolished()
        self._list.setFixedHeight(ROWS_SHOWN * self._rows.row_height_px() + S)
        self.body.setContentsMargins(S, S, S, S)
        self.body.addLayout(line)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._list)

    def _find(self) -> None:
        found = find_commands(self._commands, self._typed.text(), self._recent)
        self._model.clear()
        for command in found:
            self._model.appendRow(self._row(command))
        self._nothing.setText(say("shell_commands.nothing", words=self._typed.text().strip()))
        self._nothing.setVisible(not found)
        self._step(0)

    def _row(self, command: Command) -> QStandardItem:
        row = QStandardItem(command.title)
        keys = QKeySequence(command.shortcuts[0] if command.shortcuts else "")
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        row.setData(command, _COMMAND_ROLE)
        row.setData(shown, _KEYS_ROLE)
        spoken = say("shell_commands.row_name", title=command.title, keys=shown) if shown else command.title
        row.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        if command.icon:
            row.setIcon(icon(command.icon, self._rows.icon_colour))
        row.setEnabled(command.enabled())
        return row

    def _step(self, by: int) -> None:
        """Go up or down in the list; a single step goes round, a page halts at the end."""
        count = sum(self._model.item(row).isEnabled() for row in range(self._model.rowCount()))
        if not count:
            return
        row = max(0, self._list.currentIndex().row()) + by
        row = row % count if abs(by) == 1 else min(max(row, 0), count - 1)
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _run(self, index: QModelIndex) -> None:
        command = index.data(_COMMAND_ROLE)
        if not isinstance(command, Command) or not command.enabled():
            return
        # The window gets its keyboard back first: the command may want to put it elsewhere.
        self.close_overlay()
        self.command_used.emit(command.key)
        command.run()


class _CommandRows(QStyledItemDelegate):
    """A row: an icon, the title, and the keys at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)

    @property
    def icon_colour(self) -> str:
        """What a row's icon is drawn in."""
        return self._look.colour("ink_soft")

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look

    def row_height_px(self) -> int:
        """The height of a row, in device-independent pixels."""
        return QFontMetrics(font("body")).height() + 2 * S

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave room for the keys: a long title is shortened before it reaches them."""
        super().initStyleOption(option, index)
        keys = str(index.data(_KEYS_ROLE) or "")
        taken = QFontMetrics(font("small")).horizontalAdvance(keys) + option.decorationSize.width() + 4 * L
        room = max(option.rect.width() - taken, 0)
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row has the same height."""
        return QSize(super().sizeHint(option, index).width(), self.row_height_px())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row, and its keys in a quieter colour."""
        super().paint(painter, option, index)
        keys = index.data(_KEYS_ROLE)
        if keys:
            painter.save()
            painter.setFont(font("small"))
            painter.setPen(QColor(self._look.colour("ink_faint")))
            room = option.rect.adjusted(S, 0, -L, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
            painter.restore()
