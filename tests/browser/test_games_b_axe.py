"""axe-core finds nothing serious in the middle of a game either, light and dark."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import complaints_of_axe
from opener import Opener
from tab import Tab

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("axe_playwright_python") is None, reason="no axe here: run.py test installs it"
)


def press(tab: Tab, row: int, column: int) -> None:
    tab.click(f'.game-cell[data-row="{row}"][data-column="{column}"]')


def open_some(tab: Tab) -> None:
    press(tab, 4, 4)
    tab.click("button", "Flags")
    press(tab, 0, 0)


def note_and_clash(tab: Tab) -> None:
    tab.click(".game-cell:not(.is-given)")
    for key in ("n", "1", "2", "n"):
        tab.press(key)
    for number in range(1, 5):
        if not tab.count(".is-wrong"):
            tab.press(str(number))
    assert tab.count(".is-wrong")


def choose_piece(tab: Tab) -> None:
    for row, column in ((6, 4), (4, 4), (1, 5), (3, 5), (4, 4)):
        press(tab, row, column)
    assert tab.count(".is-target")


def promote(tab: Tab) -> None:
    files = "abcdefgh"
    for move in ["a2a4", "b7b5", "a4b5", "a7a6", "b5a6", "h7h6", "a6a7", "h6h5", "a7b8"]:
        for square in (move[:2], move[2:]):
            press(tab, 8 - int(square[1]), files.index(square[0]))
    assert tab.count(".chess-promoting button") == 4


def guess(tab: Tab) -> None:
    tab.click(".guess-form input")
    tab.type("50\n")


def begin_and_pause(tab: Tab) -> None:
    tab.click("button", "Start")
    tab.press("Escape")


@pytest.mark.parametrize(
    ("sample", "page", "play"),
    [
        ("minesweeper", "Flower bed", open_some),
        ("sudoku", "For beginners", note_and_clash),
        ("chess", "Board", choose_piece),
        ("chess", "Practice", lambda tab: press(tab, 6, 4)),
        ("chess", "Board", promote),
        ("trivia", "Our town", lambda tab: tab.press("1")),
        ("trivia", "Capitals", lambda tab: tab.click("button", "Start")),
        ("number-guess", "Up to a hundred", guess),
        ("rock-paper-scissors", "Hands", lambda tab: tab.press("1")),
        ("sliding-puzzle", "Fruit", lambda tab: tab.press("ArrowDown")),
        ("reaction", "Test", lambda tab: tab.click("button", "Start")),
        ("maze", "Mouse", begin_and_pause),
        ("jump-and-run", "Run", begin_and_pause),
    ],
)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_the_middle_of_a_game(
    open_app: Opener, sample: str, page: str, play: Callable[[Tab], object], dark: bool
) -> None:
    tab = open_app(Path(f"blocks/game-{sample}.blueprint"), page, width=390, dark=dark, still=True)
    play(tab)
    assert complaints_of_axe(tab) == []
