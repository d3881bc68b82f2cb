"""Words of a person → the thing of the app that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import stems

Similar = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike the meaning of some words is to each of some names, -1 to 1."""

ALIKE = 0.5
"""Score from which on words and a name are taken to mean the same."""
SAME_MEANING = 0.72
"""Likeness of meaning from which on a thing is taken that shares no word with what was said."""
_HINT = 0.2
_HINTS: dict[str, frozenset[str]] = {
    "field": frozenset(("field", "fields", "column", "columns", "entry", "box", "input", "value")),
    "computed": frozenset(("field", "column", "value", "calculation")),
    "page": frozenset(("page", "pages", "tab", "tabs", "screen", "menu")),
    "action": frozenset(("button", "buttons", "action")),
    "option": frozenset(("option", "options", "choice", "choices", "answer")),
    "section": frozenset(
        [
            "section",
            "chart",
            "graph",
            "diagram",
            "table",
            "list",
            "cards",
            "board",
            "calendar",
            "form",
            "tile",
            "tiles",
            "text",
            "part",
            "block",
            "view",
        ]
    ),
    "sample": frozenset(("sample", "samples", "example", "examples", "record", "entry")),
    "item": frozenset(("question", "questions", "card", "item", "line", "review", "price", "plan")),
    "entity": frozenset(("entity", "records", "kind", "everything")),
}
"""Words beside a name that say what kind of thing is meant."""
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "this",
        "that",
        "these",
        "those",
        "please",
        "field",
        "column",
        "button",
        "page",
        "section",
        "tab",
        "part",
        "option",
        "choice",
        "whole",
        "all",
        "of",
        "again",
        "one",
    ]
)
_ORDINALS = {
    "first": 0, "1st": 0, "top": 0, "upper": 0, "second": 1, "2nd": 1, "other": 1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "last": -1, "bottom": -1, "lower": -1,
}  # fmt: skip


def find(
    words: str,
    things: Iterable[Thing],
    kinds: tuple[str, ...] = (),
    *,
    near: str = "",
    similar: Similar | None = None,
    least: float = ALIKE,
) -> Thing | None:
    """The thing that some words mean, or None.

    Args:
        words: The person's words for it.
        things: Of the app.
        kinds: Only things of these kinds; () for any.
        near: The words around, which may say what kind of thing it is.
        similar: Asked where no name shares a word with what was said.
        least: The score that is needed.
    """
    candidates = [thing for thing in things if not kinds or thing.kind in kinds]
    hinted = set(re.findall(r"[a-z]+", f"{words} {near}".lower()))
    scored = [
        (
            alike(words, thing) + (_HINT if _HINTS.get(thing.kind, frozenset()) & hinted else 0.0),
            -place,
            thing,
        )
        for place, thing in enumerate(candidates)
    ]
    fitting = [one for one in scored if alike(words, one[2]) >= least]
    if fitting:
        best = max(fitting)
        return _counted(words, [one[2] for one in fitting if one[0] >= best[0] - 1e-6][:9], best[2])
    if similar is None or not candidates:
        return None
    named = [thing for thing in candidates if thing.kind not in ("sample", "item", "about", "app")]
    if not named:
        return None
    values = similar(words, [thing.names[0] for thing in named])
    best_place = max(range(len(named)), key=lambda place: values[place])
    return named[best_place] if values[best_place] >= SAME_MEANING else None


def _counted(words: str, equal: list[Thing], best: Thing) -> Thing:
    """`the second chart`: where several things are called so, the one that is counted out."""
    equal = sorted(equal, key=lambda thing: thing.page != best.page)
    for word in re.findall(r"[a-z0-9]+", words.lower()):
        if word in _ORDINALS and len(equal) > 1:
            place = _ORDINALS[word]
            return equal[place] if place < len(equal) else equal[-1]
    return best


def alike(words: str, thing: Thing) -> float:
    """How well some words name a thing, 0 to 1; a name that comes first among its names counts a little more."""
    return max(
        (_alike(words, name) - 0.01 * min(place, 9) for place, name in enumerate(thing.names)), default=0.0
    )


def _alike(words: str, name: str) -> float:
    said, called = words.lower().strip(" .!?\"'"), name.lower()
    if said == called:
        return 1.0
    left = frozenset(stem for stem in stems(_without(said, _EMPTY | set(_ORDINALS))))
    right = stems(_without(called, _EMPTY)) or stems(called)
    left = left or stems(said)
    if left and right:
        if left == right:
            return 0.97
        shared = left & right
        if shared == right and len(right) < len(left):
            return 0.6 + 0.3 * len(shared) / len(left)
        if shared == left:
            return 0.55 + 0.3 * len(shared) / len(right)
        if shared:
            return 0.3 + 0.4 * len(shared) / len(left | right)
    ratio = SequenceMatcher(None, said, called).ratio()
    return 0.85 * ratio if ratio >= 0.8 and min(len(said), len(called)) >= 4 else 0.0


def _without(words: str, left_out: Iterable[str]) -> str:
    out = set(left_out)
    return " ".join(word for word in words.split() if word not in out)
