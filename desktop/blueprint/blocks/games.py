"""The blocks of the family `games`: one block, `game`, with a variant for each game.

The bare word already gives a good game (`game snake`); clauses make it slower, bigger or one's own.
"""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec

COLOUR = Clause("colour", "colour")
SPEED = Clause("speed", "word", among=("slow", "medium", "fast"), otherwise="medium")
LEVEL = Clause("level", "word", among=("easy", "medium", "hard"), otherwise="medium")
FACES = Clause("faces", "words")
NO_WALLS = Clause("no walls", "flag", otherwise=False)
CATEGORY = Clause(
    "category", "word", among=("animals", "food", "nature", "school", "sports"), otherwise="animals"
)


def _count(word: str, low: int, high: int, otherwise: int) -> Clause:
    """Return a clause that says how many, between two bounds."""
    return Clause(word, "number", low=low, high=high, whole=True, otherwise=otherwise)


_OF_VARIANT: dict[str, tuple[Clause, ...]] = {
    "snake": (SPEED, _count("size", 8, 30, 16), FACES, NO_WALLS),
    "pong": (SPEED, _count("players", 1, 2, 1), _count("goal", 1, 50, 7)),
    "breakout": (SPEED, _count("size", 5, 14, 8), _count("levels", 1, 10, 3), _count("lives", 1, 9, 3)),
    "memory": (_count("pairs", 2, 18, 8), _count("players", 1, 2, 1)),
    "tic tac toe": (LEVEL, _count("size", 3, 5, 3), _count("players", 1, 2, 1), FACES),
    "connect four": (LEVEL, _count("players", 1, 2, 1), FACES),
    "whack a mole": (SPEED, _count("size", 2, 5, 3), _count("seconds", 10, 180, 30), FACES),
    "clicker": (_count("goal", 10, 1_000_000, 10_000), FACES),
    "simon": (SPEED, _count("size", 4, 6, 4), _count("goal", 3, 50, 20)),
    "hangman": (_count("lives", 4, 10, 8), CATEGORY),
    "word guess": (_count("size", 4, 6, 5), _count("lives", 3, 10, 6)),
    "2048": (_count("size", 3, 6, 4), _count("goal", 32, 8192, 2048), FACES),
    "minesweeper": (_count("size", 6, 24, 9), _count("mines", 1, 200, 10), FACES),
    "falling blocks": (SPEED, _count("size", 8, 14, 10)),
    "flappy": (SPEED, FACES),
    "shooter": (SPEED, _count("levels", 1, 10, 3), _count("lives", 1, 9, 3), FACES),
    "maze": (_count("size", 5, 30, 10), _count("levels", 1, 10, 3), FACES),
    "rock paper scissors": (_count("rounds", 1, 21, 5), FACES),
    "number guess": (_count("up to", 10, 1_000_000, 100), _count("lives", 1, 30, 7)),
    "reaction": (_count("rounds", 1, 20, 5),),
    "sliding puzzle": (_count("size", 3, 6, 4), FACES),
    "sudoku": (LEVEL, _count("size", 4, 9, 9)),
    "trivia": (_count("rounds", 1, 50, 10), _count("seconds", 0, 120, 0), CATEGORY),
    "catch": (SPEED, _count("seconds", 10, 180, 60), _count("lives", 1, 9, 3), FACES),
    "jump and run": (SPEED, _count("lives", 1, 9, 3), FACES),
    "chess": (LEVEL, _count("players", 1, 2, 2)),
}

GAME = BlockSpec(
    word="game",
    family="games",
    variants=tuple(_OF_VARIANT),
    words="may",  # the faces of `memory`; the words of `hangman` and `word guess`; the helpers of `clicker`
    clauses=(COLOUR,),
    of_variant=_OF_VARIANT,
    lines=(LineSpec("question", after="words", after_needed=True),),  # of `trivia`; the first answer is right
    variant_scripts=True,
)

BLOCKS: tuple[BlockSpec, ...] = (GAME,)
