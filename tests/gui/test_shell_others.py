"""What models by others do in the window, in the words of somebody who lets them try: scripted models, real pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_session import BLUEPRINT, FakeSession
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.changing import taken_back
from desktop.compiler import FileSet, compile_app
from desktop.engine.fake import FakeEngine
from desktop.messages import say, speak
from desktop.others import Others
from desktop.outcomes import Clock, Edited
from desktop.pins import pinned
from desktop.settings import Settings, save
from desktop.shell.bridge import Bridge
from desktop.shell.helpers import Helpers
from desktop.shell.look import Dresser
from desktop.shell.main_window import MainWindow
from desktop.workspace import Project

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "others"))
from told_models import others as told_others
from told_models import saying

LONG_MS = 60_000
RIGHT = '<p id="hello">Turning</p>\n'
WRONG = "<p>Hello</p>\n<script>nobody.knows();</script>\n"


class RealSession(FakeSession):
    """Compiles what it writes, as the real one does."""

    def undo(self, project: Project) -> Edited:
        app = read(project.blueprint_text).app
        assert app is not None
        return taken_back(project, app, "", Clock())

    def _files(self, app: App) -> FileSet:
        return compile_app(app)


class Room:
    """A window with a session and models that say what they are told."""

    def __init__(self, place: Path, application: QApplication, qtbot: QtBot) -> None:
        self.session = RealSession()
        self.place = place
        self.qtbot = qtbot
        self.dresser = Dresser(application)
        self.others: Others | None = None
        self.window: MainWindow | None = None

    def open(self, *models: tuple[object, FakeEngine]) -> MainWindow:
        self.others = told_others(self.place / "settings", *models)  # type: ignore[arg-type]
        anybody = bool(models)
        bridge = Bridge(self.session, Helpers(lambda: self.others, lambda: anybody))  # type: ignore[return-value, arg-type]
        window = MainWindow(bridge, self.place / "settings" / "preview", self.dresser.look)
        self.qtbot.addWidget(window)
        window.resize(1100, 700)
        window.show()
        self.qtbot.waitExposed(window)
        self.window = window
        return window

    def build(self) -> MainWindow:
        window = self.window
        assert window is not None
        window.start.put_text("an app for my plants")
        window.start.build_requested.emit("an app for my plants")
        self.qtbot.waitUntil(lambda: window.project is not None and not self.busy, timeout=LONG_MS)
        return window

    @property
    def busy(self) -> bool:
        assert self.window is not None
        return self.window._bridge.busy

    def ask(self, words: str, *, part: bool = False) -> None:
        assert self.window is not None
        box = self.window.conversation.box
        if part:
            self.window.steering.begin_part()
        box.put_text(words)
        box.wish()
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.busy, timeout=LONG_MS)

    def offer(self, deed: str) -> QPushButton:
        """The button of an offer, as soon as it is there."""
        assert self.window is not None
        window, text = self.window, say(f"shell_models.{deed}")

        def found() -> list[QPushButton]:
            buttons = window.conversation.findChildren(QPushButton)
            return [one for one in buttons if one.isVisible() and one.text() == text]

        self.qtbot.waitUntil(lambda: len(found()) == 1, timeout=LONG_MS)
        return found()[0]

    def take(self, deed: str) -> None:
        self.qtbot.mouseClick(self.offer(deed), Qt.MouseButton.LeftButton)

    @property
    def said(self) -> str:
        assert self.window is not None
        labels = self.window.conversation.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def room(own_home: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    made = Room(own_home, qapp, qtbot)
    yield made
    if made.window is not None:
        made.window.close()
    qtbot.wait(50)
    made.dresser.deleteLater()


def test_who_has_no_other_model_sees_nothing_new(room: Room, qtbot: QtBot) -> None:
    """Not even where Spindle was unsure."""
    room.session.chance = 0.4
    room.open()
    window = room.build()
    room.ask("make it nicer")
    qtbot.wait(200)
    assert all(not window.conversation.offered(turn) for turn in window.conversation.turns)


def test_where_spindle_was_unsure_a_larger_model_is_offered(room: Room, qtbot: QtBot) -> None:
    """What it makes is one of two takes; the one that the person keeps becomes the app, and says who made it."""
    room.session.chance = 0.4
    other = BLUEPRINT.replace("Plant Pal", "Leaf Log")
    window = room.open(saying("qwen", other, create=0.9))
    room.build()
    button = room.offer("let_it_try")
    assert "Qwen" in room.said
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = window.steering.takes.panel
    qtbot.waitUntil(lambda: len(panel.cards) == 2, timeout=LONG_MS)
    assert "Qwen" in panel.cards[1].accessibleName()
    panel.cards[1].click()
    qtbot.waitUntil(lambda: "Leaf Log" in window.windowTitle(), timeout=LONG_MS)
    room.rest()
    assert say("routing.create") in window.conversation.turns[-1].use
    assert window.project is not None
    assert window.project.provenance is not None
    window.talk.undo()
    qtbot.waitUntil(lambda: "Plant Pal" in window.windowTitle(), timeout=LONG_MS)


def test_sure_is_sure(room: Room, qtbot: QtBot) -> None:
    """Where Spindle was sure nobody is offered."""
    window = room.open(saying("qwen", BLUEPRINT, create=0.9))
    room.build()
    qtbot.wait(200)
    assert window.conversation.offered(window.conversation.turns[-1]) == ""


def test_what_spindle_did_not_understand_another_may(room: Room, qtbot: QtBot) -> None:
    """The change says who made it and what that cost, and is taken back like any other."""
    window = room.open(saying("qwen", "set accent crimson", edit=0.9))
    room.build()
    room.ask("make it shine")
    assert window.conversation.turns[-1].kind == "nothing"
    room.take("let_it_try")
    room.rest()
    turn = window.conversation.turns[-1]
    assert turn.kind == "changed", room.said
    assert "Qwen" in turn.use
    assert turn.use in room.said
    assert window.conversation.box.text == ""
    assert window.project is not None
    assert "crimson" in window.project.blueprint_text
    window.talk.undo()
    room.rest()
    assert "crimson" not in window.project.blueprint_text


def test_what_else_was_perhaps_meant_comes_before_what_others_could_do(room: Room, qtbot: QtBot) -> None:
    """And there are never more than three things to press."""
    room.session.chance, room.session.meanings = 0.2, ("set theme dark", "set accent crimson")
    window = room.open(saying("qwen", "set accent crimson", edit=0.9))
    room.build()
    room.ask("make it shine")
    offer = room.offer("let_it_try")
    meaning = say("shell_conversation.meaning")
    shown = [each for each in window.conversation.findChildren(QPushButton) if each.isVisible()]
    ours = [each for each in shown if each.text() == meaning]
    assert len(ours) == 2
    assert all(each.mapTo(window, each.pos()).y() < offer.mapTo(window, offer.pos()).y() for each in ours)
    assert not [each for each in shown if each.text() == say("shell_models.as_part")]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_an_offer_is_not_wider_than_the_conversation(room: Room, qtbot: QtBot, language: str) -> None:
    """Also where words are long, and in the smallest window."""
    speak(language)
    try:
        window = room.open(saying("qwen2.5 coder 32b instruct", "set accent crimson", edit=0.9))
        window.resize(window.minimumSize())
        room.build()
        room.ask("make it shine")
        for deed in ("let_it_try", "as_part"):
            button = room.offer(deed)
            right = button.mapTo(window.conversation, button.rect().topRight()).x()
            assert right < window.conversation.width(), button.text()
    finally:
        speak("en")


def test_what_cannot_be_used_is_told_with_its_cost(room: Room, qtbot: QtBot) -> None:
    """And the words are in the box again."""
    window = room.open(saying("qwen", "Sure! I would love to help you with that.", custom=0.9))
    room.build()
    before = window.project.blueprint_text if window.project else ""
    room.ask("a rotating globe", part=True)
    turn = window.conversation.turns[-1]
    assert turn.kind == "failed", room.said
    assert "Qwen" in turn.use
    assert window.project is not None
    assert window.project.blueprint_text == before
    assert window.conversation.box.text == "a rotating globe"


def test_a_part_of_ones_own(room: Room, qtbot: QtBot) -> None:
    """It streams into the code, is tried in a hidden page, and stands in the app; Undo takes it out with its file."""
    window = room.open(saying("qwen", f"```html\n{RIGHT}```", custom=0.9))
    room.build()
    room.ask("a rotating globe", part=True)
    turn = window.conversation.turns[-1]
    assert turn.kind == "changed", room.said
    assert not turn.problems
    assert window.project is not None
    file = window.project.folder / "custom" / "rotating-globe.html"
    assert file.read_text(encoding="utf-8") == RIGHT
    assert window.app.late.code.file.path
    assert window.bench.view == "preview"
    window.talk.undo()
    room.rest()
    assert not file.exists()


def test_what_is_still_wrong_is_told_first(room: Room, qtbot: QtBot) -> None:
    """After two repairs it is in, with what the page said, and Undo right below."""
    window = room.open(saying("qwen", f"```html\n{WRONG}```", custom=0.9))
    room.build()
    room.ask("a rotating globe", part=True)
    turn = window.conversation.turns[-1]
    assert turn.problems, room.said
    assert say("shell_models.part_problems") in room.said
    assert "nobody is not defined" in room.said
    undo = [one for one in buttons(window.conversation) if one.text() == say("shell_conversation.undo")]
    assert len(undo) == 1


def test_a_file_that_the_person_has_changed_is_asked_for(room: Room, qtbot: QtBot) -> None:
    window = room.open(saying("qwen", f"```html\n{RIGHT}```", custom=0.9))
    room.build()
    room.ask("a rotating globe", part=True)
    assert window.project is not None
    file = window.project.folder / "custom" / "rotating-globe.html"
    file.write_text("<p>Mine</p>", encoding="utf-8")
    room.ask("a rotating globe", part=True)
    assert file.read_text(encoding="utf-8") == "<p>Mine</p>"
    room.take("overwrite")
    room.rest()
    assert file.read_text(encoding="utf-8") == RIGHT


def test_without_a_model_a_part_leads_to_the_models(room: Room, qtbot: QtBot) -> None:
    window = room.open()
    room.build()
    room.ask("a rotating globe", part=True)
    assert window.conversation.turns[-1].kind == "failed"
    assert window.conversation.box.text == "a rotating globe"
    assert room.offer("show_models").isEnabled()


def test_an_app_is_explained(room: Room, qtbot: QtBot) -> None:
    """By plain code where no model is; nothing is changed by it."""
    window = room.open()
    room.build()
    window.steering.wishes.explain()
    room.rest()
    turn = window.conversation.turns[-1]
    assert turn.kind == "told"
    assert "Plant" in turn.words
    assert turn.number == 0


def test_sample_records_are_written(room: Room, qtbot: QtBot) -> None:
    written = 'in Plant: add sample "Fern", "Kitchen", 3, 2026-03-02'
    window = room.open(saying("qwen", written, samples=0.9))
    room.build()
    window.steering.wishes.write_samples(window.conversation.box)
    room.rest()
    assert window.conversation.turns[-1].kind in ("changed", "failed"), room.said
    assert "Qwen" in window.conversation.turns[-1].use


class SlowEngine(FakeEngine):
    """Writes until it is stopped."""

    began = False

    def generate(self, prompt, *, cancelled=None, **more):  # type: ignore[no-untyped-def]
        self.began = True
        assert cancelled is not None
        assert cancelled.wait(LONG_MS / 1000)
        return super().generate(prompt, cancelled=cancelled, **more)


def test_stop_is_always_there(room: Room, qtbot: QtBot) -> None:
    """And leaves the app as it was, with the words in the box."""
    candidate, engine = saying("qwen", custom=0.9)[0], SlowEngine()
    window = room.open((candidate, engine))
    room.build()
    assert window.project is not None
    before = window.project.blueprint_text
    window.steering.begin_part()
    window.conversation.box.put_text("a rotating globe")
    window.conversation.box.wish()
    qtbot.waitUntil(lambda: engine.began, timeout=LONG_MS)
    stop = [one for one in buttons(window.conversation) if one.text() == say("shell_conversation.stop")]
    stop[0].click()
    room.rest()
    assert window.project.blueprint_text == before
    assert not (window.project.folder / "custom").exists()
    assert window.conversation.box.text == "a rotating globe"


def test_a_text_that_was_pointed_at_is_worded_better(room: Room, qtbot: QtBot) -> None:
    """It is a change like any other, by whoever worded it."""
    window = room.open(saying("qwen", '"Thirsty today"', wording=0.9))
    room.build()
    assert window.project is not None
    lines = window.project.blueprint_text.splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if '"Due today"' in text)
    window.steering.wishes.word_better()
    room.rest()
    assert say("errors.word_what") in texts(window.word)
    window.stage.ask_wished.emit("the number Due today", "Due today", line)
    window.steering.wishes.word_better()
    room.rest()
    assert window.conversation.turns[-1].kind == "changed", room.said
    assert "Qwen" in window.conversation.turns[-1].use
    assert '"Thirsty today"' in window.project.blueprint_text


def test_a_model_is_chosen_for_one_app(room: Room, qtbot: QtBot) -> None:
    """With Spindle alone nobody else is offered any more."""
    window = room.open(saying("qwen", "set accent crimson", edit=0.9))
    room.build()
    assert window.project is not None
    window.overlays.open_who_works(window.project.folder)
    qtbot.waitUntil(lambda: "Qwen" in [one.text() for one in choices(window)], timeout=LONG_MS)
    next(one for one in choices(window) if one.text() == "Qwen").click()
    assert pinned(window.project.folder) == "qwen"
    next(one for one in choices(window) if one.text() == say("shell_models.who_spindle")).click()
    assert pinned(window.project.folder) == "spindle"
    room.ask("make it shine")
    qtbot.wait(200)
    assert window.conversation.offered(window.conversation.turns[-1]) == ""


def test_the_last_line_says_that_a_server_is_used(room: Room, qtbot: QtBot) -> None:
    """“Offline” would not be true; and the list of connections says the same."""
    save(Settings(server="http://192.168.1.20:8080"))
    window = room.open()
    assert window.status.sign == say("shell_models.sign_server")
    window.overlays.open_ledger()
    said = "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "http://192.168.1.20:8080" in said
    window.overlays.settings_changed.emit(Settings())
    assert window.status.sign == say("shell_status.offline")


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def buttons(widget: QWidget) -> list[QAbstractButton]:
    return [one for one in widget.findChildren(QAbstractButton) if one.isVisible()]


def choices(window: QWidget) -> list[QRadioButton]:
    return [one for one in window.findChildren(QRadioButton) if one.isVisible()]
