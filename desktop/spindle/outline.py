"""The names that stand in an app, as the text that the reader of changes is shown beside the request.

"Severity needs Trivial" asks for an option only because the app has a choice *severity*. So whoever reads a
change sees both: the request, then the app in short, a sign before each name saying what it is:

    Tasks: # Task : title , severity / Low / High ! Done ' Broken window . Board = board = done tile
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SIGNS: dict[str, str] = {
    "app": "",
    "entity": "#",
    "field": ",",
    "computed": ",",
    "option": "/",
    "action": "!",
    "sample": "'",
    "page": ".",
    "section": "=",
    "item": '"',
}
"""What stands before a name of each kind; other kinds are not shown."""
_KINDS = ("", "app", "entity", "page", "field", "section", "action", "computed", "option", "sample", "item")
_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "to",
        "in",
        "on",
        "for",
        "is",
        "it",
        "i",
        "me",
        "my",
        "we",
        "our",
        "by",
        "with",
        "be",
        "at",
        "or",
        "not",
        "no",
        "as",
        "this",
        "that",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """One name in an app: its kind, a key of `SIGNS`, and a few words."""

    kind: str
    name: str


def written(names: Iterable[Named]) -> str:
    """The names as one line of text."""
    return " ".join(f"{SIGNS[one.kind]} {one.name}".strip() for one in names)


def fitting(names: tuple[Named, ...], request: str, room: int, size: Callable[[str], int]) -> str:
    """The names as one line that has room; where not all have, those that the request seems to speak of stay.

    Args:
        names: As `outline` gives them.
        request: The person's words.
        room: Most tokens of the line.
        size: How many tokens a text has.
    """
    said = [word for word in _WORD.findall(request.casefold()) if word not in _SMALL]
    sizes = [size(written((one,))) for one in names]
    wanted = sorted(range(len(names)), key=lambda place: (_rank(names[place], said), place))
    kept = []
    for place in wanted:
        if sizes[place] <= room:
            room -= sizes[place]
            kept.append(place)
    return written(names[place] for place in sorted(kept))


def _rank(one: Named, said: list[str]) -> int:
    """0 for a name that the request says, then by how often people speak of its kind."""
    words = [word for word in _WORD.findall(one.name.casefold()) if word not in _SMALL]
    alike = any(
        word == other or (len(word) > 3 and word[: max(4, len(word) - 2)] == other[: max(4, len(word) - 2)])
        for word in words
        for other in said
    )
    return 0 if alike else _KINDS.index(one.kind)
