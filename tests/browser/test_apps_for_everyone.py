"""Compiled apps fit every window, every reader and every word, hostile ones too."""

from __future__ import annotations

import pytest
from opener import Opener
from sample_apps import HOSTILE, LONG, hostile, shed
from tab import Tab

from desktop.blueprint.nodes import App, Entity, Field, Theme


def first_cells(tab: Tab) -> list[str]:
    """The first cell of each row of the table."""
    found = tab.run(
        "[...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.innerText.trim())"
    )
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["loans", "board", "calendar", "tools", "numbers", "people"])
def test_nothing_is_wider_than_the_window(open_app: Opener, width: int, page: str) -> None:
    tab = open_app(shed(), page, width=width)
    assert tab.run("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_words_stay_words(open_app: Opener, width: int) -> None:
    tab = open_app(hostile(), width=width)
    for number in range(tab.count("nav a")):
        tab.run(f"location.hash = document.querySelectorAll('nav a')[{number}].hash")
        tab.wait(f"document.querySelectorAll('nav a')[{number}].ariaCurrent === 'page'")
        assert tab.run("document.documentElement.scrollWidth") == width
        assert tab.count("main script, main style, main img, main [onerror]") == 0
    tab.run("location.hash = document.querySelectorAll('nav a')[0].hash")
    tab.wait("document.querySelectorAll('tbody tr').length === 3")
    assert HOSTILE in str(tab.run("document.querySelector('main').textContent"))
    assert LONG in str(tab.run("document.querySelector('main').textContent"))


def test_hostile_words_can_be_typed_in_and_read_back(open_app: Opener) -> None:
    tab = open_app(hostile())
    tab.click(".add")
    tab.type("typed " + HOSTILE)
    tab.press("Enter")
    tab.wait("document.querySelectorAll('tbody tr').length === 4")
    tab.reload()
    assert "typed " + HOSTILE in first_cells(tab)
    own = tab.run(
        "Object.hasOwn(homespun.store.list(homespun.entities()[0].name).at(-1).values, '__proto__')"
    )
    assert own, "a field called __proto__ is a field like any other"


def test_everything_drawn_from_the_blueprint_says_its_line(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    drawn = ".page, .stat, .words, .collection, th.number, td:not(.row-end), nav a, .action"
    lines = tab.run(f"[...document.querySelectorAll('{drawn}')].every((e) => Number(e.dataset.from) > 0)")
    assert tab.count(drawn) > 20
    assert lines is True


def test_every_control_has_a_name_for_screen_readers(open_app: Opener) -> None:
    for page in ("loans", "tools", "board", "calendar"):
        tab = open_app(shed(), page)
        tab.click(".add")
        nameless = tab.run(
            """[...document.querySelectorAll("button, input, select, textarea, a")]
                .filter((e) => e.checkVisibility())
                .filter((e) => !(e.ariaLabel || e.textContent.trim() || e.labels?.[0]?.textContent.trim()))
                .map((e) => e.outerHTML)"""
        )
        assert nameless == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_follows_the_system_unless_the_theme_says_otherwise(open_app: Opener, dark: bool) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    lightness = f"Math.max(...{background}.match(/\\d+/g).map(Number))"
    tab = open_app(App("Plain", entities=(Entity("Note", (Field("text", "text"),)),)), dark=dark)
    assert (int(str(tab.run(lightness))) < 100) is dark
    tab = open_app(
        App("Ivory", theme=Theme("light", "ivory"), entities=(Entity("A", (Field("b", "text"),)),)), dark=dark
    )
    assert tab.run(background) == "rgb(255, 255, 240)"


def test_an_app_without_anything_says_so(open_app: Opener) -> None:
    tab = open_app(App("Empty"))
    assert "There is nothing in this app yet" in tab.text()
