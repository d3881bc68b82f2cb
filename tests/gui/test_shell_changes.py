"""The window from the side of a person who wants an app changed: say what, see it, take it back, lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_session import BLUEPRINT, UNCLEAR, FakeSession
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import FolderError
from desktop.history import History
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.main_window import MainWindow
from desktop.workspace import open_project

CHANGE = 'set name "Leaf Log"'
FIELD = "in Plant: add height: number"
NAME_SHOWN = "document.querySelector('h1')?.textContent"


def buttons(window: MainWindow, name: str) -> list[QPushButton]:
    """Find the buttons of a name that can be seen, as a screen reader does."""
    found = window.findChildren(QPushButton)
    wanted = say(f"shell_conversation.{name}")
    return [each for each in found if each.accessibleName() == wanted and each.isVisible()]


def box(window: MainWindow) -> QPlainTextEdit:
    name = say("shell_conversation.box_name")
    return next(found for found in window.findChildren(QPlainTextEdit) if found.accessibleName() == name)


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(buttons(window, name)[0], Qt.MouseButton.LeftButton)


def works(window: MainWindow) -> bool:
    """Whether work goes on: then it can be stopped."""
    return bool(buttons(window, "stop_name"))


def send(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type something in the box and press Enter."""
    box(window).setPlainText(words)
    box(window).setFocus()
    qtbot.keyClick(box(window), Qt.Key.Key_Return)


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not works(window), timeout=15_000)


def change(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type a change, press Enter, and wait until it is done."""
    send(window, qtbot, words)
    rest(window, qtbot)


def asked(window: MainWindow) -> list[str]:
    return [turn.request for turn in window.conversation.turns]


@pytest.fixture
def app(window: MainWindow, page, qtbot: QtBot) -> MainWindow:
    """A window in which an app was built."""
    window.start.build_requested.emit("plants")
    page.wait_until_loaded()
    rest(window, qtbot)
    return window


def test_before_an_app_there_is_nothing_to_change(window: MainWindow) -> None:
    """The box comes with the first app."""
    assert not window.conversation.isVisible()


def test_a_change_is_typed_and_seen(app: MainWindow, page, qtbot: QtBot, session: FakeSession) -> None:
    """Type, press Enter: the page shows the changed app, the blueprint too, and what was understood is said."""
    assert not buttons(app, "undo_name")
    qtbot.keyClicks(box(app), CHANGE)
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    page.wait_for(f"{NAME_SHOWN} === 'Leaf Log'")
    assert session.requests == ["plants", CHANGE]
    assert app.editor.text == BLUEPRINT.replace("Plant Pal", "Leaf Log")
    assert app.stage.title == "Leaf Log"
    assert asked(app) == ["plants", CHANGE]
    assert app.conversation.last_words == say("history.set_app", word="name", value='"Leaf Log"')
    assert app.conversation.box.text == ""
    assert open_project(apps_folder() / "Plant Pal").blueprint_text == app.editor.text


def test_what_went_along_is_said(app: MainWindow, qtbot: QtBot) -> None:
    """Who removes a field learns what else has gone by it."""
    change(app, qtbot, "in Plant: remove last watered")
    assert "“next watering” of Plant is gone" in app.conversation.last_words


def test_undo_appears_and_takes_the_change_back(app: MainWindow, page, qtbot: QtBot) -> None:
    """Once for each change, on its own turn; then it is gone again."""
    change(app, qtbot, CHANGE)
    change(app, qtbot, FIELD)
    assert len(buttons(app, "undo_name")) == 1
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: "height" not in app.editor.text)
    rest(app, qtbot)
    assert app.conversation.turns[-1].kind == "undone"
    assert "Leaf Log" in app.editor.text
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT)
    page.wait_for(f"{NAME_SHOWN} === 'Plant Pal'")
    rest(app, qtbot)
    assert not buttons(app, "undo_name")


def test_undo_leaves_words_that_were_not_sent(app: MainWindow, qtbot: QtBot) -> None:
    """Whoever presses Undo in the middle of a sentence goes on with it."""
    change(app, qtbot, CHANGE)
    qtbot.keyClicks(box(app), "half a tho")
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT)
    assert app.conversation.box.text == "half a tho"


def test_an_unclear_request_keeps_the_words(app: MainWindow, qtbot: QtBot) -> None:
    """The note stands in the conversation, the words wait to be said otherwise, and the app is as it was."""
    change(app, qtbot, "make it nice")
    assert app.conversation.last_words == UNCLEAR
    assert app.conversation.box.text == "make it nice"
    assert app.editor.text == BLUEPRINT
    assert not buttons(app, "undo_name")
    change(app, qtbot, CHANGE)
    assert "Leaf Log" in app.conversation.last_words


def test_words_that_are_sent_come_back_with_control_z(app: MainWindow, qtbot: QtBot) -> None:
    """Sending empties the box, and no more."""
    change(app, qtbot, CHANGE)
    box(app).undo()
    assert app.conversation.box.text == CHANGE


def test_asks_wait_their_turn(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """What is sent while work goes on is shown as next, and done as soon as it can be, in order."""
    session.pace_s = 0.3
    send(app, qtbot, FIELD)
    send(app, qtbot, CHANGE)
    send(app, qtbot, "in Plant: add pot: text")
    assert (
        len([b for b in app.findChildren(QPushButton) if b.accessibleName().startswith("Take this out")]) == 2
    )
    rest(app, qtbot)
    assert session.requests == ["plants", FIELD, CHANGE, "in Plant: add pot: text"]
    assert asked(app) == session.requests
    assert all(word in app.editor.text for word in ("height", "pot", "Leaf Log"))


def test_an_ask_that_waits_can_be_taken_out(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """The cross beside it: it is not done, and the others are."""
    session.pace_s = 0.3
    send(app, qtbot, FIELD)
    send(app, qtbot, CHANGE)
    send(app, qtbot, "in Plant: add pot: text")
    name = say("shell_conversation.waiting_drop", words=CHANGE)
    cross = next(each for each in app.findChildren(QPushButton) if each.accessibleName() == name)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    rest(app, qtbot)
    assert session.requests == ["plants", FIELD, "in Plant: add pot: text"]


def test_stop_leaves_the_app_as_it_is(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Stopped before it is saved, a change is none; its words are in the box again, and the next one works."""
    session.pace_s = 0.3
    send(app, qtbot, FIELD)
    qtbot.waitUntil(lambda: app.status.doing == say("shell.stage_reading"))
    press(app, qtbot, "stop_name")
    qtbot.waitUntil(lambda: app.word.sentence == say("errors.cancelled"))
    assert open_project(apps_folder() / "Plant Pal").blueprint_text == BLUEPRINT
    assert app.conversation.box.text == FIELD
    session.pace_s = 0
    change(app, qtbot, FIELD)
    assert "height" in app.editor.text


def test_after_stop_what_waits_waits_for_the_person(
    app: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """Stop means all of it: the next ask begins when the person says so."""
    session.pace_s = 0.3
    send(app, qtbot, FIELD)
    send(app, qtbot, CHANGE)
    qtbot.waitUntil(lambda: app.status.doing == say("shell.stage_reading"))
    press(app, qtbot, "stop_name")
    qtbot.waitUntil(lambda: bool(buttons(app, "go_on_name")))
    assert session.requests == ["plants", FIELD]
    press(app, qtbot, "go_on_name")
    qtbot.waitUntil(lambda: "Leaf Log" in app.editor.text)
    assert session.requests == ["plants", FIELD, CHANGE]


def test_a_folder_that_vanished_leads_home(app: MainWindow, qtbot: QtBot) -> None:
    """An app whose folder is gone cannot be changed: a sentence says so, and the start screen is there."""
    (apps_folder() / "Plant Pal").rename(apps_folder() / "moved")
    change(app, qtbot, CHANGE)
    assert str(apps_folder() / "Plant Pal") in app.word.sentence
    assert app.start.isVisible()
    assert app.project is None


def test_what_the_person_wrote_in_the_blueprint_is_changed_too(app: MainWindow, qtbot: QtBot) -> None:
    """A blueprint that was edited beside the window is the one that is changed."""
    file = apps_folder() / "Plant Pal" / "app.blueprint"
    file.write_text(
        BLUEPRINT.replace("room: choice", "place: choice").replace("room", "place"), encoding="utf-8"
    )
    change(app, qtbot, FIELD)
    assert "place: choice" in app.editor.text
    assert "height: number" in app.editor.text
    # The conversation tells of both, once the history has been read.
    qtbot.waitUntil(lambda: [turn.kind for turn in app.conversation.turns] == ["made", "edited", "changed"])


def test_shift_return_begins_a_line(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Enter sends; Shift + Enter begins a line, and the box grows."""
    box(app).setFocus()
    before = box(app).height()
    qtbot.keyClicks(box(app), "make")
    for _ in range(3):
        qtbot.keyClick(box(app), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box(app), "it nice")
    assert len(app.conversation.box.text.splitlines()) == 4
    assert box(app).height() > before
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    rest(app, qtbot)
    assert session.requests == ["plants", "make\n\n\nit nice"]


def test_an_empty_box_asks_for_nothing(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Enter in an empty box does nothing at all."""
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    press(app, qtbot, "send_name")
    assert session.requests == ["plants"]
    assert not works(app)


def test_the_page_that_is_open_stays_open(app: MainWindow, page, qtbot: QtBot) -> None:
    """Who looks at the report sees it change, and is not sent back to the first page."""
    page.ask("location.hash = '#/report'; true")
    change(app, qtbot, CHANGE)
    page.wait_for(f"{NAME_SHOWN} === 'Leaf Log'")
    assert page.ask("location.hash") == "#/report"


def test_an_app_from_before_has_its_conversation(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """An app that is opened again tells what was asked and what came of it, and the last change has its Undo."""
    first = open_window(session)
    first.start.build_requested.emit("plants")
    qtbot.waitUntil(lambda: first.project is not None, timeout=15_000)
    rest(first, qtbot)
    change(first, qtbot, CHANGE)
    said = [turn.words.replace(first.conversation.turns[0].notes[0], "") for turn in first.conversation.turns]
    first.close()
    second = open_window(session)
    second.open_folder(apps_folder() / "Plant Pal")
    qtbot.waitUntil(lambda: second.project is not None)
    assert asked(second) == ["plants", CHANGE]
    assert [turn.words.strip() for turn in second.conversation.turns] == [words.strip() for words in said]
    press(second, qtbot, "undo_name")
    qtbot.waitUntil(lambda: second.editor.text == BLUEPRINT)


def test_words_not_sent_are_kept_for_each_app(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """Half a sentence in the box of one app is there again with that app, also after a crash."""
    first = open_window(session)
    first.start.build_requested.emit("plants")
    qtbot.waitUntil(lambda: first.project is not None, timeout=15_000)
    rest(first, qtbot)
    qtbot.keyClicks(box(first), "half a tho")
    kept = Path(apps_folder().parent / "settings" / "unsent")
    # Before it is closed: a crash does not ask.
    qtbot.waitUntil(
        lambda: any(file.read_text() == "half a tho" for file in kept.glob("*.txt")), timeout=3000
    )
    first.close()
    second = open_window(session)
    second.open_folder(apps_folder() / "Plant Pal")
    qtbot.waitUntil(lambda: second.conversation.box.text == "half a tho")


def test_an_earlier_request_is_said_otherwise(
    app: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """Edit and resend: the app goes on from before that request, and what came after it is on another branch."""
    change(app, qtbot, CHANGE)
    change(app, qtbot, FIELD)
    qtbot.mouseClick(buttons(app, "again_name")[1], Qt.MouseButton.LeftButton)
    assert app.conversation.box.text == CHANGE
    box(app).setPlainText('set name "Fern Book"')
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    rest(app, qtbot)
    page.wait_for(f"{NAME_SHOWN} === 'Fern Book'", timeout_ms=10_000)
    assert "height" not in app.editor.text
    qtbot.waitUntil(lambda: asked(app) == ["plants", 'set name "Fern Book"'])


def test_what_is_not_understood_begins_no_branch(app: MainWindow, qtbot: QtBot) -> None:
    """An earlier request said unclearly leaves the app, and comes back into the box as it was meant."""
    change(app, qtbot, CHANGE)
    change(app, qtbot, FIELD)
    before = app.editor.text
    qtbot.mouseClick(buttons(app, "again_name")[1], Qt.MouseButton.LeftButton)
    box(app).setPlainText("make it nice")
    qtbot.keyClick(box(app), Qt.Key.Key_Return)
    rest(app, qtbot)
    assert app.editor.text == before
    assert app.conversation.box.text == "make it nice"
    assert buttons(app, "since_drop_name")


def test_the_first_request_said_otherwise_is_another_app(app: MainWindow, qtbot: QtBot) -> None:
    """Its words are on the start screen, and the app that came of them stays."""
    press(app, qtbot, "again_name")
    assert app.start.isVisible()
    assert app.start.text == "plants"


def test_what_is_pointed_at_is_what_the_words_are_about(
    app: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """“Change this…” puts a sign in the box; the model is told, and the sign goes with the words."""
    app.stage.ask_wished.emit("der Knopf „Water“", "the button “Water”", 12)
    assert box(app).hasFocus()
    assert buttons(app, "about_drop_name")
    send(app, qtbot, "make it red")
    rest(app, qtbot)
    assert session.requests[-1] == "in the button “Water”, make it red"
    # It came to nothing, so all of it is back.
    assert app.conversation.box.text == "make it red"
    press(app, qtbot, "about_drop_name")
    assert not buttons(app, "about_drop_name")


def test_a_direct_edit_is_a_turn_with_undo(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """What was changed by pointing stands in the conversation, in words; the model was not asked."""
    app.stage.script_wished.emit("set accent navy", "Navy")
    qtbot.waitUntil(lambda: "accent navy" in app.editor.text, timeout=10_000)
    rest(app, qtbot)
    assert asked(app)[-1] == "Navy"
    assert session.requests == ["plants"]
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT, timeout=10_000)


def test_a_blueprint_written_by_hand_is_a_turn_with_undo(app: MainWindow, qtbot: QtBot) -> None:
    """Save in the editor: the app is as it was written there, and it can be taken back."""
    app.editor.rewrite_requested.emit(BLUEPRINT.replace("Plant Pal", "My Plants"))
    qtbot.waitUntil(lambda: app.bar.name.text() == "My Plants", timeout=10_000)
    rest(app, qtbot)
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.bar.name.text() == "Plant Pal", timeout=10_000)


def test_two_windows_on_one_app(app: MainWindow, qtbot: QtBot) -> None:
    """What another window has changed is not written over: a sentence says so, and one press loads it."""
    file = apps_folder() / "Plant Pal" / "app.blueprint"
    file.write_text(BLUEPRINT.replace("Plant Pal", "From elsewhere"), encoding="utf-8")
    app.stage.script_wished.emit("set accent navy", "Navy")
    load = say("shell.load_it")
    qtbot.waitUntil(lambda: any(b.text() == load and b.isVisible() for b in app.findChildren(QPushButton)))
    assert "From elsewhere" in file.read_text(encoding="utf-8")
    there = next(b for b in app.findChildren(QPushButton) if b.text() == load)
    qtbot.mouseClick(there, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.bar.name.text() == "From elsewhere")


def test_an_unsure_model_offers_other_versions(
    window: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """It says that it was not sure; three versions are shown, and the one that is picked takes the app's place."""
    session.chance = 0.3
    window.start.build_requested.emit("plants")
    page.wait_until_loaded()
    rest(window, qtbot)
    assert say("shell_conversation.unsure") in [
        label.text() for label in window.conversation.findChildren(object) if hasattr(label, "wordWrap")
    ]
    press(window, qtbot, "takes_name")
    panel = window.steering.takes.panel
    qtbot.waitUntil(lambda: len(panel.cards) == 3, timeout=10_000)
    panel.take_chosen.emit(2)
    qtbot.waitUntil(lambda: window.bar.name.text() == "Plant Pal 2", timeout=10_000)
    rest(window, qtbot)
    press(window, qtbot, "undo_name")
    qtbot.waitUntil(lambda: window.bar.name.text() == "Plant Pal", timeout=10_000)


def test_the_keyboard_reaches_everything(app: MainWindow, qtbot: QtBot) -> None:
    """Tab leads from the words to Send, Shift + Tab back to what can be done about the last turn."""
    change(app, qtbot, CHANGE)
    box(app).setFocus()
    qtbot.keyClick(box(app), Qt.Key.Key_Tab)
    assert buttons(app, "send_name")[0].hasFocus()
    box(app).setFocus()
    qtbot.keyClick(box(app), Qt.Key.Key_Backtab)
    assert buttons(app, "again_name")[-1].hasFocus()


def test_an_earlier_version_comes_back_and_can_be_taken_back(app: MainWindow, qtbot: QtBot) -> None:
    """Restore in the history: it is a turn of its own, and its Undo brings back what was there before."""
    change(app, qtbot, CHANGE)
    app.app.late.past.restore_requested.emit(1)
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT, timeout=10_000)
    rest(app, qtbot)
    assert app.conversation.last_words == say("shell_conversation.restored", number=1)
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: "Leaf Log" in app.editor.text, timeout=10_000)


def test_a_branch_has_a_conversation_of_its_own(app: MainWindow, qtbot: QtBot) -> None:
    """Begin a branch at the first version: what came after it is not told there, and is told on the way back."""
    change(app, qtbot, CHANGE)
    app.app.late.past.branch_requested.emit("another idea", 1)
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT, timeout=10_000)
    qtbot.waitUntil(lambda: asked(app) == ["plants"])
    rest(app, qtbot)
    app.app.late.past.branch_shown.emit("main")
    qtbot.waitUntil(lambda: asked(app) == ["plants", CHANGE], timeout=10_000)
    assert "Leaf Log" in app.editor.text


def test_a_version_gets_a_name(app: MainWindow, qtbot: QtBot) -> None:
    """A name that was given in the history is kept there."""
    from desktop.history import History

    history = History(apps_folder() / "Plant Pal")
    app.app.late.past.name_requested.emit(1, "As it began")
    qtbot.waitUntil(lambda: history.version(1).name == "As it began", timeout=5000)


DARK = "set theme dark"


def said(window: MainWindow, key: str) -> int:
    """How many turns say this at their foot."""
    words = say(f"shell_conversation.{key}")
    labels = (each for each in window.conversation.findChildren(QLabel) if each.isVisible())
    return sum(label.text().startswith(words) for label in labels)


def meanings(window: MainWindow) -> list[QPushButton]:
    """The buttons that do what else was perhaps meant."""
    found = (each for each in window.findChildren(QPushButton) if each.isVisible())
    return [each for each in found if each.text() == say("shell_conversation.meaning")]


def unsure(session: FakeSession, *scripts: str) -> None:
    """Let the next changes mean something else, perhaps."""
    session.chance, session.meanings = 0.3, scripts


def test_what_else_was_perhaps_meant_is_done_instead(
    app: MainWindow, page, qtbot: QtBot, session: FakeSession
) -> None:
    """In one step of the history, in the place of what was done; one Undo leads to what was before both."""
    unsure(session, DARK, FIELD)
    change(app, qtbot, CHANGE)
    turn = app.conversation.turns[-1]
    shown = app.conversation.meanings(turn)
    assert [one.script for one in shown] == [DARK, FIELD]
    assert all(shown[0].sentences)
    first = meanings(app)[0]
    assert " ".join(shown[0].sentences) in first.accessibleName()
    session.meanings = ()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "theme dark" in app.editor.text)
    rest(app, qtbot)
    assert app.editor.text == BLUEPRINT.replace("theme light", "theme dark")
    qtbot.waitUntil(lambda: app.conversation.turns[-1].script == DARK)
    assert asked(app) == ["plants", CHANGE, CHANGE]
    assert meanings(app) == []
    assert session.requests == ["plants", CHANGE]  # the model was not asked again
    versions = History(apps_folder() / "Plant Pal").versions()
    assert [each.kind for each in versions] == ["instead", "changed", "made"]
    assert said(app, "taken_back") == 1
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT)
    rest(app, qtbot)
    assert said(app, "taken_back") == 2


def test_an_app_from_before_tells_which_meaning_was_taken(
    open_window: Callable[..., MainWindow], session: FakeSession, qtbot: QtBot
) -> None:
    """In the words that stood there then; it can be undone and said otherwise, and nothing else is offered."""
    unsure(session, "in Plant: rename room to place")
    first = open_window(session)
    first.start.build_requested.emit("plants")
    qtbot.waitUntil(lambda: first.project is not None, timeout=15_000)
    rest(first, qtbot)
    change(first, qtbot, "in Plant: remove room")
    qtbot.mouseClick(meanings(first)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "place: choice" in first.editor.text)
    rest(first, qtbot)
    turns = [(turn.kind, turn.request, turn.lines[:1], turn.before) for turn in first.conversation.turns]
    assert [kind for kind, *_ in turns] == ["made", "changed", "instead"]
    first.close()
    second = open_window(session)
    second.open_folder(apps_folder() / "Plant Pal")
    qtbot.waitUntil(lambda: second.project is not None)
    recalled = [(turn.kind, turn.request, turn.lines[:1], turn.before) for turn in second.conversation.turns]
    assert recalled == turns
    assert meanings(second) == []
    qtbot.mouseClick(buttons(second, "again_name")[-1], Qt.MouseButton.LeftButton)
    send(second, qtbot, FIELD)  # to the app as it was when that was asked for
    rest(second, qtbot)
    qtbot.waitUntil(lambda: asked(second) == ["plants", FIELD])
    assert "room: choice" in second.editor.text


def test_a_meaning_that_cannot_be_saved_leaves_all_as_it_was(
    app: MainWindow, qtbot: QtBot, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done is still there, and so is its Undo."""
    unsure(session, DARK)
    change(app, qtbot, CHANGE)
    done = app.editor.text

    def full(*_arguments: object) -> None:
        raise FolderError("folder_full", folder="app")

    with monkeypatch.context() as small:
        small.setattr("desktop.saving.update_project", full)
        qtbot.mouseClick(meanings(app)[0], Qt.MouseButton.LeftButton)
        rest(app, qtbot)
    assert app.word.sentence
    assert app.editor.text == done
    press(app, qtbot, "undo_name")
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT)


def test_a_branch_that_was_begun_unsure_has_its_meanings(
    app: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """An earlier request said otherwise: they stand below the turn on the new branch."""
    change(app, qtbot, CHANGE)
    change(app, qtbot, FIELD)
    unsure(session, DARK)
    qtbot.mouseClick(buttons(app, "again_name")[1], Qt.MouseButton.LeftButton)
    send(app, qtbot, 'set name "Fern Book"')
    rest(app, qtbot)
    qtbot.waitUntil(lambda: len(meanings(app)) == 1)
    assert asked(app) == ["plants", 'set name "Fern Book"']
    qtbot.mouseClick(meanings(app)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT.replace("theme light", "theme dark"))


def test_the_keyboard_takes_a_meaning(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Shift + Tab leads from the words to it; when it is done the words have the keyboard again."""
    unsure(session, DARK, FIELD)
    change(app, qtbot, CHANGE)
    box(app).setFocus()
    qtbot.keyClick(box(app), Qt.Key.Key_Backtab)
    assert meanings(app)[1].hasFocus()
    qtbot.keyClick(meanings(app)[1], Qt.Key.Key_Backtab)
    assert meanings(app)[0].hasFocus()
    qtbot.keyClick(meanings(app)[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "theme dark" in app.editor.text)
    rest(app, qtbot)
    assert box(app).hasFocus()


def test_what_changes_much_is_said_in_short(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """What sets it apart comes first; the rest is counted, and stands in the tip."""
    many = "\n".join(f"in Plant: add note {place}: text" for place in range(6))
    unsure(session, f"{CHANGE}\n{many}")
    change(app, qtbot, CHANGE)
    (shown,) = app.conversation.meanings(app.conversation.turns[-1])
    assert len(shown.sentences) == 7
    assert [line for line in shown.short if "Leaf Log" in line] == []
    assert shown.short[-1] == say("shell.and_more", count=4)
    tips = [label.toolTip() for label in app.conversation.findChildren(QLabel) if label.isVisible()]
    assert any("note 5" in tip for tip in tips)


def test_where_nothing_was_done_a_meaning_is_done(
    app: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """And the words that came back into the box go again: they have been heard."""
    unsure(session, FIELD)
    change(app, qtbot, "blue sky please")
    assert app.conversation.turns[-1].kind == "nothing"
    assert app.conversation.box.text == "blue sky please"
    session.meanings = ()
    qtbot.mouseClick(meanings(app)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "height" in app.editor.text)
    rest(app, qtbot)
    assert app.conversation.box.text == ""
    assert session.undoes == 0


def test_two_that_read_the_same_are_no_choice(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Nor one that reads as what was done."""
    unsure(session, CHANGE, DARK, DARK)
    change(app, qtbot, CHANGE)
    assert len(meanings(app)) == 1


def test_who_is_sure_offers_nothing_else(app: MainWindow, qtbot: QtBot, session: FakeSession) -> None:
    """Most answers stand alone."""
    session.meanings = (DARK,)
    change(app, qtbot, CHANGE)
    assert meanings(app) == []


@pytest.mark.parametrize("then", ["undo", "change"])
def test_meanings_go_when_anything_else_begins(
    app: MainWindow, qtbot: QtBot, session: FakeSession, then: str
) -> None:
    """They were meant for the app as it was."""
    unsure(session, DARK)
    change(app, qtbot, CHANGE)
    assert len(meanings(app)) == 1
    session.chance, session.meanings = 1.0, ()
    if then == "undo":
        press(app, qtbot, "undo_name")
        qtbot.waitUntil(lambda: app.editor.text == BLUEPRINT)
    else:
        change(app, qtbot, FIELD)
    rest(app, qtbot)
    assert meanings(app) == []


def test_an_app_that_was_changed_meanwhile_is_left_alone(
    app: MainWindow, qtbot: QtBot, session: FakeSession
) -> None:
    """Somebody else has written in it: a sentence, and nothing is lost."""
    unsure(session, DARK)
    change(app, qtbot, CHANGE)
    blueprint = apps_folder() / "Plant Pal" / "app.blueprint"
    theirs = blueprint.read_text(encoding="utf-8").replace("Never forget", "Always remember")
    blueprint.write_text(theirs, encoding="utf-8")
    qtbot.mouseClick(meanings(app)[0], Qt.MouseButton.LeftButton)
    rest(app, qtbot)
    assert "Always remember" in blueprint.read_text(encoding="utf-8")
    assert "theme dark" not in blueprint.read_text(encoding="utf-8")
