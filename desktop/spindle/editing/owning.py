"""`The points of a chore`, `a treat's points`: a part that is called together with what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.spindle.editing.finding import find
from desktop.spindle.editing.things import Thing

_OF = re.compile(
    r"(?i)^(.+?)\s+(?:of|for|on|in|from|with)\s+(?:(?:an?|the|each|every|all|any|my|our|his|her|their|your|its)\s+)*"
    r"(.+)$"
)
_WHOSE = re.compile(r"(?i)^(?:(?:an?|the|each|every|all|my|our)\s+)*(.+?)(?:'s|s'|’s|s’)\s+(.+)$")
_SURE = 0.93
"""Score from which on words are the name of what owns something."""
_PARTS = ("field", "computed", "action", "option", "sample", "check", "rule", "section", "item")


def owned(words: str, things: Sequence[Thing], kinds: tuple[str, ...] = ()) -> Thing | None:
    """The part that some words name together with the records, or the page, that it belongs to.

    Args:
        words: The person's words for it.
        things: Of the app.
        kinds: Only parts of these kinds; () for any.

    Returns:
        The part; None if the words are no such pair, or both together are a name.
    """
    for pattern, part, whole in ((_OF, 1, 2), (_WHOSE, 2, 1)):
        match = pattern.match(words.strip())
        if match is None:
            continue
        owner = find(match[whole], things, ("entity", "page"), least=_SURE)
        if owner is None or find(words, things, kinds, least=_SURE) is not None:
            continue
        wanted = tuple(kind for kind in kinds or _PARTS if kind in _PARTS)
        mine = [one for one in things if _belongs(one, owner)]
        found = find(match[part], mine, wanted) if wanted else None
        if found is not None:
            return found
    return None


def _belongs(thing: Thing, owner: Thing) -> bool:
    if owner.kind == "entity":
        return thing.entity == owner.name and thing.kind != "entity"
    return thing.page == owner.name and thing.kind != "page"
