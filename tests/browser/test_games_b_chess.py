"""Chess: all the rules, two at one board, and a computer that answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opener import Opener
from tab import Tab

SAMPLE = Path("blocks/game-chess.blueprint")
COUNT = """((position, depth) => {
    const count = (at, left) =>
        left === 0 ? 1 : homespun.chess.moves(at).reduce((sum, move) => sum + count(homespun.chess.play(at, move), left - 1), 0);
    return count(position, depth);
})"""


def press(tab: Tab, *squares: str) -> None:
    """Press one square after the other, white being below."""
    for square in squares:
        row, column = 8 - int(square[1]), "abcdefgh".index(square[0])
        tab.click(f'.game-cell[data-row="{row}"][data-column="{column}"]')


def play(tab: Tab, moves: str) -> None:
    """Play moves like `e2e4 e7e5`."""
    for move in moves.split():
        press(tab, move[:2], move[2:])


def name(tab: Tab, square: str) -> str:
    row, column = 8 - int(square[1]), "abcdefgh".index(square[0])
    return str(tab.run(f"document.querySelectorAll('.game-cell')[{row * 8 + column}].ariaLabel"))


def written(tab: Tab) -> list[str]:
    """The moves as they stand in the list."""
    found = tab.run("[...document.querySelectorAll('.chess-moves span')].map((one) => one.innerText)")
    assert isinstance(found, list)
    return found


def position(fen: str) -> str:
    """Write a position in Forsyth-Edwards notation as the rules of the game hold it."""
    rows, turn, castling, passant = fen.split()[:4]
    letters: list[str] = []
    for sign in rows.replace("/", ""):
        letters += [""] * int(sign) if sign.isdigit() else [sign]
    square = -1 if passant == "-" else "abcdefgh".index(passant[0]) + 8 * (8 - int(passant[1]))
    held = {"squares": letters, "white": turn == "w", "castling": castling.strip("-"), "passant": square}
    return json.dumps(held)


@pytest.mark.parametrize(
    ("fen", "depth", "count"),
    [  # known numbers of ways to play on, which only complete rules give
        ("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq -", 3, 8902),
        ("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq -", 2, 2039),
        ("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - -", 3, 2812),
        ("r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq -", 2, 264),
        ("rnbq1k1r/pp1Pbppp/2p5/8/2B5/8/PPP1NnPP/RNBQK2R w KQ -", 2, 1486),
    ],
)
def test_there_are_exactly_as_many_moves_as_the_rules_of_chess_allow(
    open_app: Opener, fen: str, depth: int, count: int
) -> None:
    tab = open_app(SAMPLE, "Board")
    assert tab.run(f"{COUNT}({position(fen)}, {depth})") == count


def test_two_play_to_mate_and_the_moves_are_written_down(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Board")
    assert "White" in tab.text(".game-status")
    play(tab, "f2f3 e7e5")
    press(tab, "g2")
    assert name(tab, "g4") == "g4: empty, can go here"
    press(tab, "g4")
    play(tab, "d8h4")
    assert "Black" in tab.text(".game-status")
    assert "wins" in tab.text(".game-status")
    assert tab.text('[data-fact="ending"] dd') == "Checkmate"
    assert written(tab) == ["f3", "e5", "g4", "♛h4#"]
    assert name(tab, "h4") == "h4: black queen"


def test_what_is_against_the_rules_cannot_be_played(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Board")
    play(tab, "e2e5 e7e5")  # too far, and not white's piece
    assert written(tab) == []
    play(tab, "e2e4 f7f6 d1h5")
    assert "Black is in check" in tab.text(".game-status")
    play(tab, "a7a6")  # does not help the king
    assert written(tab) == ["e4", "f6", "♛h5+"]
    play(tab, "g7g6")
    assert written(tab)[-1] == "g6"


def test_castling_en_passant_and_a_pawn_that_becomes_a_knight(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Board")
    play(tab, "g1f3 a7a5 g2g3 a5a4 f1g2 h7h6 e1g1")
    assert written(tab)[-1] == "O-O"
    assert name(tab, "f1") == "f1: white rook"
    play(tab, "h6h5 b2b4 a4b3")
    assert written(tab)[-1] == "axb3"
    assert name(tab, "b4") == "b4: empty"
    play(tab, "h2h3 b3a2 h3h4 a2b1")
    tab.click(".chess-promoting button", "black knight")
    assert name(tab, "b1") == "b1: black knight"
    assert written(tab)[-1] == "axb1=♞"


def test_a_stalemate_is_nobodys(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Board")
    play(tab, "e2e3 a7a5 d1h5 a8a6 h5a5 h7h5 h2h4 a6h6 a5c7 f7f6 c7d7 e8f7")
    play(tab, "d7b7 d8d3 b7b8 d3h7 b8c8 f7g6 c8e6")
    assert tab.text('[data-fact="ending"] dd') == "Stalemate"
    assert "Nobody wins" in tab.text(".game-status")


def test_the_same_position_for_the_third_time_is_a_draw(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Board")
    play(tab, "g1f3 g8f6 f3g1 f6g8 g1f3 g8f6 f3g1 f6g8")
    assert tab.text('[data-fact="ending"] dd') == "Draw"


def test_a_move_is_taken_back_and_the_keyboard_is_enough(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Board")
    tab.run("document.querySelector('.game-cell').focus()")
    for key in (*["ArrowDown"] * 6, *["ArrowRight"] * 4, "Enter", "ArrowUp", "ArrowUp", "Enter"):
        tab.press(key)
    assert tab.focused() == "e4: white pawn"
    assert written(tab) == ["e4"]
    tab.press("u")
    assert written(tab) == []
    assert tab.focused() == "e4: empty"
    assert "White" in tab.text(".game-status")
    press(tab, "e2")
    tab.press("Escape")
    assert tab.count(".is-target") == 0


def test_the_computer_answers_gives_back_its_move_and_has_white_the_next_time(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Practice", clock="2026-03-01 09:00")
    tab.click(".game-choices label", "Medium")
    play(tab, "g2g4")
    assert "thinking" in tab.text(".game-status")
    tab.advance(1)
    assert len(written(tab)) == 2
    assert "your turn" in tab.text(".game-status")
    tab.click("button", "Undo")
    assert written(tab) == []
    play(tab, "e2e4")
    tab.advance(1)
    assert len(written(tab)) == 2
    tab.click("button", "New game")
    assert written(tab) == []
    tab.advance(1)
    assert len(written(tab)) == 1
    below = "[...document.querySelectorAll('.game-cell')].slice(56).every((cell) => cell.ariaLabel.includes('black'))"
    assert tab.run(below) is True, "one's own pieces are below"


def test_the_computer_finds_a_mate_and_saves_its_queen(open_app: Opener) -> None:
    tab = open_app(SAMPLE, "Practice")
    mate = position("6k1/5ppp/8/8/8/8/5PPP/R5K1 w - -")
    hanging = position("rnb1kbnr/pppp1ppp/8/4p1q1/3P4/8/PPP1PPPP/RNBQKBNR b KQkq -")
    best = "homespun.chess.inWriting({0}, homespun.chessMove({0}, 'medium'))"
    assert tab.run(best.format(mate)) == "♜a8#"
    for _ in range(3):
        after = f"homespun.chess.play({hanging}, homespun.chessMove({hanging}, 'hard'))"
        safe = f"(({{squares}}) => squares.includes('q') || !squares.includes('B'))({after})"
        assert tab.run(safe) is True
