"""What is filled in and what is not: `without a phone`, `never wormed`, `still running`, `with a picture`."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, Field, FieldRef, Number, Unary
from desktop.blueprint.vocabulary import DATE_TYPES
from desktop.spindle.editing.finding import ALIKE, alike, meanings, same_stem
from desktop.spindle.editing.things import Thing

_LACKING = re.compile(
    r"(?i)\b(?:without|(?:with|has|have|is|are|there'?s|but) no|lacks?|lacking|missing|"
    r"(?:has|have)(?:n'?t| not)(?: got)?)\b"
)
"""Before what is not there."""
_EMPTY = re.compile(
    r"(?i)\b(?:(?:is|are|stays?|left)?(?: still)? (?:missing|empty|blank|not filled(?: in)?|left out))\b"
)
"""Behind what is not there, or before it: `an empty message`."""
_NEVER = re.compile(
    r"(?i)\b(?:never|not(?: been)?(?: yet)?|hasn'?t|haven'?t|wasn'?t|weren'?t|isn'?t|aren'?t|yet to be)\b"
)
_ALREADY = re.compile(r"(?i)\b(?:already|has been|have been|was|were|once)\b")
_HAVING = re.compile(
    r"(?i)^(?:(?:all|those|only|just|what|which|that|the ones?)\s+)*(?:\w+\s+)?(?:with|has|have|having)\s+"
    r"(?:an?|the|some|any)\s+(.+)$|^(?:the |an? )?(.+?) (?:is|are) (?:filled in|given|known|there|set)$"
)
_STILL = re.compile(r"(?i)\bstill (?:\w+ )?(?:running|going|out|open|on|there|away|lent|borrowed|going on)\b")
_ENDED = re.compile(
    r"(?i)\b(?:end(?:ed|s)?|stop(?:ped|s)?|finish(?:ed)?|return(?:ed)?|back|closed|until|left|over)\b"
)
_THERE = re.compile(
    r"(?i)\b(?:in stock|still (?:there|available|left|to (?:be had|sell|have))|available|"
    r"has stock|have stock|not (?:sold out|empty|gone)|"
    r"(?:something|some|any) left|that (?:is|are) left)\b"
)
_GONE = re.compile(
    r"(?i)\b(?:sold out|out of stock|used up|none (?:is |are )?left|no more left|nothing (?:is )?left|"
    r"all gone|run out|"
    r"ran out|runs out)\b"
)
_STOCKED = re.compile(r"(?i)\b(?:stock|left|copies|quantity|pieces|places|free|available|bottles|how many)\b")
_SURE = 0.9


def filled(words: str, entity: Entity) -> Expression | None:
    """A field that some words say has nothing in it, or something; None if they say neither."""
    return (
        _stocked(words, entity)
        or _dated(words, entity)
        or _missing(words, entity)
        or _having(words, entity)
        or _running(words, entity)
    )


def _missing(words: str, entity: Entity) -> Expression | None:
    """`without an adopter`, `something is missing`: a field with nothing in it."""
    lacking, empty = _LACKING.search(words), _EMPTY.search(f" {words}")
    if lacking and re.search(r"\w", words[lacking.end() :]):
        rest = words[lacking.end() :]
    elif empty:
        rest = _EMPTY.sub(" ", f" {words}")
    else:
        return None
    rest = " ".join(re.sub(r"(?i)\b(?:is|are|yet|the|an?|any|in|having|been)\b", " ", rest).split())
    fields = tuple(one for one in entity.fields if one.type not in ("yes/no", "choice"))
    best = max(fields, key=lambda one: called(rest, one), default=None)
    return empty_of(best) if best is not None and called(rest, best) >= ALIKE else None


def _dated(words: str, entity: Entity) -> Expression | None:
    """`never wormed`, `already sent`: the day of it is not filled in, or is."""
    never, already = _NEVER.search(words), _ALREADY.search(words)
    if never is None and already is None:
        return None
    said = meanings(words)
    for field in entity.fields:
        names = meanings(field.name) - meanings("date day on at last")
        optional = field.type in DATE_TYPES and not field.required and field.default is None
        if optional and names and all(any(same_stem(one, other) for other in said) for one in names):
            empty = empty_of(field)
            return empty if never else Unary("not", empty)
    return None


def _having(words: str, entity: Entity) -> Expression | None:
    """`those with a picture`, `an e-mail is given`: a field with something in it."""
    match = _HAVING.match(words.strip())
    if match is None:
        return None
    rest = next(filter(None, match.groups()), "")
    fields = tuple(
        one for one in entity.fields if one.type not in ("yes/no", "choice") and one.default is None
    )
    best = max(fields, key=lambda one: called(rest, one), default=None)
    return Unary("not", empty_of(best)) if best is not None and called(rest, best) >= _SURE else None


def _running(words: str, entity: Entity) -> Expression | None:
    """`what is still running`: the day or time at which it ended is not filled in."""
    if not _STILL.search(words):
        return None
    for field in entity.fields:
        timed = field.type in (*DATE_TYPES, "time") and not field.required and field.default is None
        if timed and _ENDED.search(field.name):
            return empty_of(field)
    return None


def _stocked(words: str, entity: Entity) -> Expression | None:
    """`what is still there`, `sold out`: there are some of it left, or none."""
    there, gone = _THERE.search(words), _GONE.search(words)
    counts = [one.name for one in entity.fields if one.type == "number" and _STOCKED.search(one.name)]
    counts += [
        one.name for one in entity.computed if _STOCKED.search(one.name) and one.name in ("left", "free")
    ]
    if (there is None and gone is None) or len(counts) != 1:
        return None
    return Binary("<=" if gone else ">", FieldRef(counts[0]), Number(0))


def empty_of(field: Field) -> Expression:
    """The test whether a field has nothing in it."""
    return Call("empty", (FieldRef(field.name),))


def called(words: str, field: Field) -> float:
    """How well some words name a field, or what it refers to."""
    names = (field.name, field.target) if field.type == "reference" else (field.name,)
    return alike(words, Thing("field", field.name, tuple(name for name in names if name)))
