"""Takes from a person's side: three pictures side by side, what each has of its own, and one that is picked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.compiler import FileSet, compile_app
from desktop.messages import say
from desktop.outcomes import Built
from desktop.shell.errands import Errands
from desktop.shell.takes import TakesPanel
from desktop.shell.takes.differences import differences
from desktop.shell.takes.pictures import AppPictures

PLANTS = """\
app "Plants"

entity Plant
  name: text, required
  room: text
  sample "Fern", "Hall"

page Plants
  table of Plant showing name, room
"""
PICTURES = PLANTS.replace("table of", "gallery of").replace(
    "  room: text\n", "  room: text\n  photo: image\n"
)
CARE = PLANTS.replace(
    "\npage Plants", "\nentity Care\n  day: date\n\npage Days\n  calendar of Care by day\n\npage Plants"
)


def take(text: str, number: int, chance: float = 0.5, made_by: str = "memory") -> Built:
    app = read(text).app
    assert app is not None
    return Built(
        "plants", 0, text, app, compile_app(app), (), (), made_by, "Spindle", "1", "", chance, number, ()
    )


@pytest.fixture(scope="module")
def takes() -> tuple[Built, ...]:
    return (take(PLANTS, 1, 0.4, "assembler"), take(PICTURES, 2, 0.6), take(CARE, 3, 0.5))


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders go in this test."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, places: Path) -> Iterator[TakesPanel]:
    errands = Errands()
    panel = TakesPanel(errands)
    qtbot.addWidget(panel)
    panel.resize(980, 680)
    panel.show()
    qtbot.waitExposed(panel)
    yield panel
    panel.let_go()
    errands.close()
    qtbot.wait(50)


def test_each_says_what_only_it_has(takes: tuple[Built, ...]) -> None:
    """What all have is left out; what is left is said in plain words."""
    first, second, third = differences(tuple(one.app for one in takes))
    assert [(line.label, line.words) for line in first] == [(say("shell_takes.shows"), "table")]
    assert [(line.label, line.words) for line in second] == [
        (say("shell_takes.asks"), "photo"),
        (say("shell_takes.shows"), "gallery"),
    ]
    assert [(line.label, line.words) for line in third] == [
        (say("shell_takes.keeps"), "Care"),
        (say("shell_takes.pages"), "Days"),
        (say("shell_takes.shows"), "calendar, table"),
    ]


def test_many_names_are_counted() -> None:
    """A long line ends in a number."""
    pages = "".join(f'\npage Page {number}\n  text "x"\n' for number in range(8))
    (only, _) = differences((take(PLANTS + pages, 1).app, take(PLANTS, 2).app))
    assert only[0].words == "Page 0, Page 1, Page 2, Page 3 and 4 more"


def test_every_take_gets_a_real_picture(
    panel: TakesPanel, takes: tuple[Built, ...], qtbot: QtBot, places: Path
) -> None:
    """Pictures come one by one, differ, and nothing that was written for them is left."""
    panel.show_takes(takes)
    assert [card.picture for card in panel.cards] == [None, None, None]
    qtbot.waitUntil(lambda: all(card.picture is not None for card in panel.cards), timeout=30_000)
    images = [card.picture.toImage() for card in panel.cards if card.picture is not None]
    assert images[0] != images[1] != images[2]
    qtbot.waitUntil(lambda: list(places.iterdir()) == [], timeout=5_000)


def test_the_surest_and_the_one_that_is_there_are_said(panel: TakesPanel, takes: tuple[Built, ...]) -> None:
    """A screen reader hears for each card what it is, where it came from and what is special."""
    panel.show_takes(takes)
    first, second, third = (card.accessibleName() for card in panel.cards)
    assert say("shell_takes.surest") in second and say("shell_takes.surest") not in first + third
    assert say("shell_takes.built") in first and say("shell_takes.made_assembler") in first
    assert "Care" in third


@pytest.mark.parametrize(("keys", "chosen"), [("2", 2), ("3", 3), ("→↵", 2), ("→→→↵", 1), ("←↵", 3)])
def test_the_keyboard_picks(
    panel: TakesPanel, takes: tuple[Built, ...], qtbot: QtBot, keys: str, chosen: int
) -> None:
    """A number picks at once; arrows go from card to card and Enter picks."""
    pressed = {"→": Qt.Key.Key_Right, "←": Qt.Key.Key_Left, "↵": Qt.Key.Key_Return}
    panel.activateWindow()
    panel.show_takes(takes)
    qtbot.waitUntil(lambda: panel.cards[0].hasFocus())
    with qtbot.waitSignal(panel.take_chosen) as told:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            qtbot.keyClick(focused, pressed.get(key, key))
    assert told.args == [chosen]


def test_a_click_picks(panel: TakesPanel, takes: tuple[Built, ...], qtbot: QtBot) -> None:
    """The whole card can be pressed."""
    panel.show_takes(takes)
    with qtbot.waitSignal(panel.take_chosen) as told:
        qtbot.mouseClick(panel.cards[1], Qt.MouseButton.LeftButton)
    assert told.args == [2]


def test_what_was_built_can_be_kept(
    panel: TakesPanel, takes: tuple[Built, ...], qtbot: QtBot, places: Path
) -> None:
    """The button and Esc both close the cards, also while pictures are still being taken."""
    panel.show_takes(takes)
    keep = next(
        b for b in panel.findChildren(QPushButton) if b.accessibleName() == say("shell_takes.keep_name")
    )
    with qtbot.waitSignal(panel.takes_dismissed):
        qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    panel.show_takes(takes)
    with qtbot.waitSignal(panel.takes_dismissed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    qtbot.wait(200)
    assert list(places.iterdir()) == []


def test_an_app_that_never_stands_still_holds_nobody_up(
    qtbot: QtBot, qapp: QApplication, places: Path, takes: tuple[Built, ...]
) -> None:
    """It has no picture; the next one has."""
    files = tuple(
        replace(file, text="for (;;) {}") if file.path == "app.js" else file for file in takes[0].files.files
    )
    endless = replace(takes[0], files=FileSet(files))
    errands = Errands()
    pictures = AppPictures(errands, patience_ms=5000)
    missed: list[int] = []
    pictures.missed.connect(missed.append)
    with qtbot.waitSignal(pictures.taken, timeout=30_000) as told:
        pictures.take((endless, takes[1]))
    assert (missed, told.args[0]) == ([0], 1)
    pictures.let_go()
    errands.close()
    assert list(places.iterdir()) == []
