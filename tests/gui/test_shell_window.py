"""The window from a person's side: say something, see it built, use it, and lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_session import BLUEPRINT, FakeSession
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.main_window import MainWindow
from desktop.shell.problems_panel import Trouble
from desktop.shell.unsent import keep_unsent, load_unsent

REQUEST = "a plant watering tracker"


def button(window: MainWindow, name: str) -> QPushButton:
    """Find a button as a screen reader does: by its accessible name."""
    return next(
        found for found in window.findChildren(QPushButton) if found.accessibleName() == say(f"shell.{name}")
    )


def prompt(window: MainWindow) -> QPlainTextEdit:
    name = say("shell.prompt_name")
    return next(found for found in window.findChildren(QPlainTextEdit) if found.accessibleName() == name)


def build(window: MainWindow, qtbot: QtBot, request: str = REQUEST) -> None:
    prompt(window).setPlainText(request)
    qtbot.mouseClick(button(window, "build_name"), Qt.MouseButton.LeftButton)


def test_a_request_becomes_a_running_app(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """Type, press Build: the blueprint is there, the app runs, its folder is named after it."""
    qtbot.keyClicks(prompt(window), REQUEST)
    qtbot.mouseClick(button(window, "build_name"), Qt.MouseButton.LeftButton)
    page.wait_until_loaded()
    assert session.requests == [REQUEST]
    assert window.blueprint.text == BLUEPRINT
    assert window.preview.title == "Plant Pal"
    assert page.ask("document.querySelector('h1').textContent") == "Plant Pal"
    assert (apps_folder() / "Plant Pal" / "index.html").is_file()
    assert "Spindle 0.1" in window.status.model
    assert window.prompt.text == REQUEST


def test_the_blueprint_appears_while_it_is_written(
    window: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """Before the work is done, the first lines can be read already, and they only grow."""
    session.pace_s = 0.05
    build(window, qtbot)
    qtbot.waitUntil(lambda: 0 < len(window.blueprint.text) < len(BLUEPRINT))
    early = window.blueprint.text
    assert BLUEPRINT.startswith(early)
    assert window.status.doing == say("shell.stage_writing")
    qtbot.waitUntil(lambda: window.blueprint.text == BLUEPRINT)


def test_what_was_understood_is_said_in_plain_words(window: MainWindow, page, qtbot: QtBot) -> None:
    """The summary names what is kept, what is worked out, and what was built instead."""
    build(window, qtbot)
    page.wait_until_loaded()
    words = window.understood.words
    assert "Plant: name, room, water every (days), last watered" in words
    assert "next watering" in words
    assert "A reminder by e-mail cannot be sent" in words


def test_stop_stops(window: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """The Stop button ends the work soon; the words stay and a next build works."""
    session.pace_s = 0.5
    build(window, qtbot)
    qtbot.waitUntil(lambda: button(window, "stop_name").isVisible())
    qtbot.mouseClick(button(window, "stop_name"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.cancelled"))
    assert button(window, "build_name").isEnabled()
    assert window.prompt.text == REQUEST
    assert not apps_folder().exists()


def test_escape_stops_and_control_return_builds(
    window: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """The keyboard alone is enough: Ctrl+Return builds, Esc stops."""
    session.pace_s = 0.5
    prompt(window).setPlainText(REQUEST)
    qtbot.keyClick(prompt(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.requests == [REQUEST])
    qtbot.keyClick(prompt(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.cancelled"))


def test_f5_reloads_and_records_stay(window: MainWindow, page, qtbot: QtBot) -> None:
    """A record that was added in the page is there after F5."""
    build(window, qtbot)
    page.wait_until_loaded()
    add_record(page, "Fern")
    view = window.preview.view
    page.ask("document.body.dataset.before = 'yes'")
    with qtbot.waitSignal(view.page_settled):
        qtbot.keyClick(prompt(window), Qt.Key.Key_F5)
    assert page.ask("document.body.dataset.before === undefined") is True
    page.wait_for("document.querySelector('li')?.textContent === 'Fern'")


def test_records_outlast_the_window(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot, tmp_path: Path
) -> None:
    """Close the window, open the same app in a new one: the record is still there."""
    from live_page import Page

    first = open_window(session)
    build(first, qtbot)
    page = Page(first, qtbot)
    page.wait_until_loaded()
    add_record(page, "Fern")
    profile = first.preview.view.page().profile()
    with qtbot.waitSignal(profile.destroyed):
        first.close()
    second = open_window(session)
    second.preview.show_app(apps_folder() / "Plant Pal", "Plant Pal")
    page = Page(second, qtbot)
    page.wait_until_loaded()
    page.wait_for("document.querySelector('li')?.textContent === 'Fern'")


def add_record(page, name: str) -> None:
    page.wait_for("document.body.dataset.ready === 'yes'")
    page.ask(
        "document.querySelector('[data-action=add]').click();"
        f"document.querySelector('form input').value = {name!r};"
        "document.querySelector('form').requestSubmit(); true"
    )
    page.wait_for(f"document.querySelector('li')?.textContent === {name!r}")


def test_a_bad_request_is_answered_in_place(window: MainWindow, page, qtbot: QtBot) -> None:
    """The sentence stands in the window, the words are kept, and the last good app stays."""
    build(window, qtbot)
    page.wait_until_loaded()
    build(window, qtbot, "   ")
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.request_empty"))
    assert window.findChildren(QMessageBox) == []
    assert QApplication.activeModalWidget() is None
    assert window.prompt.text == "   "
    assert window.blueprint.text == BLUEPRINT
    assert page.ask("document.querySelector('h1').textContent") == "Plant Pal"


def test_a_missing_model_is_one_sentence(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """Without its model the window opens, and says what is wrong when it is asked for something."""
    session.model_there = False
    window = open_window(session)
    build(window, qtbot)
    qtbot.waitUntil(lambda: "writer.gguf" in window.word.sentence)
    assert window.prompt.text == REQUEST
    assert button(window, "build_name").isEnabled()


def test_a_second_app_gets_a_second_folder(window: MainWindow, page, qtbot: QtBot) -> None:
    """Nothing is overwritten: the same name again makes “Plant Pal 2”."""
    for _ in range(2):
        build(window, qtbot)
        qtbot.waitUntil(lambda: not button(window, "stop_name").isVisible())
    page.wait_until_loaded()
    assert sorted(folder.name for folder in apps_folder().iterdir()) == ["Plant Pal", "Plant Pal 2"]


def test_unsent_words_come_back(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """What was typed and not built is kept on disk soon after the last key, and restored."""
    first = open_window(session)
    qtbot.keyClicks(prompt(first), "half a tho")
    qtbot.waitUntil(lambda: load_unsent() == "half a tho", timeout=3000)
    first.close()
    assert open_window(session).prompt.text == "half a tho"


def test_examples_fill_the_prompt(window: MainWindow, qtbot: QtBot) -> None:
    """A click on an example puts its words in the box and builds nothing yet; undo brings mine back."""
    prompt(window).setPlainText("mine")
    name = say("shell.example_name", example=say("shell.example_plants"))
    example = next(found for found in window.findChildren(QPushButton) if found.accessibleName() == name)
    qtbot.mouseClick(example, Qt.MouseButton.LeftButton)
    assert window.prompt.text == say("shell.example_plants")
    assert prompt(window).hasFocus()
    prompt(window).undo()
    assert window.prompt.text == "mine"


def test_a_script_error_is_listed(window: MainWindow, page, qtbot: QtBot, session: FakeSession) -> None:
    """An error in the running app shows among the problems, with file and line."""
    session.script = "\n\nthis.is.wrong();"
    build(window, qtbot)
    page.wait_until_loaded()
    qtbot.waitUntil(lambda: bool(window.problems.sentences))
    assert "(app.js, line 3)" in window.problems.sentences[0]


def test_problems_of_the_blueprint_lead_to_their_line(
    window: MainWindow, page, qtbot: QtBot, session
) -> None:
    """A problem is shown with its hint; clicking it goes to its line in the blueprint."""
    session.diagnostics = (
        SimpleNamespace(
            message="“room” is never used.", hint="Show it on a page.", span=SimpleNamespace(line=8)
        ),
    )
    build(window, qtbot)
    page.wait_until_loaded()
    assert window.problems.sentences == ("“room” is never used. Show it on a page.",)
    listing = window.problems.findChild(QListWidget)
    spot = listing.visualItemRect(listing.item(0)).center()
    qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shown = window.blueprint.findChild(QTextEdit)
    assert shown.textCursor().block().text().strip().startswith("room: choice")


def test_a_refused_address_is_counted(window: MainWindow, page, qtbot: QtBot, session: FakeSession) -> None:
    """An app that calls out is refused, and the status line says so."""
    session.script = "new Image().src = 'http://127.0.0.1:9/x.png';"
    build(window, qtbot)
    page.wait_until_loaded()
    qtbot.waitUntil(lambda: window.status.refusals == say("shell.refusals", count=1))


def test_an_export_lands_in_downloads(
    window: MainWindow,
    page,
    qtbot: QtBot,
    session: FakeSession,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A file that the app makes itself is saved beside other downloads, over nothing."""
    monkeypatch.setattr(
        "desktop.shell.main_window.QStandardPaths.writableLocation", lambda _kind: str(tmp_path / "downloads")
    )
    session.script = (
        "const a=document.createElement('a');a.download='../plants.csv';"
        "a.href=URL.createObjectURL(new Blob(['name\\nFern\\n'],{type:'text/csv'}));a.click()"
    )
    build(window, qtbot)
    saved = tmp_path / "downloads" / "plants.csv"
    qtbot.waitUntil(lambda: "plants.csv" in window.status.doing, timeout=10_000)
    assert saved.read_text(encoding="utf-8") == "name\nFern\n"


def controls(window: MainWindow) -> list[QWidget]:
    kinds = (QAbstractButton, QPlainTextEdit, QTextEdit, QListWidget, QProgressBar)
    return [found for kind in kinds for found in window.findChildren(kind) if not_inside_scrollbar(found)]


def not_inside_scrollbar(widget: QWidget) -> bool:
    return not widget.objectName().startswith("qt_")


def test_every_control_has_a_name(window: MainWindow) -> None:
    """A screen reader can name everything that can be pressed, typed in or read."""
    found = controls(window)
    assert len(found) >= 12
    for control in found:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control


def is_inside(window: MainWindow, part: QWidget) -> bool:
    """Whether all of a part can be seen in the window."""
    corners = (part.rect().topLeft(), part.rect().bottomRight())
    return all(window.rect().contains(part.mapTo(window, corner)) for corner in corners)


def test_everything_fits_at_the_size_of_an_old_laptop(window: MainWindow, page, qtbot: QtBot) -> None:
    """At 1100 by 700 all parts are inside the window, and the preview has more than half of it."""
    build(window, qtbot)
    page.wait_until_loaded()
    qtbot.wait(50)
    assert (window.width(), window.height()) == (1100, 700)
    for part in (window.prompt, window.change, window.understood, window.blueprint, window.status):
        assert is_inside(window, part), part
    assert window.preview.width() > 550
    assert window.blueprint.height() >= 120


def test_trouble_leaves_everything_in_reach(window: MainWindow, page, qtbot: QtBot) -> None:
    """With a sentence and a problem besides, what does not fit at 1100 by 700 can be scrolled to."""
    build(window, qtbot)
    page.wait_until_loaded()
    window.problems.add_trouble(Trouble("Something is off."))
    window.show_trouble(say("errors.request_unclear"))
    qtbot.wait(50)
    for part in (window.prompt, window.change, window.word, window.problems, window.status):
        assert is_inside(window, part), part
    area = window.findChild(QScrollArea)
    for part in (window.understood, window.blueprint):
        area.ensureWidgetVisible(part)
        assert is_inside(window, part), part


def test_an_unwritable_settings_folder_disturbs_nobody(own_home: Path) -> None:
    """Where words cannot be kept, keeping them fails in silence: the window still has them."""
    (own_home / "settings").write_text("a file where the folder should be", encoding="utf-8")
    keep_unsent("a thought")
    assert load_unsent() == ""


def test_closing_ends_the_session(window: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Closing the window while an app is built stops the work and closes the session."""
    session.pace_s = 0.5
    build(window, qtbot)
    qtbot.waitUntil(lambda: session.requests == [REQUEST])
    window.close()
    assert session.closed
