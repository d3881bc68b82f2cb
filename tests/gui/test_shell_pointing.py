"""The window from the side of a person who points at the running app: recolour it, take it back, ask about a part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_session import BLUEPRINT
from live_page import Page
from made_projects import make_project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.shell.main_window import MainWindow
from desktop.workspace import open_project

ACCENT = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"


@pytest.fixture
def app(window: MainWindow, page: Page, qtbot: QtBot, own_home: Path) -> MainWindow:
    """A window in which a real app is open: the one that the fake session makes has no parts."""
    window.open_project(make_project(own_home / "apps" / "plants", BLUEPRINT))
    page.wait_until_loaded()
    page.wait_for("document.documentElement.dataset.ready === 'yes'")
    return window


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    def seen() -> list[QAbstractButton]:
        found = window.findChildren(QAbstractButton)
        return [each for each in found if each.accessibleName() == name and each.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()), timeout=10_000)
    QTest.mouseClick(seen()[0], Qt.MouseButton.LeftButton)


def click(window: MainWindow, page: Page, selector: str) -> None:
    place = page.ask(
        f"(() => {{ const r = document.querySelector(`{selector}`).getBoundingClientRect();"
        " return JSON.stringify([r.left + 8, r.top + 8]) })()"
    )
    view = window.stage.view
    assert view is not None
    left, top = (round(each * view.zoomFactor()) for each in json.loads(str(place)))
    QTest.mouseMove(view.focusProxy(), QPoint(left, top))
    QTest.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(left, top))


def test_an_app_is_recoloured_by_pointing_and_that_is_taken_back(
    app: MainWindow, page: Page, qtbot: QtBot
) -> None:
    """No model is asked: a press on a colour changes blueprint and page, and Undo takes each back."""
    assert app.project is not None
    folder = app.project.folder
    before, colour = open_project(folder).blueprint_text, page.ask(ACCENT)
    QTest.keyClick(app, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.stage.pointing, timeout=5000)
    qtbot.wait(300)
    click(app, page, "header .name")
    press(app, qtbot, "Colour: tomato")
    qtbot.waitUntil(lambda: "accent tomato" in open_project(folder).blueprint_text, timeout=15_000)
    page.wait_for(f"{ACCENT} !== '{colour}'", timeout_ms=15_000)
    # The person goes on where they were: pointing, with the same thing chosen.
    assert app.stage.pointing
    press(app, qtbot, "Colour: teal")
    qtbot.waitUntil(lambda: "accent teal" in open_project(folder).blueprint_text, timeout=15_000)
    for _ in range(2):
        qtbot.wait(300)
        QTest.keyClick(
            app, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        qtbot.wait(300)
    qtbot.waitUntil(lambda: open_project(folder).blueprint_text == before, timeout=15_000)


def test_what_is_pointed_at_lights_up_in_the_blueprint_and_can_be_asked_about(
    app: MainWindow, page: Page, qtbot: QtBot
) -> None:
    """“Change this…” leads to the box in which one asks."""
    app.stage.toggle_pointing()
    qtbot.wait(300)
    with qtbot.waitSignal(app.stage.line_pointed, timeout=10_000) as pointed:
        click(app, page, "main h1")
    lines = open_project(app.stage.folder).blueprint_text.splitlines()
    assert lines[pointed.args[0] - 1].startswith("page ")
    press(app, qtbot, "Change this…")
    qtbot.waitUntil(app.conversation.box.isVisible, timeout=5000)
