"""In the real window: everything is found by name or key, and what lies over it gives the window back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.messages import say
from desktop.shell.main_window import MainWindow
from desktop.shell.overlay import Overlay

CONTROL = Qt.KeyboardModifier.ControlModifier


def over(window: MainWindow) -> Overlay | None:
    """What lies over the window."""
    return next((part for part in window.findChildren(Overlay) if part.is_open), None)


def press_key(window: MainWindow, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(window.focusWidget() or window, key, held)


def button(parent: QWidget, name: str) -> QAbstractButton:
    return next(
        part
        for part in parent.findChildren(QAbstractButton)
        if part.isVisible() and name in (part.accessibleName(), part.text().strip())
    )


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_K, CONTROL, "shell_commands.palette"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "shell_commands.sheet"),
        (Qt.Key.Key_Comma, CONTROL, "shell_settings.title"),
    ],
)
def test_keys_open_them_and_esc_goes_back(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, name: str
) -> None:
    """Each has its key; Esc closes it, and the cursor is where it was."""
    before = window.focusWidget()
    press_key(window, qtbot, key, held)
    opened = over(window)
    assert opened is not None
    assert opened.accessibleName() == say(name)
    press_key(window, qtbot, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert over(window) is None
    assert window.focusWidget() is before


def test_the_offline_sign_opens_the_connections(window: MainWindow, qtbot: QtBot) -> None:
    """There are none, and it says so."""
    qtbot.mouseClick(button(window.status, say("shell_status.offline_name")), Qt.MouseButton.LeftButton)
    opened = over(window)
    assert opened is not None
    qtbot.waitUntil(
        lambda: say("shell_status.ledger_none") in [label.text() for label in opened.findChildren(QLabel)]
    )


def test_settings_are_found_by_typing(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+K, a few letters, Enter; then one press changes the look."""
    press_key(window, qtbot, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(window.focusWidget(), "setti")
    with qtbot.waitSignal(window.settings_changed) as used:
        press_key(window, qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert used.args[0].recent_commands != ()
    opened = over(window)
    assert opened is not None
    assert opened.accessibleName() == say("shell_settings.title")
    dark = button(opened, "Colours: Dark")
    with qtbot.waitSignal(window.settings_changed) as told:
        qtbot.mouseClick(dark, Qt.MouseButton.LeftButton, pos=QPoint(16, dark.height() // 2))
    assert told.args[0].theme == "dark"


def test_every_command_has_a_name_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    """No two are read the same, and no key means two things."""
    press_key(window, qtbot, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    sheet = over(window)
    assert sheet is not None
    keys = [
        part.accessibleName()
        for part in sheet.findChildren(QWidget)
        if part.accessibleName() and part.findChildren(QLabel) and type(part) is QWidget
    ]
    assert len(keys) == len(set(keys)) > 8
