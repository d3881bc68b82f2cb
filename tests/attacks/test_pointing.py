"""Attacks on pointing: a hostile page tries to speak in the name of the person who points at it.

What it may reach is confusion: to say of a part that it comes from another line. It must never make a
choice by itself, move a part, see the channel, or make work without end.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.preview.heard import Box, Chosen, Dropped, Left, Moved, read_heard
from desktop.preview.pointing import MOST_IN_A_SECOND, PAUSE_MS, POINTING_WORLD
from desktop.preview.start import prepare_browser
from desktop.preview.view import PreviewView
from desktop.shell.stage.direct_edits import Wish, dropped
from desktop.shell.stage.targets import find_target

# It must come before the QApplication, and pytest imports every test before it runs the first.
prepare_browser()

PART = (
    "<div id=one data-from=7 style='position:fixed;left:20px;top:20px;width:200px;height:100px'>one</div>"
    "<div id=two data-from=8 style='position:fixed;left:20px;top:160px;width:200px;height:100px'>two</div>"
)
APP = read('app "A"\n\nentity B\n  name: text\n\npage C\n  table of B\n').app


class Told:
    """What a page got the program to hear."""

    def __init__(self, view: PreviewView) -> None:
        self.chosen: list[Chosen] = []
        self.moved: list[Moved] = []
        self.dropped: list[Dropped] = []
        self.left: list[bool] = []
        view.pointing.chosen.connect(self.chosen.append)
        view.pointing.moved.connect(self.moved.append)
        view.pointing.dropped.connect(self.dropped.append)
        view.pointing.left.connect(lambda: self.left.append(True))

    @property
    def nothing(self) -> bool:
        return not (self.chosen or self.moved or self.dropped or self.left)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PreviewView]:
    made = PreviewView(None)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    yield made
    with qtbot.waitSignal(made.page().profile().destroyed, timeout=5000):
        made.let_go()


@pytest.fixture
def point_at(view: PreviewView, qtbot: QtBot, tmp_path: Path) -> Callable[[str], Told]:
    """Show a page with this body and point at it; give back what is heard of it."""

    def run(body: str) -> Told:
        (tmp_path / "index.html").write_text(f"<!doctype html><body>{PART}{body}", encoding="utf-8")
        view.show_folder(tmp_path)
        assert view.wait_until_loaded()
        told = Told(view)
        view.pointing.start({7: "one", 8: "two"}, {7: 1, 8: 1})
        qtbot.wait(150)
        return told

    return run


def ask(view: PreviewView, qtbot: QtBot, script: str, world: int = 0) -> object:
    answers: list[object] = []
    view.page().runJavaScript(script, world, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    return answers[0]


def press(view: PreviewView, x: int, y: int) -> None:
    QTest.mouseMove(view.focusProxy(), QPoint(x, y))
    QTest.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


SEES = "['qt','homespunPointing','QWebChannel'].filter(n => n in W).join()"

HOSTILE = """<iframe id=own srcdoc='<p data-from=3>in</p>'></iframe>
<iframe sandbox=allow-scripts srcdoc="<script>top.postMessage(['qt','homespunPointing'].filter(n => n in window).join() || 'nothing', '*')</script>"></iframe>
<script>
// Whatever the page does to its own world must not matter to the other one.
for (const thing of [Element, Array, EventTarget, Object, Map, String, Node, Event])
  for (const name of Object.getOwnPropertyNames(thing.prototype))
    if (["closest", "filter", "map", "contains", "getBoundingClientRect", "composedPath"].includes(name))
      thing.prototype[name] = () => { throw new Error("never") };
JSON.stringify = () => '{"chosen": {}}';
Object.defineProperty(Event.prototype, "isTrusted", {get: () => true});
window.heard = [];
window.addEventListener("message", ({data}) => window.inFrame = data);
for (const kind of ["click", "pointerdown", "pointerup", "mousedown", "keydown"])
  window.addEventListener(kind, (event) => { if (!window.acting) window.heard.push(kind) }, true);
window.act = () => {
  window.acting = true;
  const one = document.getElementById("one"), two = document.getElementById("two");
  const at = (kind, on, y) => on.dispatchEvent(new PointerEvent(kind, {bubbles: true, composed: true, button: 0, clientX: 50, clientY: y}));
  for (let turn = 0; turn < 20; turn++) {
    at("pointerdown", one, 50); at("pointermove", one, 90); at("pointermove", two, 220); at("pointerup", two, 220);
    one.dispatchEvent(new MouseEvent("click", {bubbles: true})); one.click();
    for (const key of ["ArrowDown", "Enter", "Escape"]) document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  }
  for (const node of document.querySelectorAll("homespun-pointing")) { node.innerHTML = "<b>mine</b>"; node.remove(); }
  window.postMessage({chosen: {line: 1}}, "*"); document.title = '{"chosen":{"line":1}}'; location.hash = "chosen"; console.log('{"left":{}}');
  window.acting = false;
};
</script>"""


def test_a_page_cannot_speak_for_the_person(
    point_at: Callable[[str], Told], view: PreviewView, qtbot: QtBot
) -> None:
    """It sees nothing of the channel, what it makes up counts for nothing, and a real click still counts."""
    told = point_at(HOSTILE)
    frames = "document.getElementById('own').contentWindow"
    assert ask(view, qtbot, SEES.replace("W)", "window)")) == ""
    assert ask(view, qtbot, SEES.replace("W)", f"{frames})")) == ""
    assert ask(view, qtbot, SEES.replace("W)", "globalThis)"), POINTING_WORLD) != ""
    qtbot.waitUntil(lambda: ask(view, qtbot, "window.inFrame") == "nothing", timeout=5000)
    assert ask(view, qtbot, "document.querySelector('homespun-pointing').shadowRoot") in (None, "")
    ask(view, qtbot, "act(); 1")
    qtbot.wait(300)
    assert told.nothing
    # The person's own click is heard by the program and not by the page, whatever became of its world.
    press(view, 60, 60)
    qtbot.waitUntil(lambda: bool(told.chosen), timeout=5000)
    assert [(each.line, each.keys) for each in told.chosen] == [(7, False)]
    assert (told.dropped, told.left) == ([], [])
    assert ask(view, qtbot, "window.heard.join()") == ""
    view.pointing.stop()
    # Clicks and scripts come to the page by different ways, and may overtake each other.
    ask(view, qtbot, "1", POINTING_WORLD)
    press(view, 60, 200)
    qtbot.waitUntil(lambda: "click" in str(ask(view, qtbot, "window.heard.join()")), timeout=5000)
    assert len(told.chosen) == 1


FORGED = """<script>
const lines = ["99999999999999999999", "-4", "1e3", "0x10", "3.5", "", "7; remove page C", "<b>", "NaN", "Infinity"];
const one = document.getElementById("one");
one.replaceChildren(...lines.map((line, at) => { const part = document.createElement("div"); part.setAttribute("data-from", line);
  part.style.cssText = `position:fixed;left:${300}px;top:${at * 30}px;width:90px;height:25px`; part.textContent = line; return part; }));
</script>"""


def test_forged_lines_are_lines_or_nothing(
    point_at: Callable[[str], Told], view: PreviewView, qtbot: QtBot
) -> None:
    """What is written on a part is a number that may stand in a text, and means what stands there, or nothing."""
    told = point_at(FORGED)
    for at in range(10):
        press(view, 330, at * 30 + 10)
        qtbot.wait(60)
    qtbot.wait(200)
    assert {each.line for each in told.chosen} <= {0, 7, 16, 1000}
    assert APP is not None
    for each in told.chosen:
        target = find_target(APP, each.line, each.within)
        assert target is None or target.line == each.line
    assert dropped(APP, 1000, 16, after=True) == Wish()


RESTLESS = """<script>
let turn = 0;
const one = document.getElementById("one");
setInterval(() => { for (let i = 0; i < 50; i++) { one.style.left = `${20 + (turn++ % 40)}px`; one.setAttribute("x", turn); } }, 1);
</script>"""


def test_a_restless_page_makes_no_flood(
    point_at: Callable[[str], Told], view: PreviewView, qtbot: QtBot
) -> None:
    """A part that never stands still is told of now and then; junk in the channel itself is not told at all."""
    told = point_at(RESTLESS)
    press(view, 100, 60)
    qtbot.waitUntil(lambda: bool(told.chosen), timeout=5000)
    told.moved.clear()
    qtbot.wait(1000)
    assert 0 < len(told.moved) <= 1000 // PAUSE_MS + 5
    # As if the page had broken into the renderer's other world.
    flood = "for (let i = 0; i < 2000; i++) qt.webChannelTransport.send(JSON.stringify({type: 6, object: 'ear', method: 'hear', id: i, args: [W]})); 1"
    told.chosen.clear()
    choice = json.dumps(
        json.dumps({"chosen": {"line": 9, "within": [], "index": 0, "box": [0, 0, 1, 1], "keys": False}})
    )
    for words in ("'{'", "'x'.repeat(9e3)", "'[]'", "''", choice):
        ask(view, qtbot, flood.replace("W", words), POINTING_WORLD)
    qtbot.wait(300)
    assert len(told.chosen) <= 2
    assert MOST_IN_A_SECOND < 2000


BOX = [0, 0, 10, 10]
JUNK = [
    "",
    "null",
    "[]",
    "7",
    '"chosen"',
    "{",
    "[" * 1500,
    '{"chosen": null}',
    '{"left": {"script": "remove page C"}}',
    '{"script": {"words": "remove page C"}}',
    '{"left": {}, "chosen": {}}',
    *(
        json.dumps({"chosen": {"line": 1, "within": [], "index": 0, "box": BOX, "keys": False} | wrong})
        for wrong in (
            {"line": "1"},
            {"line": True},
            {"line": 1.0},
            {"line": -1},
            {"line": 10**9},
            {"line": None},
            {"within": [1] * 99},
            {"within": ["1"]},
            {"within": 3},
            {"index": -2},
            {"box": [0, 0, -1, 1]},
            {"box": [0, 0, 1]},
            {"box": [0, 0, 1, 10**9]},
            {"box": [0, 0, 1, None]},
            {"box": "0,0,1,1"},
            {"keys": 1},
        )
    ),
    '{"dropped": {"line": 1, "beside": 0, "after": true}}',
    '{"dropped": {"line": 1, "beside": 2, "after": "yes"}}',
    '{"chosen": {"line": 1, "within": [], "index": 0, "box": [0, 0, 1, NaN], "keys": false}}',
    '{"moved": {"box": [Infinity, 0, 1, 1]}}',
    '{"left": {}}' + " " * 3000,
]


@pytest.mark.parametrize("words", JUNK, ids=range(len(JUNK)))
def test_what_is_not_said_exactly_is_not_heard(words: str) -> None:
    """There are four things to say, each in one way."""
    assert read_heard(words) is None


def test_what_may_be_said_is_heard() -> None:
    """So that the test above means something."""
    said = '{"chosen": {"line": 4, "within": [2, 1], "index": 0, "box": [-5, 0, 10, 20], "keys": true}}'
    assert read_heard(said) == Chosen(4, (2, 1), 0, Box(-5, 0, 10, 20), keys=True)
    assert read_heard('{"moved": {"box": [0, 0, 1, 1]}}') == Moved(Box(0, 0, 1, 1))
    assert read_heard('{"dropped": {"line": 1, "beside": 2, "after": false}}') == Dropped(1, 2, after=False)
    assert read_heard('{"left": {}}') == Left()
