"""The window from the side of a person who wants an app changed: say what, see it, take it back, lose nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_session import BLUEPRINT, UNCLEAR, FakeSession
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.main_window import MainWindow
from desktop.workspace import open_project

CHANGE = 'set name "Leaf Log"'
FIELD = "in Plant: add height: number"
NAME_SHOWN = "document.querySelector('h1')?.textContent"


def button(window: MainWindow, name: str) -> QPushButton:
    """Find a button as a screen reader does: by its accessible name."""
    return next(
        found for found in window.findChildren(QPushButton) if found.accessibleName() == say(f"shell.{name}")
    )


def box(window: MainWindow) -> QPlainTextEdit:
    name = say("shell.change_label")
    return next(found for found in window.findChildren(QPlainTextEdit) if found.accessibleName() == name)


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def app(window: MainWindow, page, qtbot: QtBot) -> MainWindow:
    """A window in which an app was built."""
    window.prompt.put_text("plants")
    window.prompt.wish_build()
    page.wait_until_loaded()
    return window


def change(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type a change, press Enter, and wait until it is done."""
    box(window).setPlainText(words)
    box(window).setFocus()
    qtbot.keyClick(box(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: button(window, "change_name").isEnabled())


def test_before_an_app_there_is_nothing_to_change(window: MainWindow) -> None:
    """The box comes with the first app."""
    assert not window.change.isVisible()


def test_a_change_is_typed_and_seen(app: MainWindow, page, qtbot: QtBot, session: FakeSession) -> None:
    """Type, press Enter: the page shows the changed app, the blueprint too, and what was understood is said."""
    assert app.change.isVisible()
    assert not button(app, "undo_name").isVisible()
    qtbot.keyClicks(box(app), CHANGE)
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    page.wait_for(f"{NAME_SHOWN} === 'Leaf Log'")
    assert session.requests == ["plants", CHANGE]
    assert app.blueprint.text == BLUEPRINT.replace("Plant Pal", "Leaf Log")
    assert app.preview.title == "Leaf Log"
    assert say("shell.changed") in app.understood.words
    assert CHANGE in app.understood.words
    assert app.change.text == ""
    assert open_project(apps_folder() / "Plant Pal").blueprint_text == app.blueprint.text


def test_what_went_along_is_said(app: MainWindow, qtbot: QtBot) -> None:
    """Who removes a field learns what else has gone by it."""
    change(app, qtbot, "in Plant: remove last watered")
    assert "“next watering” of Plant is gone" in app.understood.words


def test_undo_appears_and_takes_the_change_back(app: MainWindow, page, qtbot: QtBot) -> None:
    """Once for each change; then it is gone again."""
    change(app, qtbot, CHANGE)
    change(app, qtbot, FIELD)
    assert button(app, "undo_name").isVisible()
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: "height" not in app.blueprint.text)
    assert say("shell.taken_back") in app.understood.words
    assert "Leaf Log" in app.blueprint.text
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.blueprint.text == BLUEPRINT)
    page.wait_for(f"{NAME_SHOWN} === 'Plant Pal'")
    assert not button(app, "undo_name").isVisible()


def test_undo_leaves_words_that_were_not_sent(app: MainWindow, qtbot: QtBot) -> None:
    """Whoever presses Undo in the middle of a sentence goes on with it."""
    change(app, qtbot, CHANGE)
    qtbot.keyClicks(box(app), "half a tho")
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.blueprint.text == BLUEPRINT)
    assert app.change.text == "half a tho"
    assert box(app).hasFocus()


def test_an_unclear_request_keeps_the_words(app: MainWindow, page, qtbot: QtBot) -> None:
    """The note stands in the window, the words wait to be said otherwise, and the app is as it was."""
    understood = app.understood.words
    change(app, qtbot, "make it nice")
    assert app.word.sentence == UNCLEAR
    assert app.change.text == "make it nice"
    assert app.understood.words == understood
    assert app.blueprint.text == BLUEPRINT
    assert not button(app, "undo_name").isVisible()
    change(app, qtbot, CHANGE)
    assert app.word.sentence == ""


def test_words_that_are_sent_come_back_with_control_z(app: MainWindow, qtbot: QtBot) -> None:
    """A change that was made empties the box, and no more."""
    change(app, qtbot, CHANGE)
    box(app).undo()
    assert app.change.text == CHANGE


def test_while_it_works_nothing_else_begins(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """The buttons rest, Enter does nothing, and what is typed meanwhile stays."""
    session.pace_s = 0.3
    qtbot.keyClicks(box(app), FIELD)
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    assert not button(app, "change_name").isEnabled()
    assert not button(app, "build_name").isEnabled()
    assert button(app, "stop_name").isVisible()
    qtbot.waitUntil(lambda: app.status.doing == say("shell.stage_reading"))
    qtbot.keyClicks(box(app), " and more")
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: button(app, "change_name").isEnabled())
    assert "height" in app.blueprint.text
    assert session.requests == ["plants", FIELD]
    assert app.change.text == f"{FIELD} and more"


def test_stop_leaves_the_app_as_it_is(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Stopped before it is saved, a change is none; the next one works."""
    session.pace_s = 0.3
    qtbot.keyClicks(box(app), FIELD)
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.status.doing == say("shell.stage_reading"))
    press(app, qtbot, "stop_name")
    qtbot.waitUntil(lambda: app.word.sentence == say("errors.cancelled"))
    assert open_project(apps_folder() / "Plant Pal").blueprint_text == BLUEPRINT
    assert app.change.text == FIELD
    session.pace_s = 0
    change(app, qtbot, FIELD)
    assert "height" in app.blueprint.text


def test_a_failure_is_answered_in_place(app: MainWindow, qtbot: QtBot) -> None:
    """An app whose folder is gone cannot be changed: a sentence says so, and the words and the cursor stay."""
    (apps_folder() / "Plant Pal").rename(apps_folder() / "moved")
    change(app, qtbot, CHANGE)
    assert str(apps_folder() / "Plant Pal") in app.word.sentence
    assert app.change.text == CHANGE
    assert box(app).hasFocus()


def test_what_the_person_wrote_in_the_blueprint_is_changed_too(app: MainWindow, qtbot: QtBot) -> None:
    """A blueprint that was edited beside the window is the one that is changed."""
    file = apps_folder() / "Plant Pal" / "app.blueprint"
    file.write_text(
        BLUEPRINT.replace("room: choice", "place: choice").replace("room", "place"), encoding="utf-8"
    )
    change(app, qtbot, FIELD)
    assert "place: choice" in app.blueprint.text
    assert "height: number" in app.blueprint.text


def test_control_return_belongs_to_the_box_with_the_cursor(
    app: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """In the box for changes it changes the app and does not build another; Shift + Return begins a line."""
    box(app).setFocus()
    qtbot.keyClicks(box(app), "make")
    qtbot.keyClick(box(app), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box(app), "it nice")
    assert len(app.change.text.splitlines()) == 2
    qtbot.keyClick(box(app), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.word.sentence == UNCLEAR)
    assert session.requests == ["plants", "make\nit nice"]


def test_an_empty_box_asks_for_nothing(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Enter in an empty box does nothing at all."""
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    press(app, qtbot, "change_name")
    assert session.requests == ["plants"]
    assert button(app, "change_name").isEnabled()


def test_the_page_that_is_open_stays_open(app: MainWindow, page, qtbot: QtBot) -> None:
    """Who looks at the report sees it change, and is not sent back to the first page."""
    page.ask("location.hash = '#/report'; true")
    change(app, qtbot, CHANGE)
    page.wait_for(f"{NAME_SHOWN} === 'Leaf Log'")
    assert page.ask("location.hash") == "#/report"


def test_an_app_from_before_can_be_changed_and_undone(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """An app that is opened again has its box, and Undo if it was changed before."""
    first = open_window(session)
    first.prompt.put_text("plants")
    first.prompt.wish_build()
    qtbot.waitUntil(lambda: first.change.isVisible(), timeout=15_000)
    change(first, qtbot, CHANGE)
    first.close()
    second = open_window(session)
    second.open_project(open_project(apps_folder() / "Plant Pal"))
    assert button(second, "undo_name").isVisible()
    press(second, qtbot, "undo_name")
    qtbot.waitUntil(lambda: second.blueprint.text == BLUEPRINT)


def test_the_keyboard_reaches_everything(app: MainWindow, qtbot: QtBot) -> None:
    """Tab and Shift + Tab lead from the words to the two buttons, as they lie."""
    change(app, qtbot, CHANGE)
    box(app).setFocus()
    qtbot.keyClick(box(app), Qt.Key.Key_Tab)
    assert button(app, "change_name").hasFocus()
    box(app).setFocus()
    qtbot.keyClick(box(app), Qt.Key.Key_Backtab)
    assert button(app, "undo_name").hasFocus()
