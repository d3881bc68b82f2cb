"""What the pointing script may say, and nothing else: read from its words, with every number looked at.

The words come out of a page that is a stranger. A line is a number that may stand in a blueprint, a box
lies near the view, and whatever is not said exactly so was not said. What a line means, and whether there
is one, is decided by whoever knows the app's text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

LONGEST_WORDS = 2000
MOST_LINES = 100_000
MOST_WITHIN = 12
MOST_INDEX = 100_000
FARTHEST_PX = 1_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """Where a part stands in the page, in the page's own pixels from the view's upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A part of the page was chosen.

    Attributes:
        line: The line of the blueprint that it says it comes from, from 1; 0: nothing is chosen any more.
        within: The lines of the parts around it, the nearest first.
        index: Which of the parts of that line it is, from 0; -1 if that is not known.
        box: Where it stands.
        keys: Whether it was chosen by keyboard.
    """

    line: int
    within: tuple[int, ...]
    index: int
    box: Box
    keys: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What is chosen stands elsewhere now: the page was scrolled, or has changed."""

    box: Box


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part was dragged and let go beside another one, before or after it."""

    line: int
    beside: int
    after: bool


@dataclass(frozen=True, slots=True)
class Left:
    """Esc was pressed: whoever pointed does not want to any more."""


Heard = Chosen | Moved | Dropped | Left


def read_heard(words: str) -> Heard | None:
    """Read what the script said; None if it is not exactly one of the things that it may say."""
    if len(words) > LONGEST_WORDS:
        return None
    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or len(said) != 1:
        return None
    ((kind, facts),) = said.items()
    if not isinstance(facts, dict):
        return None
    try:
        match kind:
            case "chosen":
                return _chosen(facts)
            case "moved":
                return Moved(_box(facts["box"]))
            case "dropped":
                return _dropped(facts)
            case "left" if not facts:
                return Left()
    except (KeyError, TypeError, ValueError):
        return None
    return None


def _chosen(facts: dict[str, object]) -> Chosen:
    within = facts["within"]
    if not isinstance(within, list) or len(within) > MOST_WITHIN:
        raise ValueError
    return Chosen(
        line=_number(facts["line"], 0, MOST_LINES),
        within=tuple(_number(line, 1, MOST_LINES) for line in within),
        index=_number(facts["index"], -1, MOST_INDEX),
        box=_box(facts["box"]),
        keys=_flag(facts["keys"]),
    )


def _dropped(facts: dict[str, object]) -> Dropped:
    line, beside = (_number(facts[name], 1, MOST_LINES) for name in ("line", "beside"))
    return Dropped(line, beside, _flag(facts["after"]))


def _number(value: object, low: int, high: int) -> int:
    # JSON's `true` is a bool, which Python takes for a number.
    if type(value) is not int or not low <= value <= high:
        raise ValueError
    return value


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise ValueError
    return value


def _box(value: object) -> Box:
    if not isinstance(value, list) or len(value) != 4:
        raise ValueError
    left, top = (_number(each, -FARTHEST_PX, FARTHEST_PX) for each in value[:2])
    width, height = (_number(each, 0, FARTHEST_PX) for each in value[2:])
    return Box(left, top, width, height)
