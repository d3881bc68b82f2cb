"""What belongs to one ask and was read as two: options, a formula, a place, a value cut off from the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.vocabulary import OPTION_TYPES
from desktop.spindle.reading import Ask

_ENDS = re.compile(r"[.!?;]\s|\n")
_TELLS_MORE = frozenset(("formula", "unit", "req", "asc", "desc", "place", "pos", "at", "test"))
"""What an ask for something new may say of it, and is nothing new by itself."""
_AND = re.compile(r"(?i)[\s,;:]*(?:and|or|but|then|also|und|et|y|e|en|i)?[\s,;:]*")
_ANOTHER = re.compile(r"(?i)\b(?:one|another|too|also|as well|same|both|ones|again)\b")
_SOMEWHERE = frozenset(("only", "show", "hide", "sort", "limit", "move", "total", "check"))
_CHANGED = frozenset(("set", "rename", "text", "default"))


def joined(asks: tuple[Ask, ...], request: str) -> tuple[Ask, ...]:
    """The asks, but what was cut off from what it is for belongs to it again."""
    found: list[Ask] = []
    for ask in asks:
        before = found[-1] if found else None
        together = None
        if before is not None and not _ENDS.search(request[before.end : ask.start]):
            together = _together(before, ask, request)
        if not ask.marks and _AND.fullmatch(request[ask.start : ask.end]):
            continue
        if together is not None:
            found[-1] = together
        else:
            found.append(ask)
    return tuple(found)


def _together(before: Ask, ask: Ask, request: str) -> Ask | None:
    """Two asks as one, or None where they are two."""
    if _are_its_options(before, ask) or _tells_more(before, ask, request):
        return replace(before, end=ask.end, marks=(*before.marks, *ask.marks))
    if _says_where(before, ask) or _is_its_value(before, ask):
        return replace(ask, start=before.start, marks=(*before.marks, *ask.marks))
    return None


def _are_its_options(before: Ask, ask: Ask) -> bool:
    listed = len(ask.marks) > 1 and all(mark.tag == "opt" for mark in ask.marks)
    chosen = before.operation in ("retype", "options", "add") and not before.tagged("opt")
    other = any(mark.type and mark.type not in OPTION_TYPES for mark in before.tagged("as"))
    return listed and chosen and not other and bool(before.tagged("f", "as", "old"))


def _tells_more(before: Ask, ask: Ask, request: str) -> bool:
    """An ask to add that names nothing, behind one that does and lacks just that."""
    tags = {mark.tag for mark in ask.marks}
    if ask.operation != "add" or before.operation != "add" or not tags or not tags <= _TELLS_MORE:
        return False
    if _ANOTHER.search(request[ask.start : ask.end]) or before.tagged(*tags):
        return False
    if "formula" in tags:
        return bool(before.tagged("computed"))
    return any(mark.tag not in _TELLS_MORE for mark in before.marks)


def _says_where(before: Ask, ask: Ask) -> bool:
    """`on the list of guests` cut off from the move that it is said of."""
    only_where = bool(before.marks) and all(mark.tag == "at" for mark in before.marks)
    return (
        only_where
        and ask.operation == "move"
        and before.operation in ("move", "show", "set", "add")
        and (not ask.tagged("at") and bool(ask.tagged("old")))
    )


def _is_its_value(before: Ask, ask: Ask) -> bool:
    """What is named in one ask, and in the next what it is from now on."""
    named = bool(before.marks) and all(mark.tag == "old" for mark in before.marks)
    valued = bool(ask.marks) and all(mark.tag in ("value", "max", "min") for mark in ask.marks)
    return (
        named
        and valued
        and before.operation in _CHANGED
        and ask.operation in ("set", "default", "bound", "limit")
    )
