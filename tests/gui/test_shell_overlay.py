"""What lies over the window: the keyboard stays inside, Esc and a click beside it close it, and it goes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.shell.look import Look
from desktop.shell.overlay import Overlay


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with one text box and one button."""
    window = QWidget()
    rows = QVBoxLayout(window)
    rows.addWidget(QLineEdit())
    rows.addWidget(QPushButton("Below"))
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.findChild(QLineEdit).setFocus()
    return window


@pytest.fixture
def overlay(window: QWidget) -> Overlay:
    overlay = Overlay(window, "A sheet")
    overlay.body.addWidget(QPushButton("First"))
    overlay.body.addWidget(QPushButton("Second"))
    overlay.dress(Look("light"))
    return overlay


def names_by_tab(window: QWidget, qtbot: QtBot, key: Qt.Key, times: int) -> list[str]:
    found = []
    for _ in range(times):
        qtbot.keyClick(window.focusWidget(), key)
        found.append(window.focusWidget().accessibleName() or window.focusWidget().text())
    return found


def test_it_takes_the_keyboard_and_gives_it_back(window: QWidget, overlay: Overlay, qtbot: QtBot) -> None:
    """Open, the first thing in it has the keyboard; closed, the one who had it before."""
    before = window.focusWidget()
    overlay.open()
    assert window.focusWidget().text() == "First"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not overlay.is_open
    assert window.focusWidget() is before


def test_tab_goes_round_inside(window: QWidget, overlay: Overlay, qtbot: QtBot) -> None:
    """Nothing below is reached, forwards or backwards."""
    overlay.open()
    assert names_by_tab(window, qtbot, Qt.Key.Key_Tab, 3) == ["Second", "Close", "First"]
    assert names_by_tab(window, qtbot, Qt.Key.Key_Backtab, 3) == ["Close", "Second", "First"]


def test_a_click_beside_the_card_closes_it(window: QWidget, overlay: Overlay, qtbot: QtBot) -> None:
    """One on the card does not."""
    overlay.open()
    qtbot.mouseClick(
        overlay, Qt.MouseButton.LeftButton, pos=overlay.card.geometry().topLeft() + QPoint(20, 20)
    )
    assert overlay.is_open
    with qtbot.waitSignal(overlay.closed):
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not overlay.is_open


def test_the_windows_shortcuts_are_quiet(window: QWidget, overlay: Overlay, qtbot: QtBot) -> None:
    """What is typed into it is meant for it."""
    heard = []
    QShortcut(QKeySequence("Ctrl+B"), window).activated.connect(lambda: heard.append(True))
    overlay.open()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
    overlay.close_overlay()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert heard == [True]


def test_it_follows_the_windows_size(window: QWidget, overlay: Overlay, qtbot: QtBot) -> None:
    """It covers the whole window, and its card stays inside, in a small one too."""
    overlay.open()
    window.resize(420, 300)
    qtbot.waitUntil(lambda: overlay.size() == window.size())
    assert overlay.rect().contains(overlay.card.geometry())


def test_whoever_had_the_keyboard_may_be_gone(window: QWidget, overlay: Overlay, qtbot: QtBot) -> None:
    """Then nobody gets it, and nothing fails."""
    overlay.open()
    window.findChild(QLineEdit).deleteLater()
    qtbot.wait(10)
    overlay.close_overlay()
    assert not overlay.is_open
