"""Everything can be done by name: a few letters, Enter; and every key is on the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.shell.commands import Command, CommandPalette, ShortcutSheet, bind_shortcuts
from desktop.shell.commands.finding import find_commands
from desktop.shell.look import Look


@dataclass
class Kitchen:
    """What the commands do: they write down that they ran."""

    done: list[str] = field(default_factory=list)
    undo_possible: bool = True

    def commands(self) -> tuple[Command, ...]:
        def cook(key: str, title: str, shortcut: str = "", words: str = "", group: str = "Making") -> Command:
            return Command(
                key,
                title,
                shortcut,
                lambda: self.done.append(key),
                (lambda: self.undo_possible) if key == "undo" else (lambda: True),
                group,
                words=words,
            )

        return (
            cook("build", "Build the app", "Ctrl+B"),
            cook("undo", "Take the last change back", "Ctrl+U; Ctrl+Z", words="undo"),
            cook("records", "Show the records", "Ctrl+4", words="data table", group="Places"),
            cook("zoom", "Zoom in", "Ctrl++", group="Places"),
            cook("open", "App im Browser öffnen"),
        )


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit())
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.findChild(QLineEdit).setFocus()
    return window


@pytest.fixture
def palette(window: QWidget, kitchen: Kitchen) -> CommandPalette:
    palette = CommandPalette(window, kitchen.commands())
    palette.dress(Look("light"))
    return palette


def shown(palette: CommandPalette) -> list[str]:
    model = palette.findChild(QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("build", "build"),
        ("last back", "undo"),
        ("BACK the", "undo"),
        ("rec", "records"),
        ("table", "records"),
        ("zmi", "zoom"),
        ("offnen", "open"),
        ("öff", "open"),
    ],
)
def test_a_few_letters_find_it(kitchen: Kitchen, typed: str, first: str) -> None:
    """Words in any order, their beginnings, other words for it, letters left out, without accents."""
    assert find_commands(kitchen.commands(), typed)[0].key == first


def test_every_word_must_fit(kitchen: Kitchen) -> None:
    assert find_commands(kitchen.commands(), "build unicorn") == ()


def test_what_was_used_last_comes_first(kitchen: Kitchen) -> None:
    """While nothing is typed, and between those that fit alike."""
    keys = [command.key for command in find_commands(kitchen.commands(), "", ("zoom", "records"))]
    assert keys == ["zoom", "records", "build", "undo", "open"]


def test_what_cannot_be_done_now_comes_last(kitchen: Kitchen) -> None:
    """It is still found, so that nobody searches in vain."""
    kitchen.undo_possible = False
    assert find_commands(kitchen.commands(), "")[-1].key == "undo"


def test_type_and_enter(window: QWidget, palette: CommandPalette, kitchen: Kitchen, qtbot: QtBot) -> None:
    """With the keyboard alone: it runs, the palette is gone, and the keyboard is back in its place."""
    before = window.focusWidget()
    palette.open()
    qtbot.keyClicks(window.focusWidget(), "records")
    with qtbot.waitSignal(palette.command_used) as used:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert used.args == ["records"]
    assert kitchen.done == ["records"]
    assert not palette.is_open
    assert window.focusWidget() is before


def test_arrows_walk_in_the_list(
    window: QWidget, palette: CommandPalette, kitchen: Kitchen, qtbot: QtBot
) -> None:
    """Down goes on, up from the first goes round to the last; the cursor stays in the text."""
    palette.open()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    palette.open()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert kitchen.done == ["undo", "open"]


def test_a_command_that_cannot_be_done_does_nothing(
    window: QWidget, palette: CommandPalette, kitchen: Kitchen, qtbot: QtBot
) -> None:
    kitchen.undo_possible = False
    palette.open()
    qtbot.keyClicks(window.focusWidget(), "undo")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert kitchen.done == []
    assert palette.is_open


def test_nothing_found_is_said(window: QWidget, palette: CommandPalette, qtbot: QtBot) -> None:
    palette.open()
    qtbot.keyClicks(window.focusWidget(), "unicorn")
    assert shown(palette) == []
    assert any("unicorn" in label.text() for label in palette.findChildren(QLabel) if label.isVisible())


def test_each_row_says_its_keys_to_readers(palette: CommandPalette) -> None:
    palette.open()
    model = palette.findChild(QListView).model()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Build the app, Ctrl+B"


def test_the_keys_work(window: QWidget, kitchen: Kitchen, qtbot: QtBot) -> None:
    """Each of a command's keys, and only while it can be done."""
    bind_shortcuts(window, kitchen.commands())
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_U, Qt.Key.Key_B):
        qtbot.keyClick(window.focusWidget(), key, control)
    kitchen.undo_possible = False
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_U, control)
    assert kitchen.done == ["undo", "build"]


def test_the_sheet_has_every_key(window: QWidget, kitchen: Kitchen) -> None:
    """Each under its heading; what has no keys is left out."""
    sheet = ShortcutSheet(window, kitchen.commands())
    sheet.open()
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert {"Making", "Places", "Build the app", "Zoom in"} <= set(texts)
    assert "App im Browser öffnen" not in texts
    assert texts.count("+") == 1
    names = {keys.accessibleName() for keys in sheet.findChildren(QWidget)}
    assert {"Ctrl+B", "Ctrl+U", "Ctrl++"} <= names
