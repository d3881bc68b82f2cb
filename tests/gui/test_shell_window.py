"""The window from a person's side: say something, see it built, use it, and lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_session import BLUEPRINT, NOTE, FakeSession
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.main_window import MainWindow
from desktop.shell.unsent import keep_unsent, load_unsent

REQUEST = "a plant watering tracker"


def button(window: MainWindow, key: str) -> QPushButton:
    """Find a button as a screen reader does: by its accessible name."""
    found = [each for each in window.findChildren(QPushButton) if each.accessibleName() == say(key)]
    return next((each for each in found if each.isVisible()), found[0])


def prompt(window: MainWindow) -> QPlainTextEdit:
    name = say("shell_start.ask_title")
    return next(found for found in window.findChildren(QPlainTextEdit) if found.accessibleName() == name)


def build(window: MainWindow, qtbot: QtBot, request: str = REQUEST) -> None:
    if not window.start.isVisible():
        window.go_home()
    prompt(window).setPlainText(request)
    qtbot.mouseClick(button(window, "shell_start.build_name"), Qt.MouseButton.LeftButton)


def wait_until_built(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.project is not None, timeout=15_000)
    rested(window, qtbot)


def rested(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until no work goes on."""
    qtbot.waitUntil(lambda: not button(window, "shell_conversation.stop_name").isVisible(), timeout=15_000)


def test_a_request_becomes_a_running_app(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """Type, press Build: the blueprint is there, the app runs, its folder is named after it."""
    qtbot.keyClicks(prompt(window), REQUEST)
    qtbot.mouseClick(button(window, "shell_start.build_name"), Qt.MouseButton.LeftButton)
    page.wait_until_loaded()
    assert session.requests == [REQUEST]
    assert window.editor.text == BLUEPRINT
    assert window.stage.title == "Plant Pal"
    assert window.bar.name.text() == "Plant Pal"
    assert window.windowTitle() == say("shell.window_title_app", app="Plant Pal")
    assert page.ask("document.querySelector('h1').textContent") == "Plant Pal"
    assert (apps_folder() / "Plant Pal" / "index.html").is_file()
    assert "Spindle 0.1" in window.status.model
    assert [turn.request for turn in window.conversation.turns] == [REQUEST]


def test_the_blueprint_appears_while_it_is_written(
    window: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """Before the work is done, the first lines can be read already, and they only grow."""
    session.pace_s = 0.05
    build(window, qtbot)
    qtbot.waitUntil(lambda: 0 < len(window.editor.text) < len(BLUEPRINT))
    early = window.editor.text
    assert BLUEPRINT.startswith(early)
    assert window.status.doing == say("shell.stage_writing")
    qtbot.waitUntil(lambda: window.editor.text == BLUEPRINT)


def test_the_preview_grows_with_the_blueprint(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """With a writer that takes its time, what is there already runs before the rest is written."""
    session.pace_s = 0.12
    build(window, qtbot)
    qtbot.waitUntil(lambda: window.stage.folder is not None, timeout=10_000)
    early = window.stage.folder
    assert window.project is None
    assert "page Plants" in (early / "app.blueprint").read_text(encoding="utf-8")
    assert "chart" not in (early / "app.blueprint").read_text(encoding="utf-8")
    wait_until_built(window, qtbot)
    page.wait_until_loaded()
    assert window.stage.folder == window.project.folder == apps_folder() / "Plant Pal"
    window.close()
    assert not early.exists()


def test_what_was_understood_is_said_in_plain_words(window: MainWindow, page, qtbot: QtBot) -> None:
    """The first turn names what is kept, what is worked out, and what was built instead."""
    build(window, qtbot)
    page.wait_until_loaded()
    words = window.conversation.last_words
    assert "Plant: name, room, water every (days), last watered" in words
    assert "next watering" in words
    assert NOTE in words


def test_stop_stops(window: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """The Stop button ends the work soon; the words stay and a next build works."""
    session.pace_s = 0.5
    build(window, qtbot)
    qtbot.waitUntil(lambda: button(window, "shell_conversation.stop_name").isVisible())
    qtbot.mouseClick(button(window, "shell_conversation.stop_name"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.cancelled"))
    assert window.start.isVisible()
    assert button(window, "shell_start.build_name").isEnabled()
    assert window.start.text == REQUEST
    assert not apps_folder().exists()


def test_escape_stops_and_return_builds(window: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """The keyboard alone is enough: Enter builds, Esc stops."""
    session.pace_s = 0.5
    prompt(window).setPlainText(REQUEST)
    qtbot.keyClick(prompt(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.requests == [REQUEST])
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.cancelled"))


def test_f5_reloads_and_records_stay(window: MainWindow, page, qtbot: QtBot) -> None:
    """A record that was added in the page is there after F5."""
    build(window, qtbot)
    page.wait_until_loaded()
    add_record(page, "Fern")
    view = window.stage.view
    page.ask("document.body.dataset.before = 'yes'")
    with qtbot.waitSignal(view.page_settled):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F5)
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
    profile = first.stage.view.page().profile()
    with qtbot.waitSignal(profile.destroyed):
        first.close()
    second = open_window(session)
    second.open_folder(apps_folder() / "Plant Pal")
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


def test_a_bad_request_is_answered_in_place(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """The sentence stands in the window, the words are kept, and what was built before is still there."""
    build(window, qtbot)
    page.wait_until_loaded()
    rested(window, qtbot)
    session.refused = "too vague"
    build(window, qtbot, "too vague")
    qtbot.waitUntil(lambda: window.word.sentence == say("errors.request_unclear"))
    assert window.findChildren(QMessageBox) == []
    assert QApplication.activeModalWidget() is None
    assert window.start.isVisible()
    assert window.start.text == "too vague"
    assert (apps_folder() / "Plant Pal" / "app.blueprint").read_text(encoding="utf-8") == BLUEPRINT


def test_a_missing_model_is_one_sentence(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """Without its model the window opens, and says what is wrong when it is asked for something."""
    session.model_there = False
    window = open_window(session)
    build(window, qtbot)
    qtbot.waitUntil(lambda: "writer.gguf" in window.word.sentence)
    assert window.start.text == REQUEST
    assert button(window, "shell_start.build_name").isEnabled()


def test_a_second_app_gets_a_second_folder(window: MainWindow, page, qtbot: QtBot) -> None:
    """Nothing is overwritten: the same name again makes “Plant Pal 2”."""
    for _ in range(2):
        build(window, qtbot)
        wait_until_built(window, qtbot)
    page.wait_until_loaded()
    assert sorted(folder.name for folder in apps_folder().iterdir()) == ["Plant Pal", "Plant Pal 2"]
    assert len(window.conversation.turns) == 1


def test_while_another_app_is_made_the_last_one_is_out_of_sight(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """Nothing of the app before is shown beside the words that the next one is made of."""
    build(window, qtbot)
    page.wait_until_loaded()
    wait_until_built(window, qtbot)
    session.pace_s = 0.02
    build(window, qtbot, "something else")
    assert not window.stage.view.isVisible()
    assert window.bar.name.text() == ""
    assert not window.bar.export.isEnabled()
    wait_until_built(window, qtbot)
    qtbot.waitUntil(window.stage.view.isVisible, timeout=10_000)


def test_unsent_words_come_back(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """What was typed and not built is kept on disk soon after the last key, and restored."""
    first = open_window(session)
    qtbot.keyClicks(prompt(first), "half a tho")
    qtbot.waitUntil(lambda: load_unsent() == "half a tho", timeout=3000)
    first.close()
    assert open_window(session).start.text == "half a tho"


def test_what_was_built_does_not_stand_in_the_box_again(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """A request that became an app is in its conversation; the box is free for the next."""
    first = open_window(session)
    build(first, qtbot)
    wait_until_built(first, qtbot)
    first.close()
    assert open_window(session).start.text == ""


def test_home_and_back(window: MainWindow, page, qtbot: QtBot) -> None:
    """The house leads to all apps; the one that was open is listed there, and opens with all it had."""
    build(window, qtbot)
    page.wait_until_loaded()
    qtbot.mouseClick(button(window, "shell_workbench.home_name"), Qt.MouseButton.LeftButton)
    assert window.start.isVisible()
    assert prompt(window).hasFocus()
    window.start.open_requested.emit(apps_folder() / "Plant Pal")
    qtbot.waitUntil(lambda: window.bench.isVisible())
    assert [turn.request for turn in window.conversation.turns] == [REQUEST]


def test_an_example_becomes_an_app_of_ones_own(window: MainWindow, qtbot: QtBot) -> None:
    """Open an example: a folder of the person's own holds it, and it can be changed."""
    from desktop.paths import resources_folder

    blueprint = resources_folder() / "examples" / "second-drawer.blueprint"
    window.start.remix_requested.emit(blueprint)
    qtbot.waitUntil(lambda: window.project is not None, timeout=15_000)
    name = read(blueprint.read_text(encoding="utf-8")).app.name
    assert window.project.folder == apps_folder() / name
    assert window.bench.isVisible()


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
    """A problem is counted beside its view, shown with its hint, and leads to its line in the blueprint."""
    build(window, qtbot)
    page.wait_until_loaded()
    file = window.project.folder / "app.blueprint"
    file.write_text(BLUEPRINT.replace("filter by room", "filter by rom"), encoding="utf-8")
    window.open_folder(file.parent)
    wanted = say("shell_workbench.problems_count", count=1)

    def names() -> list[str]:
        return [each.accessibleName() for each in window.bar.views.findChildren(QPushButton)]

    qtbot.waitUntil(lambda: wanted in names(), timeout=5000)
    window.bench.show_view("problems")
    window.problems.line_wanted.emit(15)
    assert window.bench.view == "blueprint"
    assert window.editor.isVisible()


def test_a_refused_address_is_counted(window: MainWindow, page, qtbot: QtBot, session: FakeSession) -> None:
    """An app that calls out is refused, and the status line says so."""
    session.script = "new Image().src = 'http://127.0.0.1:9/x.png';"
    build(window, qtbot)
    page.wait_until_loaded()
    qtbot.waitUntil(lambda: window.status.refusals == say("shell_status.refusals", count=1))


def test_what_an_app_hands_over_lands_in_downloads(
    window: MainWindow,
    page,
    qtbot: QtBot,
    session: FakeSession,
    downloads: Path,
) -> None:
    """A file that the app makes itself is saved beside other downloads, over nothing."""
    session.script = (
        "const a=document.createElement('a');a.download='../plants.csv';"
        "a.href=URL.createObjectURL(new Blob(['name\\nFern\\n'],{type:'text/csv'}));a.click()"
    )
    build(window, qtbot)
    saved = downloads / "plants.csv"
    qtbot.waitUntil(lambda: "plants.csv" in window.status.doing, timeout=10_000)
    assert saved.read_text(encoding="utf-8") == "name\nFern\n"


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where this test's downloads go."""
    folder = tmp_path / "downloads"
    monkeypatch.setattr("desktop.shell.visits.QStandardPaths.writableLocation", lambda _kind: str(folder))
    return folder


@pytest.mark.parametrize("form", ["html", "zip", "folder", "bundle", "code"])
def test_an_app_is_given_away(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession, downloads: Path, form: str
) -> None:
    """Share makes a file or folder among the downloads, and says where it lies."""
    build(window, qtbot)
    page.wait_until_loaded()
    window.bar.export_requested.emit(form, False)
    said = say("shell_workbench.exported", place="")[:-1].strip()
    qtbot.waitUntil(lambda: window.word.sentence.startswith(said), timeout=15_000)
    made = list(downloads.iterdir())
    assert len(made) == 1
    assert str(made[0]) in window.word.sentence


def test_another_name(window: MainWindow, page, qtbot: QtBot) -> None:
    """Type over the name in the bar and press Enter: the app is called so, and it can be taken back."""
    build(window, qtbot)
    page.wait_until_loaded()
    name = window.bar.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Leaf Log")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 'app "Leaf Log"' in window.editor.text, timeout=10_000)
    page.wait_for("document.body.textContent.includes('Leaf Log')", timeout_ms=10_000)
    rested(window, qtbot)
    assert button(window, "shell_conversation.undo_name").isVisible()


def test_the_name_comes_back_with_escape(window: MainWindow, page, qtbot: QtBot) -> None:
    """Esc in the name forgets what was typed there."""
    build(window, qtbot)
    page.wait_until_loaded()
    window.bar.name.setFocus()
    qtbot.keyClicks(window.bar.name, "nonsense")
    qtbot.keyClick(window.bar.name, Qt.Key.Key_Escape)
    assert window.bar.name.text() == "Plant Pal"


def controls(window: MainWindow) -> list[QWidget]:
    kinds = (QAbstractButton, QPlainTextEdit, QTextEdit, QListWidget, QProgressBar, QLineEdit)
    return [found for kind in kinds for found in window.findChildren(kind) if not_inside_scrollbar(found)]


def not_inside_scrollbar(widget: QWidget) -> bool:
    return not widget.objectName().startswith("qt_")


def test_every_control_has_a_name(window: MainWindow, page, qtbot: QtBot) -> None:
    """A screen reader can name everything that can be pressed, typed in or read."""
    build(window, qtbot)
    page.wait_until_loaded()
    found = controls(window)
    assert len(found) >= 20
    for control in found:
        if not control.isVisible():
            continue  # what is not there yet has nothing to be called by
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control


def is_inside(window: MainWindow, part: QWidget) -> bool:
    """Whether all of a part can be seen in the window."""
    corners = (part.rect().topLeft(), part.rect().bottomRight())
    return all(window.rect().contains(part.mapTo(window, corner)) for corner in corners)


@pytest.mark.parametrize("size", [(1280, 820), (1100, 700), (900, 600)])
@pytest.mark.parametrize("view", ["preview", "blueprint", "problems"])
def test_everything_fits(window: MainWindow, page, qtbot: QtBot, size: tuple[int, int], view: str) -> None:
    """All parts of a view are inside the window, also on an old laptop's; where room is short one gives way."""
    window.resize(*size)
    build(window, qtbot)
    page.wait_until_loaded()
    window.bench.show_view(view)
    qtbot.wait(50)
    assert (window.width(), window.height()) == size
    parts = [window.bar, window.bar.views, window.bar.export, window.conversation, window.status]
    shown = {"preview": window.stage, "blueprint": window.editor, "problems": window.problems}[view]
    for part in (*parts, shown):
        assert part.isVisible()
        assert is_inside(window, part), part
    assert shown.width() >= 300
    assert window.stage.isVisible() == (view == "preview" or size[0] >= 1100)


def test_keys_lead_to_every_view(window: MainWindow, page, qtbot: QtBot) -> None:
    """Ctrl and a number show a view; the sheet of shortcuts and the palette open over the window."""
    build(window, qtbot)
    page.wait_until_loaded()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.bench.view == "blueprint"
    assert window.editor.isVisible()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.bench.view == "preview"
    assert not window.editor.isVisible()


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
    assert load_unsent() == REQUEST
