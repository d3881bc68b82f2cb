"""Games against the clock: steered with keys and mouse, paused, lost and won; the best score stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from opener import Opener
from tab import Tab

NOON = "2026-03-01 12:00"
SEES = "document.querySelector('.game-canvas').getAttribute('aria-label')"


def sample(name: str) -> Path:
    return Path(f"blocks/game-{name}.blueprint")


def fact(tab: Tab, key: str) -> str:
    """Return a figure beside the score, as it is shown."""
    return tab.text(f'.game [data-fact="{key}"] dd')


def number(tab: Tab, key: str) -> int:
    return int(re.sub(r"\D", "", fact(tab, key)))


def play_until_over(tab: Tab, key: str = "", seconds: float = 200) -> None:
    """Let the time run, pressing a key now and then, until the game is over."""
    for _ in range(int(seconds / 2)):
        if tab.count('.game[data-state="over"]'):
            return
        if key:
            tab.press(key)
        tab.advance(2)
    raise AssertionError(f"not over: {tab.text('.game')}")


# --- snake ------------------------------------------------------------------------------------------


def steer_snake(tab: Tab) -> None:
    """Pause, see where head and food are, go on, and turn towards the food."""
    tab.press("p")
    numbers = [int(found) for found in re.findall(r"\d+", str(tab.run(SEES)).partition("long")[2])]
    column, row, food_column, food_row = numbers
    tab.press("p")
    if row != food_row:
        tab.press("ArrowUp" if food_row < row else "ArrowDown")
    elif column != food_column:
        tab.press("ArrowLeft" if food_column < column else "ArrowRight")
    tab.advance(0.1)


def test_snake_eats_grows_and_keeps_the_best_length_over_a_reload(open_app: Opener) -> None:
    tab = open_app(sample("snake"), clock=NOON, seed=3)
    tab.click(".game button", "Start")
    for _ in range(120):
        if fact(tab, "score") == "1":
            break
        steer_snake(tab)
    assert fact(tab, "score") == "1"
    play_until_over(tab)
    assert "Your snake was 4 long" in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best") == "1"


def test_snake_is_over_at_a_wall_and_begins_again_with_the_keyboard_alone(open_app: Opener) -> None:
    tab = open_app(sample("snake"), clock=NOON, seed=1)
    for _ in range(30):
        if tab.focused() == "Start":
            break
        tab.press("Tab")
    tab.press("Enter")
    tab.press("ArrowUp")
    tab.advance(4)
    assert "Game over" in tab.text(".game-cover")
    assert tab.focused() == "Play again"
    tab.press("Enter")
    assert tab.count('.game[data-state="playing"]') == 1


def test_without_walls_the_snake_comes_back_on_the_other_side(open_app: Opener) -> None:
    tab = open_app('app "Snake"\n\npage Play\n  game snake; no walls\n', clock=NOON, seed=1)
    tab.click(".game button", "Start")
    tab.advance(9)
    assert tab.count('.game[data-state="playing"]') == 1


def test_a_pause_stops_the_time_and_comes_by_itself_when_the_page_is_hidden(open_app: Opener) -> None:
    tab = open_app(sample("snake"), clock=NOON, seed=1)
    tab.click(".game button", "Start")
    tab.click(".game button", "Pause")
    tab.advance(60)
    assert "Paused" in tab.text(".game-cover")
    tab.click(".game-cover button", "Continue")
    assert tab.count('.game[data-state="playing"]') == 1
    hide = "Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
    tab.run(f"{{ {hide} document.dispatchEvent(new Event('visibilitychange')); }}")
    assert "Paused" in tab.text(".game-cover")


def test_a_game_stops_when_its_page_is_left(open_app: Opener) -> None:
    tab = open_app(sample("snake"), clock=NOON, seed=1)
    tab.click(".game button", "Start")
    tab.go("Hall of fame")
    tab.advance(30)
    tab.go("Play")
    assert "Start" in tab.text(".game-cover")


def test_on_a_phone_there_are_keys_on_the_screen(open_app: Opener) -> None:
    tab = open_app(sample("snake"), clock=NOON, seed=1, width=390, height=844)
    tab.assert_fits(390)
    tab.click(".game button", "Start")
    tab.click(".game-key-up")
    tab.advance(1)
    tab.press("p")
    column, row = re.findall(r"column (\d+), row (\d+)", str(tab.run(SEES)))[0]
    assert int(row) < 8, "it went up"
    assert int(column) < 7, "and no longer to the right"


# --- pong and breakout ------------------------------------------------------------------------------

PADDLE = """{
    const seen = document.querySelector(".game-canvas");
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: seen.height });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(seen, -Math.round(seen.width * SHARE), 0);
    const line = pen.getImageData(0, 0, 1, canvas.height).data;
    const rows = [...Array(canvas.height).keys()].filter((row) => line[row * 4 + 3] > 200);
    return (rows[0] + rows.at(-1)) / 2 / canvas.height;
}"""
"""Where the middle of a paddle is seen, from 0 (top) to 1."""


def paddle(tab: Tab, share: float) -> float:
    return float(str(tab.run(PADDLE.replace("SHARE", str(share)))))


def test_a_pong_paddle_follows_keys_and_mouse(open_app: Opener) -> None:
    tab = open_app(sample("pong"), clock=NOON, seed=2)
    tab.click(".game button", "Start")
    assert paddle(tab, 0.045) == pytest.approx(0.5, abs=0.03)
    tab.hold("ArrowUp")
    tab.advance(0.3)
    tab.release("ArrowUp")
    tab.advance(0.05)
    assert paddle(tab, 0.045) < 0.35
    tab.hover(".game-canvas")
    tab.advance(0.05)
    assert paddle(tab, 0.045) == pytest.approx(0.5, abs=0.05)


def test_in_pong_for_two_each_has_keys_and_goals_decide(open_app: Opener) -> None:
    tab = open_app('app "Pong"\n\npage Play\n  game pong; players 2; goal 2\n', clock=NOON, seed=2)
    tab.click(".game button", "Start")
    tab.hold("s")
    tab.hold("ArrowUp")
    tab.advance(0.3)
    assert paddle(tab, 0.045) > 0.6
    assert paddle(tab, 0.955) < 0.4
    play_until_over(tab)
    goals = {fact(tab, "first"), fact(tab, "second")}
    assert "2" in goals
    assert re.search(r"Player [12] wins!", tab.text(".game-cover"))


def test_pong_against_the_computer_can_be_chosen_and_lost(open_app: Opener) -> None:
    tab = open_app(sample("pong"), clock=NOON, seed=4)
    tab.click(".game-choices label", "A friend")
    assert tab.count('[data-fact="first"]') == 1
    tab.click(".game-choices label", "Computer")
    tab.click(".game button", "Start")
    tab.hold("ArrowUp")
    play_until_over(tab)
    assert fact(tab, "computer") == "3"
    assert "The computer wins" in tab.text(".game-cover")


def test_breakout_hits_bricks_loses_balls_and_keeps_the_best(open_app: Opener) -> None:
    tab = open_app(sample("breakout"), clock=NOON, seed=2)
    tab.click(".game button", "Start")
    tab.press(" ")
    tab.advance(2.5)
    assert number(tab, "score") > 0
    tab.hold("ArrowLeft")
    play_until_over(tab, " ")
    assert fact(tab, "lives") == "0"
    score = fact(tab, "score")
    tab.reload()
    assert fact(tab, "best") == score


# --- whack a mole, simon, falling blocks ------------------------------------------------------------


def test_moles_are_hit_by_mouse_and_number_until_time_is_up(open_app: Opener) -> None:
    tab = open_app(sample("whack-a-mole"), clock=NOON, seed=2)
    tab.click(".game button", "Start")
    assert fact(tab, "time") == "20 s"
    look = "document.querySelector('.mole:not(.is-hit)')?.closest('button').querySelector('kbd').textContent ?? ''"
    hits = 0
    for _ in range(40):
        hole = str(tab.run(look))
        if hole and hits % 2 == 0:
            tab.press(hole)
            hits += 1
        elif hole:
            tab.click(".game-cell:has(.mole:not(.is-hit)) kbd")
            hits += 1
        if hits == 4:
            break
        tab.advance(0.3)
    assert fact(tab, "score") == "4"
    play_until_over(tab)
    assert "You scored 4" in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best") == "4"


LIT = "document.querySelector('.simon-pad.is-lit kbd')?.textContent ?? ''"


def watch_lights(tab: Tab) -> list[str]:
    """Watch until it is one's turn, and return the numbers of the lights in their order."""
    seen: list[str] = []
    before = ""
    for _ in range(400):
        lit = str(tab.run(LIT))
        if lit and not before:
            seen.append(lit)
        before = lit
        if "Your turn" in tab.text(".game-status"):
            return seen
        tab.advance(0.1)
    raise AssertionError("it is never my turn")


def test_simon_shows_one_light_more_each_round_and_knows_right_from_wrong(open_app: Opener) -> None:
    tab = open_app(sample("simon"), clock=NOON, seed=2)
    tab.click(".game button", "Start")
    for length in (1, 2, 3):
        lights = watch_lights(tab)
        assert len(lights) == length
        for light in lights:
            tab.press(light)
        tab.advance(0.7)
    assert fact(tab, "score") == "3"
    lights = watch_lights(tab)
    wrong = str(int(lights[0]) % 4 + 1)
    tab.click(f".simon-{wrong}")
    assert f"number {lights[0]}" in tab.text(".game-cover")
    tab.reload()
    assert fact(tab, "best") == "3"


def test_falling_blocks_move_turn_drop_and_pile_up_to_the_end(open_app: Opener) -> None:
    tab = open_app(sample("falling-blocks"), clock=NOON, seed=2)
    tab.click(".game button", "Start")
    for keys in (["ArrowLeft"] * 5, ["ArrowUp"], ["ArrowRight"] * 5):
        for key in keys:
            tab.press(key)
        tab.press(" ")
    assert number(tab, "score") > 0
    tab.press("p")
    heights = [int(found) for found in re.findall(r"\d+", str(tab.run(SEES)))]
    assert heights[0] > 0, "one lies at the left"
    assert heights[-1] > 0, "and one at the right"
    tab.press("p")
    for _ in range(20):
        tab.press(" ")
    assert "You cleared" in tab.text(".game-cover"), tab.run(SEES)


def test_a_full_line_of_falling_blocks_disappears_and_counts(open_app: Opener) -> None:
    tab = open_app('app "Blocks"\n\npage Play\n  game falling blocks; size 8\n', clock=NOON)
    tab.run("homespun.seed(7)")  # which pieces come; below, how often each is turned, and how far moved
    tab.click(".game button", "Start")
    for turns, way in ((0, -4), (0, 2), (0, -4), (0, 1), (0, -1), (2, 3)):
        assert fact(tab, "lines") == "0"
        for key in ["ArrowUp"] * turns + ["ArrowLeft" if way < 0 else "ArrowRight"] * abs(way):
            tab.press(key)
        tab.press(" ")
    assert fact(tab, "lines") == "1"
    assert number(tab, "score") > 40
    tab.press("p")
    assert "1, 2, 3, 3, 2, 2, 2, 2" in str(tab.run(SEES))


def test_the_sound_is_off_until_it_is_switched_on_and_that_is_remembered(open_app: Opener) -> None:
    tab = open_app(sample("snake"), clock=NOON)
    assert tab.count('.game-sound[aria-pressed="false"]') == 1
    tab.click(".game-sound")
    tab.wait("document.querySelector('.game-sound').ariaPressed === 'true'")
    tab.reload()
    assert tab.count('.game-sound[aria-pressed="true"]') == 1
