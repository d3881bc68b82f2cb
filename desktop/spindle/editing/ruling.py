"""`The check about the dates`, `that warning when the stock is low`: which one is spoken of.

Checks, rules and sentences have no names. They are told by the columns that they speak of, by what they say,
and, where there is only one, by nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.spindle.editing.finding import meanings, same_stem
from desktop.spindle.editing.things import Thing

_CALLED: tuple[tuple[str, str], ...] = (
    ("check", r"\b(?:checks?|checking|complain\w*|error|validation|restriction)\b"),
    ("rule", r"\b(?:rules?|reminders?|remind\w*|notif\w*|alerts?|alarms?|automati\w+)\b"),
    ("both", r"\b(?:warnings?|warns?|messages?)\b"),
    ("text", r"\b(?:sentences?|paragraphs?|texts?)\b"),
)
_LITTLE = meanings(
    "the sentence paragraph text check rule reminder notification alert alarm warning message error that "
    "says about when if with of for on"
)


def ruled(words: str, things: Sequence[Thing]) -> Thing | None:
    """The check or rule that some words speak of, which must say that it is one; None if unclear."""
    kind = next((kind for kind, said in _CALLED if re.search(said, words, re.IGNORECASE)), "")
    if not kind:
        return None
    fitting = [one for one in things if _is_of(one, kind)]
    said = meanings(words) - _LITTLE
    if not said:
        return fitting[0] if len(fitting) == 1 else None
    rated = sorted(((_told(said, one), -at) for at, one in enumerate(fitting)), reverse=True)
    if not rated or rated[0][0] == 0 or (len(rated) > 1 and rated[0][0] == rated[1][0]):
        return None
    return fitting[-rated[0][1]]


def _is_of(thing: Thing, kind: str) -> bool:
    if kind == "text":
        return thing.kind == "section" and "paragraph" in thing.names
    return thing.kind == kind or (kind == "both" and thing.kind in ("check", "rule"))


def _told(said: frozenset[str], thing: Thing) -> int:
    """How many of some words stand in what a check or rule says and is about."""
    own = meanings(" ".join((thing.name, thing.entity, *thing.names)))
    return sum(any(same_stem(one, other) for other in own) for one in said)
