"""The rows of the card: one control for each kind of direct edit, which tells a value when it is meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.shell.stage.edit_kinds import (
    CHOICE,
    COLOUR,
    COLUMNS,
    ICON,
    LONG,
    NO,
    SWITCH,
    YES,
    DirectEdit,
)
from desktop.shell.stage.palette import ACCENTS, BACKGROUNDS, ICONS
from desktop.shell.stage.swatch import SWATCH_PX, swatch

IN_A_ROW = 6
LONG_PX = 84
TAB = Qt.FocusPolicy.TabFocus


class Row(QWidget):
    """One value that can be changed.

    Signals:
        given: The value, when it is meant: Enter, a click, or when the keyboard leaves.
    """

    given = Signal(str)

    def put_back(self) -> None:
        """Show the value that there was: what was given cannot be, or is not meant."""

    def take_focus(self) -> None:
        """Give the keyboard to the control; of several, to the first."""
        first = next((each for each in self.findChildren(QWidget) if each.focusPolicy() & TAB), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


class TextRow(Row):
    """One line of text."""

    def __init__(self, name: str, value: str, hint: str = "") -> None:
        """Make it.

        Args:
            name: What readers call it.
            value: What it is now.
            hint: What stands there while nothing is said.
        """
        super().__init__()
        self._value = self._given = value
        self._line = QLineEdit(value)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(hint)
        self._line.setCursorPosition(0)
        self._line.editingFinished.connect(self._on_finished)
        _lay_out(self, self._line)

    def put_back(self) -> None:
        """Show the value that there was."""
        self._given = self._value
        self._line.setText(self._value)
        self._line.setCursorPosition(0)

    def _on_finished(self) -> None:
        # Enter, and then the keyboard that leaves, mean the same words once.
        if self._line.text() != self._given:
            self._given = self._line.text()
            self.given.emit(self._given)


class LongRow(Row):
    """Some lines of text; Enter means them, as the language keeps texts in one line."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._value = self._given = value
        self._box = QPlainTextEdit(value)
        self._box.setProperty("role", "input")
        self._box.setAccessibleName(name)
        self._box.setTabChangesFocus(True)
        self._box.setFixedHeight(LONG_PX)
        self._box.installEventFilter(self)
        _lay_out(self, self._box)

    def put_back(self) -> None:
        """Show the value that there was."""
        self._given = self._value
        self._box.setPlainText(self._value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take Enter, and the end of typing."""
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = enter and event.type() == QEvent.Type.KeyPress
        if (pressed or event.type() == QEvent.Type.FocusOut) and self._box.toPlainText() != self._given:
            self._given = self._box.toPlainText()
            self.given.emit(self._given)
        return pressed or super().eventFilter(watched, event)


class ChoiceRow(Row):
    """One of some words of the language, each under its own name."""

    def __init__(self, name: str, change: DirectEdit) -> None:
        super().__init__()
        self._choices = change.choices
        self._value = change.value
        self._box = QComboBox()
        self._box.setAccessibleName(name)
        self._box.addItems([_choice(change.key, each) for each in change.choices])
        self.put_back()
        self._box.activated.connect(lambda at: self.given.emit(self._choices[at]))
        _lay_out(self, self._box)

    def put_back(self) -> None:
        """Show the value that there was."""
        self._box.setCurrentIndex(self._choices.index(self._value) if self._value in self._choices else 0)


class SwitchRow(Row):
    """There, or not."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._value = value
        self._box = QCheckBox()
        self._box.setAccessibleName(name)
        self.put_back()
        self._box.clicked.connect(lambda on: self.given.emit(YES if on else NO))
        _lay_out(self, self._box)

    def put_back(self) -> None:
        """Show the value that there was."""
        self._box.setChecked(self._value == YES)


class ColumnsRow(Row):
    """What of some names is shown; those that come on stand behind the others."""

    def __init__(self, name: str, change: DirectEdit) -> None:
        super().__init__()
        self._shown = change.value.splitlines()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._boxes: dict[str, QCheckBox] = {}
        hidden = [each for each in change.choices if each not in self._shown]
        for each in (*self._shown, *hidden):
            box = QCheckBox(f"{each[:1].upper()}{each[1:]}".replace("&", "&&"))
            box.setAccessibleName(f"{name}: {each}")
            box.clicked.connect(lambda on, each=each: self._on_clicked(each, on))
            self._boxes[each] = box
            rows.addWidget(box)
        self.put_back()

    def put_back(self) -> None:
        """Show the value that there was."""
        for name, box in self._boxes.items():
            box.setChecked(name in self._shown)

    def _on_clicked(self, name: str, on: bool) -> None:
        kept = [each for each in self._shown if each != name]
        self.given.emit("\n".join([*kept, name] if on else kept))


class ColourRow(Row):
    """Twelve colours to press, and any other by its name."""

    def __init__(self, name: str, change: DirectEdit) -> None:
        super().__init__()
        offered = BACKGROUNDS if change.key == "background" else ACCENTS
        grid = QGridLayout()
        grid.setSpacing(2)
        self._chosen = change.value
        self._swatches: dict[str, QToolButton] = {}
        for at, colour in enumerate(offered):
            button = QToolButton()
            button.setProperty("role", "icon")
            self._swatches[colour] = button
            button.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
            button.setAccessibleName(f"{name}: {colour}")
            button.setToolTip(colour)
            button.clicked.connect(lambda _on=False, colour=colour: self.given.emit(colour))
            grid.addWidget(button, at // IN_A_ROW, at % IN_A_ROW)
        self._text = TextRow(name, change.value, say("shell_stage.colour_auto"))
        self._text.setToolTip(say("shell_stage.colour_own"))
        self._text.given.connect(self.given)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(grid)
        rows.addWidget(self._text)
        # A moment later: round things are drawn slowly, and the card should be there at once.
        QTimer.singleShot(0, self, self._draw)

    def put_back(self) -> None:
        """Show the value that there was."""
        self._text.put_back()

    def _draw(self) -> None:
        for colour, button in self._swatches.items():
            button.setIcon(swatch(colour, chosen=colour == self._chosen))


class IconRow(Row):
    """Some pictures to press, and any other emoji."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._text = TextRow(name, value)
        self._text.setToolTip(say("shell_stage.icon_own"))
        self._text.given.connect(self.given)
        grid = QGridLayout()
        grid.setSpacing(2)
        for at, emoji in enumerate(ICONS):
            button = QToolButton()
            button.setProperty("role", "icon")
            button.setText(emoji)
            button.setAccessibleName(f"{name}: {emoji}")
            button.clicked.connect(lambda _on=False, emoji=emoji: self.given.emit(emoji))
            grid.addWidget(button, at // IN_A_ROW, at % IN_A_ROW)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(grid)
        rows.addWidget(self._text)

    def put_back(self) -> None:
        """Show the value that there was."""
        self._text.put_back()


def row_for(change: DirectEdit, label: str) -> Row:
    """Return the row that asks for a direct edit's value."""
    if change.control is CHOICE:
        return ChoiceRow(label, change)
    if change.control is SWITCH:
        return SwitchRow(label, change.value)
    if change.control is COLUMNS:
        return ColumnsRow(label, change)
    if change.control is COLOUR:
        return ColourRow(label, change)
    if change.control is ICON:
        return IconRow(label, change.value)
    return LongRow(label, change.value) if change.control is LONG else TextRow(label, change.value)


def _lay_out(row: Row, control: QWidget) -> None:
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(control)


def _choice(key: str, word: str) -> str:
    if key == "view":
        return say(f"shell_stage.view_{word.replace(' ', '_')}").capitalize()
    if not word:
        return say("shell_stage.choice_mode_auto" if key == "mode" else "shell_stage.choice_auto")
    # A kind of a block is a word of the language itself.
    return say(f"shell_stage.choice_{word}") if key in ("mode", "font", "corners", "density") else word
