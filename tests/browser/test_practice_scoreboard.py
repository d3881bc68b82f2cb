"""A scoreboard, used as at a game evening."""

from __future__ import annotations

from pathlib import Path

from opener import Opener

SCORES = Path("blocks/scoreboard.blueprint")
POINTS = "[...document.querySelectorAll('.score-points')].map((each) => Number(each.innerText))"


def test_points_are_given_taken_and_kept(open_app: Opener) -> None:
    tab = open_app(SCORES)
    for _ in range(3):
        tab.click("button[aria-label^='Give \u2068Blue']")
    tab.click("button[aria-label^='Take 1 from \u2068Blue']")
    assert tab.run(POINTS) == [0, 2, 0]
    assert "in front" in tab.text(".leads")
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    assert tab.run(POINTS) == [0, 2, 0]


def test_who_reaches_the_goal_has_won(open_app: Opener) -> None:
    tab = open_app(SCORES)
    for _ in range(10):
        tab.click("button[aria-label^='Give \u2068Red']")
    assert tab.text(".score-told") == "\u2068Red\u2069 has won!"


def test_names_can_be_changed_and_the_step_is_as_wished(open_app: Opener) -> None:
    tab = open_app(SCORES, "Darts")
    tab.fill("Name of team 1", "Ada")
    tab.press("Tab")
    tab.click("button[aria-label^='Give \u2068Ada']")
    assert tab.run(POINTS) == [5, 0]
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    tab.go("Darts")
    assert tab.run("document.querySelector('.score-name').value") == "Ada"


def test_back_to_zero_can_be_taken_back(open_app: Opener) -> None:
    tab = open_app(SCORES)
    tab.click("button[aria-label^='Give \u2068Green']")
    tab.click("button", "Back to zero")
    assert tab.run(POINTS) == [0, 0, 0]
    tab.click(".toast button", "Undo")
    tab.wait(f"({POINTS})[2] === 1")


def test_a_team_can_be_added_and_removed(open_app: Opener) -> None:
    tab = open_app(SCORES)
    tab.click("button", "Add a team")
    assert tab.count(".score-row") == 4
    assert tab.focused() == "Name of team 4"
    tab.click("button", "Remove the last")
    assert tab.count(".score-row") == 3
