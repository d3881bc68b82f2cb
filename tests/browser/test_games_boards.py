"""Games on a board or with words: played with mouse and keys, alone and for two, won, lost and kept."""

from __future__ import annotations

import re
from pathlib import Path

from opener import Opener
from tab import Tab

NOON = "2026-03-01 12:00"


def sample(name: str) -> Path:
    return Path(f"blocks/game-{name}.blueprint")


def one(game: str) -> str:
    """Return the blueprint of an app with one game."""
    return f'app "Play"\n\npage Play\n  {game}\n'


def fact(tab: Tab, key: str) -> str:
    return tab.text(f'.game [data-fact="{key}"] dd')


def status(tab: Tab) -> str:
    return tab.text(".game-status")


def cell(row: int, column: int) -> str:
    return f'.game-cell[data-row="{row}"][data-column="{column}"]'


# --- memory -----------------------------------------------------------------------------------------


def open_card(tab: Tab, at: int) -> str:
    """Turn over a card and return what is on it."""
    tab.click(f".game-row > div:nth-child({at % 4 + 1}) > [data-row='{at // 4}']")
    return str(tab.run(f"document.querySelectorAll('.game-cell')[{at}].textContent"))


def test_memory_ends_when_all_pairs_are_found_and_keeps_the_fewest_moves(open_app: Opener) -> None:
    tab = open_app(sample("memory"), clock=NOON, seed=3)
    faces = []
    for at in range(12):
        faces.append(open_card(tab, at))
        tab.advance(1.2)
    found = tab.count(".is-found")
    for face in sorted(set(faces)):
        first, second = (at for at, each in enumerate(faces) if each == face)
        if "is-found" in str(tab.run(f"document.querySelectorAll('.game-cell')[{first}].className")):
            continue
        open_card(tab, first)
        open_card(tab, second)
    moves = 6 + (12 - found) // 2
    assert f"All pairs found in {moves} moves" in status(tab)
    tab.reload()
    assert fact(tab, "best") == str(moves)


def test_memory_can_be_played_with_the_keyboard_and_by_two(open_app: Opener) -> None:
    tab = open_app(sample("memory"), "Capitals", clock=NOON, seed=3)
    tab.click(cell(0, 0))
    tab.press("ArrowRight")
    tab.press("Enter")
    assert tab.count(".is-open, .is-found") == 2
    tab.advance(1.2)
    if not tab.count(".is-found"):
        assert "Player 2" in status(tab)
    assert tab.count('[data-fact="second"]') == 1


# --- two at one board -------------------------------------------------------------------------------


def test_tic_tac_toe_for_two_is_won_with_a_row_by_keyboard(open_app: Opener) -> None:
    tab = open_app(one("game tic tac toe; players 2"), clock=NOON)
    tab.click(cell(0, 0))
    for keys in (["ArrowDown"], ["ArrowUp", "ArrowRight"], ["ArrowDown"], ["ArrowUp", "ArrowRight"]):
        for key in keys:
            tab.press(key)
        tab.press("Enter")
    assert re.search(r"✕.? wins", status(tab))
    assert tab.count(".is-line") == 3
    tab.click(".game button", "New game")
    assert tab.text(".game-grid") == ""


def play_computer(tab: Tab, size: int = 3) -> None:
    """Take the first free square again and again, until the game is over."""
    for _ in range(size * size):
        if tab.count('.game[data-state="over"]'):
            return
        free = "[...document.querySelectorAll('.game-cell')].findIndex((each) => !each.textContent)"
        at = int(str(tab.run(free)))
        tab.click(cell(at // size, at % size))
        tab.advance(0.6)


def test_the_computer_answers_in_tic_tac_toe_and_wins_are_counted_and_kept(open_app: Opener) -> None:
    tab = open_app(one("game tic tac toe; level easy"), clock=NOON, seed=6)
    best = 0
    for _ in range(12):
        play_computer(tab)
        assert re.search(r"You win|computer wins|Nobody wins", status(tab))
        best = max(best, int(fact(tab, "streak")))
        if best:
            break
        tab.click(".game button", "New game")
        tab.advance(0.6)
    assert best == 1
    tab.reload()
    assert fact(tab, "best") == "1"


def test_the_computer_never_loses_tic_tac_toe_when_it_plays_hard(open_app: Opener) -> None:
    tab = open_app(one("game tic tac toe; level hard"), clock=NOON, seed=1)
    for _ in range(4):
        play_computer(tab)
        assert re.search(r"computer wins|Nobody wins", status(tab))
        tab.click(".game button", "New game")
        tab.advance(0.6)


def test_connect_four_is_won_with_four_discs_above_each_other(open_app: Opener) -> None:
    tab = open_app(one("game connect four; players 2"), clock=NOON)
    for column in (0, 1, 0, 1, 0, 1, 0):
        tab.click(cell(0, column))
    assert "wins" in status(tab)
    assert tab.count(".is-line") == 4
    assert str(tab.run(f"document.querySelector('{cell(5, 0)}').ariaLabel")) == "Row 6, column 1: filled"


def test_the_computer_does_not_let_four_stand_in_a_column(open_app: Opener) -> None:
    tab = open_app(one("game connect four; level hard"), clock=NOON, seed=1)
    for turn in range(1, 5):
        tab.click(cell(0, 0))
        tab.advance(0.6)
        assert tab.count(".disc-1") == turn, "it answers"
    column = [tab.count(f"{cell(row, 0)} .disc-0") for row in range(6)]
    assert "1111" not in "".join(str(mine) for mine in column)
    assert "You win" not in status(tab)


# --- clicker and 2048 -------------------------------------------------------------------------------


def test_clicks_buy_helpers_that_earn_and_all_is_there_after_a_reload(open_app: Opener) -> None:
    tab = open_app(sample("clicker"), clock=NOON)
    tab.click(".clicker-helpers button", "Grandma")
    assert "Keep clicking" in status(tab)
    for _ in range(15):
        tab.click(".clicker-button")
    assert tab.text(".clicker-points") == "15"
    tab.click(".clicker-helpers button", "Grandma")
    assert tab.text(".clicker-points") == "0"
    tab.advance(9)
    assert tab.text(".clicker-points") == "4"
    tab.reload()
    assert "× 1" in tab.text(".clicker-helpers")
    assert int(tab.text(".clicker-points")) >= 2
    tab.click(".game button", "New game")
    assert tab.text(".clicker-points") == "0"
    tab.click("#toasts button", "Undo")
    assert "× 1" in tab.text(".clicker-helpers")


def tiles(tab: Tab) -> list[int]:
    """Return what is on the board of 2048, row by row."""
    label = str(tab.run("document.querySelector('.sliding').ariaLabel")).partition(": ")[2]
    return [0 if each == "–" else int(each) for each in label.replace(";", "").split()]


def test_2048_slides_merges_takes_back_and_keeps_the_best(open_app: Opener) -> None:
    tab = open_app(one("game 2048"), clock=NOON, seed=3)
    assert sorted(tiles(tab))[:14] == [0] * 14
    for key in ["ArrowLeft", "ArrowDown"] * 6:
        tab.press(key)
        tab.advance(0.2)
    before, score = tiles(tab), fact(tab, "score")
    assert int(score) > 0
    assert max(before) > 2
    changed = next(key for key in ("ArrowRight", "ArrowUp", "ArrowLeft") if press_changes(tab, key, before))
    assert changed
    tab.click(".game button", "Undo")
    assert (tiles(tab), fact(tab, "score")) == (before, score)
    for _ in range(400):
        if tab.count('.game[data-state="over"]'):
            break
        for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"):
            tab.press(key)
    assert "Nothing moves any more" in status(tab)
    best = fact(tab, "score")
    tab.reload()
    assert fact(tab, "best") == best


def test_2048_is_also_played_by_swiping(open_app: Opener) -> None:
    tab = open_app(one("game 2048; size 3"), clock=NOON, seed=3)
    x, y = tab.centre(".sliding")
    for step in ((90, 0), (-90, 0), (0, 90)):
        tab.drag((x, y), (x + step[0], y + step[1]))
        tab.advance(0.2)
    worths = tiles(tab)
    assert worths[6], "something lies in the lower left corner"
    assert sum(worths) > 4, "and more has come"


def press_changes(tab: Tab, key: str, before: list[int]) -> bool:
    tab.press(key)
    tab.advance(0.2)
    return tiles(tab) != before


# --- words ------------------------------------------------------------------------------------------


def test_hangman_is_won_letter_by_letter_also_with_accents(open_app: Opener) -> None:
    tab = open_app(one("game hangman: café noir"), clock=NOON)
    tab.press("x")
    assert fact(tab, "lives") == "7"
    tab.click(".letter-key", "E")
    assert "É" in tab.text(".hangman-word")
    for letter in "cafnoir":
        tab.press(letter)
    assert "café noir" in status(tab)
    assert fact(tab, "streak") == "1"
    tab.reload()
    assert fact(tab, "best") == "1"


def test_hangman_is_lost_when_the_last_balloon_has_burst(open_app: Opener) -> None:
    tab = open_app(one("game hangman: dog; lives 4"), clock=NOON)
    for letter in "qxzw":
        tab.press(letter)
    assert "The word was" in status(tab)
    assert "DOG" in tab.text(".hangman-word").replace("\n", "")
    tab.click(".game button", "New game")
    assert fact(tab, "lives") == "4"


def test_hangman_has_words_of_its_own_for_a_subject(open_app: Opener) -> None:
    tab = open_app(sample("hangman"), clock=NOON, seed=1)
    assert "It is an animal" in status(tab)
    assert tab.count(".slot") >= 4


def test_word_guess_tells_which_letters_are_right_and_counts_each_once(open_app: Opener) -> None:
    tab = open_app(one("game word guess: apple"), clock=NOON)
    tab.type("pa")
    tab.press("Enter")
    assert "5 letters" in status(tab)
    tab.type("ppp")
    tab.press("Enter")
    marks = tab.run(
        "[...document.querySelectorAll('.tile')].slice(0, 5).map((each) => each.className.slice(8))"
    )
    assert marks == ["elsewhere", "elsewhere", "right", "absent", "absent"]
    tab.type("applx")
    tab.press("Backspace")
    tab.press("e")
    tab.click(".letter-key", "Guess")
    assert "found in 2 tries" in status(tab)
    tab.reload()
    assert fact(tab, "best") == "1"


def test_word_guess_is_lost_after_the_last_try(open_app: Opener) -> None:
    tab = open_app(one("game word guess: water; lives 3"), clock=NOON)
    for _ in range(3):
        tab.type("zzzzz")
        tab.press("Enter")
    assert "The word was" in status(tab)
    assert "WATER" in status(tab)
