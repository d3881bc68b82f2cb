"""The stage, as a person uses it: an app as on a phone, zoomed, on the whole screen, pointed at, changed in place.

A page is heavy, so each test tells a story of several claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from made_projects import make_project
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.blueprint.edits import edit
from desktop.changing import scripted
from desktop.preview import life
from desktop.preview.problem import CRASH, Problem
from desktop.preview.view import PreviewView
from desktop.saving import save_edit
from desktop.shell.look import Look
from desktop.shell.stage.beside import place_beside
from desktop.shell.stage.device import DESKTOP, FIT, PHONE, TABLET, next_zoom, scale_of
from desktop.shell.stage.full_screen import FullScreen
from desktop.shell.stage.stage import PreviewStage
from desktop.workspace import Project

TEXT = """\
app "Plant Pal"
  about "Nobody goes thirsty"
  theme accent seagreen

entity Plant
  name: text, required
  room: choice Kitchen | Bedroom
  sample "Fern", "Kitchen"
  sample "Ivy", "Bedroom"

page Plants
  stat "All plants" = count of Plant
  stat "In the kitchen" = count of Plant where room is Kitchen
  table of Plant showing name, room

page Long
  text "First of all."
  checklist "Many": One | Two | Three | Four | Five | Six | Seven | Eight | Nine | Ten | Eleven | Twelve
  features
    item "A": "Alpha"
    item "B": "Beta"
    item "C": "Gamma"
    item "D": "Delta"
  form of Plant
"""


def line_of(text: str, words: str) -> int:
    return next(at for at, line in enumerate(text.splitlines(), start=1) if words in line)


@dataclass
class Heard:
    """What the stage told."""

    lines: list[int] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    pointing: list[bool] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Person:
    """Somebody in front of the stage."""

    stage: PreviewStage
    qtbot: QtBot
    heard: Heard

    @property
    def view(self) -> PreviewView:
        view = self.stage.view
        assert view is not None
        return view

    def ask(self, script: str) -> object:
        """Ask the app's page something."""
        answers: list[object] = []
        self.view.page().runJavaScript(script, 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=8000)
        return answers[0]

    def wait_for(self, script: str) -> None:
        self.qtbot.waitUntil(lambda: self.ask(script) is True, timeout=10_000)

    def opens(self, folder: Path) -> None:
        with self.qtbot.waitSignal(self.stage.page_settled, timeout=15_000):
            self.stage.show_app(folder, "Plant Pal")
        self.wait_for("document.documentElement.dataset.ready === 'yes'")

    def finds(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        found = [
            each
            for each in self.stage.findChildren(kind)
            if each.accessibleName() == name and each.isVisible()
        ]
        assert found, name
        return found[0]

    def presses(self, name: str) -> None:
        QTest.mouseClick(self.finds(name), Qt.MouseButton.LeftButton)

    def place_of(self, selector: str) -> QPoint:
        place = self.ask(
            f"(() => {{ const r = document.querySelector(`{selector}`).getBoundingClientRect();"
            "return JSON.stringify([r.left + r.width / 2, r.top + Math.min(r.height, innerHeight) / 2]) })()"
        )
        left, top = json.loads(str(place))
        factor = self.view.zoomFactor()
        return QPoint(round(left * factor), round(top * factor))

    def clicks(self, selector: str) -> None:
        place = self.place_of(selector)
        QTest.mouseMove(self.view.focusProxy(), place)
        QTest.mouseClick(self.view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view.focusProxy(), key)


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication) -> Iterator[Person]:
    stage = PreviewStage(None)
    stage.dress(Look("light"))
    heard = Heard()
    stage.line_pointed.connect(heard.lines.append)
    stage.script_wished.connect(lambda script, words: heard.scripts.append((script, words)))
    stage.ask_wished.connect(lambda words, _read, line: heard.asked.append((words, line)))
    stage.pointing_changed.connect(heard.pointing.append)
    stage.problem_found.connect(heard.problems.append)
    qtbot.addWidget(stage)
    stage.resize(1000, 700)
    stage.show()
    yield Person(stage, qtbot, heard)
    view = stage.view
    if view is not None:
        with qtbot.waitSignal(view.page().profile().destroyed, timeout=5000):
            stage.let_go()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "plants", TEXT)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that a stranger wrote; tests put a script in it."""
    folder = tmp_path / "stranger"
    folder.mkdir()
    (folder / "app.blueprint").write_text(TEXT, encoding="utf-8")
    return folder


def test_an_app_is_looked_at(person: Person, project: Project) -> None:
    """On a phone it is 390 wide, zoom is kept, a change leaves page and scroll alone, Esc leaves full screen."""
    stage = person.stage
    assert stage.title == "Preview"
    person.opens(project.folder)
    assert (stage.title, stage.folder, stage.device) == ("Plant Pal", project.folder, DESKTOP)

    person.presses("Phone")
    person.wait_for("Math.abs(innerWidth - 390) < 2 && Math.abs(innerHeight - 844) < 3")
    assert stage.device == PHONE
    person.presses("Tablet")
    person.wait_for("Math.abs(innerWidth - 820) < 2 && Math.abs(innerHeight - 1180) < 3")
    person.presses("Desktop")
    person.wait_for("innerWidth > 900")
    wide = person.ask("innerWidth")
    stage.zoom_in()
    person.wait_for(f"innerWidth < {wide}")
    assert person.finds("Zoom: 110 %")
    stage.zoom_to_fit()
    person.wait_for(f"innerWidth === {wide}")

    # A change of the app: the page that is open stays open, where it was scrolled.
    person.ask("location.hash = '#/long'; 1")
    person.wait_for("document.querySelector('h1').textContent === 'Long'")
    person.ask("scrollTo(0, 240); 1")
    person.qtbot.waitUntil(lambda: person.view.page().scrollPosition().y() == 240, timeout=5000)
    person.opens(project.folder)
    person.wait_for("document.querySelector('h1').textContent === 'Long' && scrollY === 240")

    stage.toggle_full_screen()
    whole = [each for each in QApplication.topLevelWidgets() if isinstance(each, FullScreen)]
    assert len(whole) == 1 and whole[0].isFullScreen() and person.view.window() is whole[0]
    person.qtbot.waitUntil(whole[0].isActiveWindow, timeout=3000)
    person.key(Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: person.view.window() is stage.window(), timeout=3000)
    person.wait_for("document.querySelector('h1').textContent === 'Long' && innerWidth > 900")
    assert person.heard.problems == []


def test_a_thing_is_pointed_at_and_changed(person: Person, project: Project) -> None:
    """A click chooses and does nothing else; the card changes what was chosen; the choice outlasts the change."""
    heard = person.heard
    person.opens(project.folder)
    person.stage.toggle_pointing()
    assert person.stage.pointing and heard.pointing == [True]
    person.qtbot.wait(200)

    # A click on a link of the app chooses the page that it leads to, and does not go there.
    person.clicks("nav a:nth-of-type(2)")
    person.qtbot.waitUntil(lambda: heard.lines[-1:] == [line_of(TEXT, "page Long")], timeout=5000)
    assert person.ask("document.querySelector('h1').textContent") == "Plants"

    stat = line_of(TEXT, '"All plants"')
    person.clicks(f"[data-from='{stat}']")
    person.qtbot.waitUntil(lambda: heard.lines[-1] == stat, timeout=5000)
    card = person.finds("Change the number “All plants” on the page Plants")
    box = person.view.geometry()
    assert card.isVisible() and box.isValid()
    line = person.finds("Label", QLineEdit)
    assert isinstance(line, QLineEdit) and line.text() == "All plants"
    line.selectAll()
    QTest.keyClicks(line, "Every plant")
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: bool(heard.scripts), timeout=10_000)
    script, words = heard.scripts[-1]
    assert script == 'on Plants, first stat: set label "Every plant"\n' or "Every plant" in script
    assert words

    # What the window then does; the app changes on the stage, and the thing is still chosen.
    edited = scripted(project, words, script)
    changed = save_edit(edited, project)
    person.opens(changed.folder)
    person.wait_for("document.body.textContent.includes('Every plant')")
    person.qtbot.waitUntil(
        lambda: any(
            each.accessibleName() == "Change the number “Every plant” on the page Plants" and each.isVisible()
            for each in person.stage.findChildren(QWidget)
        ),
        timeout=10_000,
    )

    # What cannot be is said in the card, and what was there stands there again.
    person.clicks("header .name")
    person.qtbot.waitUntil(lambda: heard.lines[-1] == 1, timeout=5000)
    accent = person.finds("Colour", QLineEdit)
    assert isinstance(accent, QLineEdit)
    accent.setText("greenish")
    QTest.keyClick(accent, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: accent.text() == "seagreen", timeout=10_000)
    before = len(heard.scripts)
    person.presses("Colour: tomato")
    person.qtbot.waitUntil(lambda: len(heard.scripts) > before, timeout=10_000)
    assert heard.scripts[-1][0] == "set accent tomato\n"

    person.presses("Change this…")
    assert heard.asked == [("the app", 1)]


def test_pointing_by_keyboard_and_by_dragging(person: Person, project: Project) -> None:
    """Arrows go to what is around, inside and beside; Enter chooses, Esc ends; a section is dragged."""
    heard = person.heard
    person.opens(project.folder)
    first, second = line_of(TEXT, '"All plants"'), line_of(TEXT, '"In the kitchen"')
    person.stage.toggle_pointing()
    person.qtbot.wait(300)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        person.key(key)
    person.qtbot.waitUntil(lambda: heard.lines[-1:] == [second], timeout=5000)
    assert person.finds("Label", QLineEdit).hasFocus()
    QTest.keyClick(person.finds("Label", QLineEdit), Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: heard.lines[-1] == 0, timeout=5000)
    assert person.stage.pointing

    one, other = (person.place_of(f"[data-from='{line}']") for line in (second, first))
    target = person.view.focusProxy()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=one)
    for place in (one - QPoint(20, 0), other + QPoint(30, 0), other - QPoint(40, 0)):
        QTest.mouseMove(target, place)
        person.qtbot.wait(60)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=other - QPoint(40, 0))
    person.qtbot.waitUntil(lambda: bool(heard.scripts), timeout=10_000)
    app = read(TEXT).app
    assert app is not None
    after = edit(app, heard.scripts[0][0]).app
    assert after is not None
    labels = [getattr(section, "label", "") for section in after.pages[0].sections]
    assert labels[:2] == ["In the kitchen", "All plants"]

    person.key(Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: not person.stage.pointing, timeout=5000)
    assert heard.pointing == [True, False]
    person.clicks("nav a:nth-of-type(2)")
    person.wait_for("document.querySelector('h1').textContent === 'Long'")

    # A line of the blueprint lights up what comes from it, also while nobody points.
    person.ask("scrollTo(0, 0); 1")
    person.stage.mark_line(line_of(TEXT, "form of Plant"))
    person.wait_for("scrollY > 0 && document.querySelector('homespun-pointing') !== null")
    person.stage.mark_line(0)
    person.wait_for("document.querySelector('homespun-pointing') === null")


def test_a_page_that_loops_or_dies_is_told_and_healed(
    person: Person, page: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not answer: a sentence, Wait and Stop; it is stopped or takes too much: a sentence and Reload."""
    monkeypatch.setattr(life, "SILENT_AFTER_MS", 1500)
    stage, qtbot = person.stage, person.qtbot
    index = page / "index.html"
    index.write_text("<!doctype html><title>loops</title><body data-ready=no>", encoding="utf-8")
    with qtbot.waitSignal(stage.page_settled, timeout=15_000):
        stage.show_app(page, "Stranger")
    person.view.page().runJavaScript("setTimeout(() => { for (;;); }, 50)", 0)
    qtbot.waitUntil(lambda: stage.notice == "This app does not answer.", timeout=15_000)
    person.presses("Wait")
    assert stage.notice == ""
    qtbot.waitUntil(lambda: stage.notice == "This app does not answer.", timeout=15_000)
    person.presses("Stop the app")
    qtbot.waitUntil(lambda: "You stopped this app" in stage.notice, timeout=15_000)
    assert [problem.kind for problem in person.heard.problems] == [CRASH]
    with qtbot.waitSignal(stage.page_settled, timeout=15_000):
        person.presses("Reload")
    person.wait_for("document.title === 'loops'")
    assert stage.notice == ""

    monkeypatch.setattr(
        life, "MOST_BYTES", life.bytes_of(person.view.page().renderProcessPid()) + 200_000_000
    )
    if life.bytes_of(1) == 0:
        pytest.skip("how much memory a page takes is told on Linux only")
    hungry = (
        "const all = []; setInterval(() => { const b = new Uint8Array(3e7); b.fill(1); all.push(b) }, 40)"
    )
    person.view.page().runJavaScript(hungry, 0)
    qtbot.waitUntil(lambda: "took more memory" in stage.notice, timeout=20_000)
    with qtbot.waitSignal(stage.page_settled, timeout=15_000):
        person.presses("Reload")
    assert person.ask("document.title") == "loops"
    # Windows of a page's own, one after the other, would keep the person from theirs.
    assert person.ask("alert(1); [confirm(2), prompt(3)].join()") == "false,"
    # Another app does not wait for one that hangs.
    person.view.page().runJavaScript("setTimeout(() => { for (;;); }, 50)", 0)
    qtbot.waitUntil(lambda: stage.notice == "This app does not answer.", timeout=15_000)
    person.opens(project.folder)
    assert stage.notice == ""


def test_an_honest_page_that_thinks_is_left_alone(
    person: Person, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is slow for a moment is not spoken of, and one that answers again is not either."""
    monkeypatch.setattr(life, "SILENT_AFTER_MS", 1500)
    (page / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with person.qtbot.waitSignal(person.stage.page_settled, timeout=15_000):
        person.stage.show_app(page, "Stranger")
    busy = "setTimeout(() => { const end = Date.now() + %d; while (Date.now() < end); document.title = 'done' }, 20)"
    person.view.page().runJavaScript(busy % 500, 0)
    person.wait_for("document.title === 'done'")
    assert person.stage.notice == ""
    person.view.page().runJavaScript(busy % 4500, 0)
    person.qtbot.waitUntil(lambda: person.stage.notice != "", timeout=10_000)
    person.qtbot.waitUntil(lambda: person.stage.notice == "", timeout=15_000)


ROOM = QRect(0, 0, 1000, 700)


@pytest.mark.parametrize(
    "about",
    [QRect(20, 20, 200, 100), QRect(700, 20, 250, 100), QRect(0, 0, 1000, 80), QRect(0, 600, 1000, 100)],
)
def test_the_card_never_covers_what_it_is_about(about: QRect) -> None:
    """There is room beside it, below it or above it."""
    place = QRect(place_beside(about, QSize(348, 300), ROOM), QSize(348, 300))
    assert ROOM.contains(place) and not place.intersects(about)


def test_the_card_stays_in_sight_beside_what_fills_everything() -> None:
    place = QRect(place_beside(QRect(-50, -900, 1100, 3000), QSize(348, 300), ROOM), QSize(348, 300))
    assert ROOM.contains(place)


def test_sizes_fit_the_room() -> None:
    """A device is made smaller where it does not fit, never larger; zoom has steps and ends."""
    assert scale_of(DESKTOP, FIT, (300, 300)) == 1.0
    assert scale_of(PHONE, FIT, (2000, 2000)) == 1.0
    assert scale_of(PHONE, FIT, (2000, 422)) == 0.5
    assert scale_of(TABLET, 1.5, (10, 10)) == 1.5
    assert scale_of(TABLET, 9.0, (10, 10)) == 2.0
    assert (next_zoom(1.0, larger=True), next_zoom(1.0, larger=False)) == (1.1, 0.9)
    assert (next_zoom(2.0, larger=True), next_zoom(0.5, larger=False)) == (2.0, 0.5)
