"""The card beside what is pointed at: what it is called, what can be changed at once, and “Change this…”."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.shell.look import LIGHT, Look, font, icon, type_factor
from desktop.shell.stage.beside import place_beside
from desktop.shell.stage.edit_kinds import ACT, DirectEdit
from desktop.shell.stage.rows import Row, row_for
from desktop.shell.stage.targets import Target
from desktop.shell.wrapped_label import WrappedLabel

WIDTH_PX = 348
LABEL_PX = 84
LABEL_DOWN_PX = 8
"""So that a label stands level with the words in its control."""
TALLEST_PX = 460
ACT_ICONS = {
    "up": "chevron-up",
    "down": "chevron-down",
    "sooner": "chevron-left",
    "later": "chevron-right",
    "hide": "eye-off",
    "delete": "bin",
}


class Card(QFrame):
    """Follows a rectangle of its parent, and stays beside it.

    Signals:
        changed: A `Target`, one of its `DirectEdit`s, and the value that is wished.
        ask_wished: The person wants to say it in words.
        closed: Esc, or the cross.
    """

    changed = Signal(object, object, str)
    ask_wished = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setFixedWidth(self._width)
        self._look = Look(LIGHT)
        self._about, self._room = QRect(), QRect()
        self._target: Target | None = None
        self._rows: list[Row] = []
        self._acts: dict[str, QToolButton] = {}
        self._name = WrappedLabel()
        self._name.setFont(font("body", strong=True))
        self._close = QToolButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(say("shell_stage.card_close"))
        self._close.setToolTip(say("shell_stage.card_close"))
        self._close.clicked.connect(self._on_close)
        self._problem = WrappedLabel()
        self._problem_box = QFrame()
        self._problem_box.setProperty("role", "banner")
        self._problem_box.setProperty("tone", "warn")
        inside = QVBoxLayout(self._problem_box)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(self._problem)
        self._problem_box.hide()
        self._inside = QWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ask = QPushButton(say("shell_stage.card_ask"))
        self._ask.setProperty("role", "main")
        self._ask.setAccessibleName(say("shell_stage.card_ask"))
        self._ask.clicked.connect(self.ask_wished)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 10, 12)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._problem_box)
        whole.addLayout(self._foot)
        self.hide()

    def show_target(self, target: Target, changes: tuple[DirectEdit, ...]) -> None:
        """Show what can be done with this; the keyboard stays in the row in which it is."""
        typing_in = self._row_in_use()
        self._target = target
        self._name.setText(target.thing[:1].upper() + target.thing[1:])
        self.setAccessibleName(say("shell_stage.card_name", thing=target.where))
        self._ask.setToolTip(say("shell_stage.card_ask_tip", thing=target.where))
        self._problem_box.hide()
        self._fill([change for change in changes if change.control is not ACT])
        self._fill_foot([change for change in changes if change.control is ACT])
        self.dress(self._look)
        self.show()
        self.raise_()
        self._place()
        if typing_in >= 0 and self._rows:
            self._rows[min(typing_in, len(self._rows) - 1)].take_focus()

    def leave(self) -> None:
        """Go away; what was typed and not meant is not taken."""
        for row in self._rows:
            row.put_back()
        self.hide()

    def show_problem(self, sentence: str) -> None:
        """Say why what was wished cannot be, and show again what there is."""
        for row in self._rows:
            row.put_back()
        self._problem.setText(say("shell_stage.card_cannot", problem=sentence))
        self._problem_box.show()
        self._place()

    def stand_beside(self, about: QRect, room: QRect) -> None:
        """Stand beside this rectangle, inside of that one, both of the parent."""
        self._about, self._room = about, room
        self._place()

    def take_focus(self) -> None:
        """Give the keyboard to the first thing that can be changed."""
        if self._rows:
            self._rows[0].take_focus()
        else:
            self._ask.setFocus(Qt.FocusReason.TabFocusReason)

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of this look."""
        self._look = look
        self.setFixedWidth(self._width)
        self._close.setIcon(icon("close", look.colour("ink_soft")))
        for key, button in self._acts.items():
            word = "bad" if key == "delete" else "ink_soft"
            button.setIcon(icon(ACT_ICONS[key], look.colour(word)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes the card."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        else:
            super().keyPressEvent(event)

    @property
    def _width(self) -> int:
        return round(WIDTH_PX * type_factor())

    def _row_in_use(self) -> int:
        """Return in which row the keyboard is; -1 for none."""
        focus = QApplication.focusWidget()
        inside = (at for at, row in enumerate(self._rows) if focus is not None and row.isAncestorOf(focus))
        return next(inside, -1)

    def _on_close(self) -> None:
        self.leave()
        self.closed.emit()

    def _wish(self, change: DirectEdit, value: str) -> None:
        if self._target is not None:
            self.changed.emit(self._target, change, value)

    def _fill(self, changes: list[DirectEdit]) -> None:
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._rows = []
        for at, change in enumerate(changes):
            label = WrappedLabel(_label(change, changes[at - 1] if at else None))
            label.setProperty("role", "soft")
            label.setFont(font("small"))
            label.setFixedWidth(round(LABEL_PX * type_factor()))
            lowered = QVBoxLayout()
            lowered.setContentsMargins(0, LABEL_DOWN_PX, 0, 0)
            lowered.addWidget(label)
            lowered.addStretch(1)
            row = row_for(change, _name(change))
            row.given.connect(lambda value, change=change: self._wish(change, value))
            grid.addLayout(lowered, at, 0)
            grid.addWidget(row, at, 1)
            self._rows.append(row)
        if not changes:
            none = WrappedLabel(say("shell_stage.card_none"))
            none.setProperty("role", "soft")
            grid.addWidget(none, 0, 0, 1, 2)
        grid.setRowStretch(len(changes) + 1, 1)
        self._area.setWidget(self._inside)

    def _fill_foot(self, changes: list[DirectEdit]) -> None:
        while (item := self._foot.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._ask:
                widget.hide()
                widget.deleteLater()
        self._acts = {}
        for change in changes:
            button = QToolButton()
            button.setProperty("role", "icon")
            words = say(f"shell_stage.edit_{change.key}")
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _on=False, change=change: self._wish(change, ""))
            self._acts[change.key] = button
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self._ask)

    def _place(self) -> None:
        if self.isHidden():
            return
        self._inside.ensurePolished()
        wanted = self._inside.sizeHint().height() + 2
        room = max(min(TALLEST_PX, self._room.height()) - 130, 80)
        self._area.setFixedHeight(min(wanted, room))
        self._whole.activate()
        height = self.sizeHint().height()
        self.resize(self._width, height)
        self.move(place_beside(self._about, QSize(self._width, height), self._room))


def _name(change: DirectEdit) -> str:
    """Return what readers call a direct edit."""
    label = say(f"shell_stage.edit_{change.key}")
    if change.key == "option":
        return f"{label}: {change.subject}"
    return change.subject[:1].upper() + change.subject[1:] or label


def _label(change: DirectEdit, before: DirectEdit | None) -> str:
    """Return what stands beside a direct edit: of several options, one heading is enough."""
    if change.key != "option":
        return _name(change)
    return "" if before is not None and before.key == change.key else say("shell_stage.edit_options")
