"""The games against time: each is played with keys by somebody who stops to listen what is to be seen."""

from __future__ import annotations

import re
from pathlib import Path

from opener import Opener
from tab import Tab

SAMPLES = Path("blocks")
NOON = "2026-03-01 12:00"
CALM_DOWN_S = 1  # after the end a key still pressed in the heat of the game begins nothing new


def app(game: str) -> str:
    return f'app "Games"\n\npage Play\n  game {game}\n'


def fact(tab: Tab, name: str) -> str:
    return tab.text(f'[data-fact="{name}"] dd')


def state(tab: Tab) -> str:
    return str(tab.run("document.querySelector('.game').dataset.state"))


def described(tab: Tab) -> str:
    """What a screen reader says of the drawing."""
    return str(tab.run("document.querySelector('.game-canvas').ariaLabel"))


def listen(tab: Tab) -> list[int]:
    """Pause, read the numbers in what is said of the drawing, and go on."""
    tab.press("Escape")
    said = described(tab)
    tab.press("Enter")
    return [int(number) for number in re.findall(r"\d+", said)]


# --- maze -------------------------------------------------------------------------------------------


def test_a_maze_is_left_with_arrow_keys_and_the_hint(open_app: Opener) -> None:
    tab = open_app(app("maze; size 5; levels 2"))
    tab.press("Tab")
    tab.click("button", "Start")
    names = {"Left": "ArrowLeft", "Right": "ArrowRight", "Up": "ArrowUp", "Down": "ArrowDown"}
    for _ in range(30):
        tab.press("h")
        for word in str(tab.run("document.querySelector('#toasts p:last-child').innerText")).split(", "):
            if word in names:
                tab.press(names[word])
        if state(tab) == "over":
            break
    assert fact(tab, "level") == "2 / 2"
    assert "Out of the maze" in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best").endswith(" s")


def test_walls_of_a_maze_stop_and_a_pause_says_where_one_is(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-maze.blueprint", "Mouse", clock=NOON)
    tab.click("button", "Start")
    for _ in range(3):
        tab.press("ArrowUp")
        tab.press("ArrowLeft")
    tab.advance(3)
    tab.press("p")
    assert state(tab) == "paused"
    assert "You are in column 1, row 1 of 8" in described(tab)
    tab.advance(60)
    assert fact(tab, "taken") in ("2 s", "3 s"), "the time stands still in a pause"


# --- flappy -----------------------------------------------------------------------------------------


def test_flappy_waits_for_the_first_flap_and_then_falls(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-flappy.blueprint", "Fly", clock=NOON)
    tab.click("button", "Start")
    tab.advance(5)
    assert state(tab) == "playing"
    tab.press(" ")
    tab.advance(3)
    assert state(tab) == "over"
    assert "You flew through 0 gaps." in tab.text(".game-cover")


def test_whoever_flaps_in_time_gets_through_the_gaps_of_flappy(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-flappy.blueprint", "Fly", clock=NOON, seed=1)
    tab.click("button", "Start")
    tab.press(" ")
    while fact(tab, "score") == "0" and state(tab) == "playing":
        tab.advance(0.12)
        height, gap = listen(tab)
        if height <= gap:
            tab.press(" ")
    assert fact(tab, "score") == "1"
    tab.advance(4)
    assert "That is a new best!" in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best") == "1"


# --- shooter ----------------------------------------------------------------------------------------


def test_shooting_to_and_fro_clears_a_level_of_the_shooter(open_app: Opener) -> None:
    tab = open_app(app("shooter; speed slow; levels 1; lives 9"), clock=NOON, seed=2)
    tab.click("button", "Start")
    tab.hold(" ")
    for number in range(40):
        key = ("ArrowLeft", "ArrowRight")[number % 2]
        tab.hold(key)
        tab.advance(1.4)
        tab.release(key)
        if state(tab) == "over":
            break
    assert "You win!" in tab.text(".game-cover")
    assert "You scored 420." in tab.text(".game-cover")


def test_whoever_does_nothing_in_the_shooter_loses_lives_and_the_game(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-shooter.blueprint", "Space Watch", clock=NOON, seed=2)
    tab.click("button", "Start")
    assert fact(tab, "lives") == "3"
    for _ in range(30):
        tab.advance(8)
        if state(tab) == "over":
            break
    assert "Game over" in tab.text(".game-cover")
    tab.advance(CALM_DOWN_S)
    tab.press("Enter")
    assert (state(tab), fact(tab, "lives")) == ("playing", "3"), "the button for another game has the focus"


# --- catch ------------------------------------------------------------------------------------------


def test_catching_goes_on_until_the_time_is_up_and_counts(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-catch.blueprint", "Apples", clock=NOON, seed=6)
    tab.click("button", "Start")
    for number in range(20):
        key = ("ArrowLeft", "ArrowRight")[number % 2]
        tab.hold(key)
        tab.advance(0.7)
        tab.release(key)
        tab.advance(1)
    caught = int(fact(tab, "score"))
    assert caught > 0
    assert f"You caught {caught}." in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best") == str(caught)


def test_the_basket_follows_the_mouse_and_what_stings_costs_a_life(open_app: Opener) -> None:
    tab = open_app(app("catch; speed fast; lives 1; seconds 180"), clock=NOON, seed=9)
    tab.click("button", "Start")
    tab.hover(".game-canvas")
    for _ in range(30):
        tab.advance(6)
        if state(tab) == "over":
            break
    assert fact(tab, "lives") == "0"
    assert "Game over" in tab.text(".game-cover")


# --- jump and run -----------------------------------------------------------------------------------


def test_a_world_of_jump_and_run_is_crossed_by_jumping_when_something_comes(open_app: Opener) -> None:
    tab = open_app(app("jump and run; speed fast; lives 5"), clock=NOON)
    tab.click("button", "Start")
    tab.hold("ArrowRight")
    for _ in range(150):
        tab.advance(0.1)
        if fact(tab, "level") != "1 / 3":
            break
        near = listen(tab)[2]
        tab.hold("ArrowRight")  # a pause lets go of everything
        if near <= 2:
            tab.hold(" ")
            tab.advance(0.45)
            tab.release(" ")
    assert (fact(tab, "level"), fact(tab, "lives")) == ("2 / 3", "5")
    assert int(fact(tab, "score")) >= 110, "the goal, and coins on the way"


def test_falling_costs_a_life_and_one_comes_back_where_the_ground_is_firm(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-jump-and-run.blueprint", "Dinosaur", clock=NOON)
    tab.click("button", "Start")
    tab.hold("ArrowRight")
    tab.advance(1)
    tab.hold(" ")  # over the step, and then into the gap
    tab.advance(1.4)
    tab.release("ArrowRight")
    tab.advance(2)
    assert int(fact(tab, "lives")) == 2
    place, goal, *_ = listen(tab)
    assert 5 <= place < 16 < goal


# --- reaction ---------------------------------------------------------------------------------------


def wait_for_signal(tab: Tab) -> None:
    for _ in range(60):
        if "Now!" in tab.text(".reaction"):
            return
        tab.advance(0.1)
    raise AssertionError("the signal never came")


def test_reaction_measures_from_the_signal_and_gives_the_average(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-reaction.blueprint", "Test", clock=NOON)
    tab.click("button", "Start")
    for number in range(3):
        assert f"Round {number + 1} of 3" in tab.text(".game-status")
        wait_for_signal(tab)
        tab.advance(0.3)
        tab.press(" ")
        if number < 2:
            tab.advance(1.5)
    times = [int(number) for number in re.findall(r"\d+", tab.text(".reaction-times"))]
    assert len(times) == 3
    assert all(200 <= time <= 400 for time in times), times
    assert "On average you needed" in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best") == f"{round(sum(times) / 3)} ms"


def test_pressing_too_early_does_not_count_and_pausing_is_no_trick(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-reaction.blueprint", "Test", clock=NOON)
    tab.click("button", "Start")
    tab.click(".reaction")
    assert "too early" in tab.text(".reaction")
    tab.advance(1.5)
    wait_for_signal(tab)
    tab.press("Escape")
    tab.press("Enter")
    assert "Now!" not in tab.text(".reaction"), "a pause during the signal leads to a new one"
    tab.advance(1.5)
    wait_for_signal(tab)
    tab.advance(0.25)
    tab.click(".reaction")
    assert tab.count(".reaction-times li") == 1
