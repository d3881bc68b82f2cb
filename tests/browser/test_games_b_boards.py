"""Minesweeper, the sliding puzzle and sudoku, solved as a person would: by looking and thinking."""

from __future__ import annotations

import heapq
import re
from pathlib import Path

from opener import Opener
from tab import Tab

SAMPLES = Path("blocks")
LABELS = "[...document.querySelectorAll('.game-cell')].map((cell) => cell.ariaLabel.split(': ').at(-1))"


def app(game: str) -> str:
    return f'app "Games"\n\npage Play\n  game {game}\n'


def fact(tab: Tab, name: str) -> str:
    return tab.text(f'[data-fact="{name}"] dd')


def labels(tab: Tab) -> list[str]:
    """What a screen reader says of each square, without its place."""
    found = tab.run(LABELS)
    assert isinstance(found, list)
    return found


def press_cell(tab: Tab, row: int, column: int) -> None:
    tab.click(f'.game-cell[data-row="{row}"][data-column="{column}"]')


# --- minesweeper ------------------------------------------------------------------------------------


def neighbours(at: int, size: int) -> list[int]:
    row, column = divmod(at, size)
    places = [(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return [y * size + x for y, x in places if 0 <= y < size and 0 <= x < size and (y, x) != (row, column)]


def test_the_first_square_of_minesweeper_and_those_around_it_are_free(open_app: Opener) -> None:
    tab = open_app(app("minesweeper; size 6; mines 200"))
    assert fact(tab, "mines") == "27", "so many that nine squares are free"
    press_cell(tab, 2, 3)
    assert tab.count(".game-cell.is-open") == 9
    assert "All clear" in tab.text(".game-status")


def test_minesweeper_is_solved_with_flags_and_by_pressing_numbers(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-minesweeper.blueprint", "Small field", seed=11)
    press_cell(tab, 4, 4)
    for _ in range(40):
        seen = labels(tab)
        if "closed" not in seen:
            break
        flags, ready = think(seen, 9)
        assert flags or ready, "this seed needs a guess"
        if flags:
            tab.click("button", "Flags")
        for at in flags or ready:
            press_cell(tab, *divmod(at, 9))
        if flags:
            tab.click("button", "Flags")
    assert "All clear" in tab.text(".game-status")
    assert fact(tab, "mines") == "0"
    tab.reload()
    assert fact(tab, "best").endswith(" s"), "the best time is kept"


def think(seen: list[str], size: int) -> tuple[list[int], list[int]]:
    """Return squares that must be mines, and numbers all of whose mines have a flag."""
    numbers = {at: int(words.split()[0]) for at, words in enumerate(seen) if words.endswith("around")}
    flags, ready = set(), []
    for at, count in numbers.items():
        closed = [other for other in neighbours(at, size) if seen[other] in ("closed", "flag")]
        flagged = [other for other in closed if seen[other] == "flag"]
        if len(closed) == count:
            flags |= set(closed) - set(flagged)
        if len(flagged) == count and len(closed) > count:
            ready.append(at)
    return sorted(flags), [] if flags else ready


def test_a_mine_ends_the_game_and_shows_all_mines(open_app: Opener) -> None:
    tab = open_app(app("minesweeper; size 6; mines 12"), seed=4)
    press_cell(tab, 0, 0)
    while tab.count('.game[data-state="playing"]'):
        press_cell(tab, *divmod(labels(tab).index("closed"), 6))
    assert "That was a mine" in tab.text(".game-status")
    assert labels(tab).count("mine") == 12
    tab.click("button", "New game")
    assert set(labels(tab)) == {"closed"}


def test_minesweeper_is_played_with_the_keyboard_alone_and_flags_protect(open_app: Opener) -> None:
    tab = open_app(app("minesweeper"))
    tab.run("document.querySelector('.game-cell').focus()")
    tab.press("ArrowRight")
    tab.press("ArrowDown")
    tab.press("f")
    assert tab.focused() == "Row 2, column 2: flag"
    tab.press("Enter")
    assert tab.focused() == "Row 2, column 2: flag", "a flag keeps one from pressing by mistake"
    assert fact(tab, "mines") == "9"
    tab.press("f")
    tab.press("Enter")
    assert tab.count(".game-cell.is-open") >= 9
    tab.click("button", "Flags")
    closed = labels(tab).index("closed")
    press_cell(tab, *divmod(closed, 9))
    assert labels(tab)[closed] == "flag", "for fingers there is a button"


# --- sliding puzzle ---------------------------------------------------------------------------------

ORDER = """(() => {
    const tiles = [...document.querySelectorAll(".fifteen-tile")];
    const size = Math.sqrt(tiles.length + 1);
    const places = Array(tiles.length + 1).fill(tiles.length);
    tiles.forEach(({ style }, tile) => {
        places[style.getPropertyValue("--row") * size + Number(style.getPropertyValue("--column"))] = tile;
    });
    return places;
})()"""
Order = tuple[int, ...]


def ways_to_order(start: Order) -> list[str]:
    """Return the arrow keys that put a puzzle of nine places in order ("A star")."""
    ways = {"ArrowLeft": 1, "ArrowRight": -1, "ArrowUp": 3, "ArrowDown": -3}
    goal = tuple(range(9))

    def missing(order: Order) -> int:
        apart = (
            abs(at // 3 - tile // 3) + abs(at % 3 - tile % 3) for at, tile in enumerate(order) if tile != 8
        )
        return sum(apart)

    waiting: list[tuple[int, int, Order, list[str]]] = [(missing(start), 0, start, [])]
    seen = {start}
    while waiting:
        _, done, order, keys = heapq.heappop(waiting)
        if order == goal:
            return keys
        free = order.index(8)
        for key, step in ways.items():
            other = free + step
            if not 0 <= other < 9 or (abs(step) == 1 and other // 3 != free // 3):
                continue
            moved = list(order)
            moved[free], moved[other] = moved[other], moved[free]
            if (after := tuple(moved)) not in seen:
                seen.add(after)
                heapq.heappush(waiting, (missing(after) + done + 1, done + 1, after, [*keys, key]))
    raise AssertionError("this puzzle cannot be solved")


def order_of(tab: Tab) -> Order:
    found = tab.run(ORDER)
    assert isinstance(found, list)
    return tuple(int(tile) for tile in found)


def test_a_sliding_puzzle_is_put_in_order_with_arrow_keys_and_the_best_is_kept(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-sliding-puzzle.blueprint", "Fruit")
    keys = ways_to_order(order_of(tab))
    for key in keys:
        tab.press(key)
    assert f"in {len(keys)} moves" in tab.text(".game-status")
    tab.reload()
    assert fact(tab, "best") == str(len(keys))
    assert tab.count(".fifteen-tile.is-home") < 8, "it is mixed again"


def test_every_mixed_puzzle_can_be_solved(open_app: Opener) -> None:
    tab = open_app(app("sliding puzzle; size 3"))
    for _ in range(6):
        assert ways_to_order(order_of(tab))
        tab.click("button", "New game")


def test_a_press_slides_all_tiles_up_to_the_free_place(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-sliding-puzzle.blueprint", "Numbers")
    before = order_of(tab)
    tab.click(f".fifteen-tile:nth-child({before[12] + 1})")
    after = order_of(tab)
    assert after[12] == 15
    assert after[13:] == before[12:15]
    assert fact(tab, "moves") == "3"


# --- sudoku -----------------------------------------------------------------------------------------

BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
Board = list[int]


def board_of(tab: Tab) -> Board:
    """The numbers that are seen, 0 where there is none."""
    found = [re.match(r"\d+", words) for words in labels(tab)]
    return [int(number[0]) if number else 0 for number in found]


def solutions(board: Board, size: int, most: int = 2) -> list[Board]:
    """Return up to so many ways to fill a sudoku."""
    high, wide = BOXES[size]

    def fitting(at: int) -> list[int]:
        row, column = divmod(at, size)
        taken = set(board[row * size : row * size + size]) | set(board[column::size])
        top, left = row - row % high, column - column % wide
        taken |= {board[y * size + x] for y in range(top, top + high) for x in range(left, left + wide)}
        return [number for number in range(1, size + 1) if number not in taken]

    free = [(len(fitting(at)), at) for at, number in enumerate(board) if not number]
    if not free:
        return [list(board)]
    at = min(free)[1]
    found: list[Board] = []
    for number in fitting(at):
        board[at] = number
        found += solutions(board, size, most - len(found))
        board[at] = 0
        if len(found) >= most:
            break
    return found


def test_a_sudoku_is_solved_with_the_keyboard_and_each_level_keeps_its_best(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-sudoku.blueprint", "For beginners")
    board = board_of(tab)
    [solution] = solutions(list(board), 4)
    tab.run("document.querySelector('.game-cell').focus()")
    for row in range(4):
        tab.press("Home")
        for column in range(4):
            if not board[row * 4 + column]:
                tab.press(str(solution[row * 4 + column]))
            tab.press("ArrowRight")
        tab.press("ArrowDown")
    assert "Solved in 0:0" in tab.text(".game-status")
    assert "new best" in tab.text(".game-status")
    assert fact(tab, "best").startswith("0:0")
    tab.click(".game-choices label", "Hard")
    assert fact(tab, "best") == "–"


def test_sudokus_of_every_size_have_one_solution_only(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-sudoku.blueprint")
    for page, size in (("For beginners", 4), ("In between", 6), ("For everyone", 9)):
        tab.go(page)
        assert len(solutions(board_of(tab), size)) == 1, page


def test_mistakes_in_a_sudoku_are_told_kindly_and_taken_back(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-sudoku.blueprint", "For beginners", seed=5)
    board = board_of(tab)
    [solution] = solutions(list(board), 4)
    free = board.index(0)
    row = free // 4 * 4
    clashing = next(number for number in board[row : row + 4] if number)
    press_cell(tab, *divmod(free, 4))
    tab.click(".sudoku-number", str(clashing))
    assert f"There is another {clashing}" in tab.text(".game-status")
    assert labels(tab)[free] == f"{clashing}, does not fit"
    tab.click("button", "Check")
    assert "Have another look at these: 1" in tab.text(".game-status")
    tab.click("button", "Erase")
    assert labels(tab)[free] == "empty"
    tab.click("button", "Hint")
    assert labels(tab)[free] == str(solution[free])
    tab.click("button", "Check")
    assert "Everything is right so far" in tab.text(".game-status")


def test_notes_and_numbers_of_a_sudoku_are_still_there_after_a_reload(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "game-sudoku.blueprint", "For everyone")
    first, second = [at for at, number in enumerate(board_of(tab)) if not number][:2]
    press_cell(tab, *divmod(first, 9))
    tab.press("n")
    tab.press("7")
    tab.press("2")
    assert labels(tab)[first] == "notes 2, 7"
    tab.press("n")
    [solution] = solutions(board_of(tab), 9)
    press_cell(tab, *divmod(second, 9))
    tab.press(str(solution[second]))
    kept = labels(tab)
    tab.wait("homespun.store.whole().then(() => true)")
    tab.reload()
    assert labels(tab) == kept
