"""What is either so or not: `not paid`, `returned`, `a book comes back`, `overdue`."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, FieldRef, Unary, YesNo
from desktop.spindle.editing.finding import meanings

NOT = re.compile(
    r"(?i)\b(?:not|no|never|nobody|none|nothing|without|except|but|cannot|isn'?t|aren'?t|wasn'?t|weren'?t|"
    r"hasn'?t|haven'?t|"
    r"can'?t|mustn'?t|don'?t|doesn'?t|needn'?t|shouldn'?t)\b"
)
_ALSO: tuple[tuple[str, str], ...] = (
    (r"\b(?:com(?:es?|ing)|came|is|are|was|bring\w*|brought|g[ie]v\w*|take\w*|took|got|gets?|put) "
     r"(?:\w+ )?back\b",
     "returned brought back given back"),
    (r"\b(?:finish\w*|complet\w*|ready|through with|did|does)\b", "done finished completed"),
    (r"\b(?:arriv\w*|delivered|com(?:es?|ing) in|came in|is here|are here|got here)\b",
     "arrived delivered received here"),
    (r"\b(?:hand\w* in|turn\w* in)\b", "handed in"),
    (r"\b(?:settled|pays?|paying)\b", "paid"),
    (r"\b(?:picks? up|picked up|fetch\w*|collect\w*)\b", "collected fetched picked up"),
    (r"\b(?:turn\w* up|show\w* up|came|comes|attend\w*)\b", "came present here attended"),
)  # fmt: skip
"""Other words for what tick boxes are mostly called."""


_OPPOSITE: tuple[tuple[str, str], ...] = (
    (r"\b(?:fail\w*|flunk\w*)\b", "passed"),
    (r"\b(?:absent|missing|away)\b", "present here came attended there"),
    (r"\b(?:still (?:open|to do|out|to come|to pay)|to do|outstanding|pending|unfinished|remain\w*)\b",
     "done finished completed solved paid returned"),
    (r"\b(?:owes?|owing|unpaid|in debt)\b", "paid"),
    (r"\b(?:still (?:out|away|lent|borrowed))\b", "returned back given back brought back"),
)  # fmt: skip
"""What is said of records whose tick box is off."""


def flagged(words: str, entity: Entity) -> Expression | None:
    """A tick box, or something worked out that is either so or not, that some words speak of."""
    said, off = meanings(words), meanings(re.sub(r"(?i)\bun(?=[a-z]{3})", "", words))
    negative = bool(NOT.search(words)) or (said != off)
    for known in (said | off, said | off | _also(words)):
        for field in entity.fields:
            if field.type == "yes/no" and meanings(field.name) and meanings(field.name) <= known:
                return Binary("=", FieldRef(field.name), YesNo(not negative))
        for one in entity.computed:
            if is_test(one.expression) and meanings(one.name) and meanings(one.name) <= known - off | said:
                return Unary("not", FieldRef(one.name)) if negative else FieldRef(one.name)
    return _opposite(words, entity)


def _opposite(words: str, entity: Entity) -> Expression | None:
    """`who has failed`, where it is kept who has passed."""
    found = (called for said, called in _OPPOSITE if re.search(said, words, re.IGNORECASE))
    known = meanings(" ".join(found))
    fields = (one for one in entity.fields if one.type == "yes/no" and meanings(one.name))
    field = next((one for one in fields if meanings(one.name) <= known), None)
    return Binary("=", FieldRef(field.name), YesNo(bool(NOT.search(words)))) if field is not None else None


def _also(words: str) -> frozenset[str]:
    """The words that tick boxes are called by, for what was said."""
    found = (called for said, called in _ALSO if re.search(said, words, re.IGNORECASE))
    return meanings(" ".join(found))


def said_otherwise(words: str, known: frozenset[str]) -> frozenset[str]:
    """The words that say in another way what has known names: `comes` and `back` of `returned`."""
    found: set[str] = set()
    for said, called in _ALSO:
        match = re.search(said, words, re.IGNORECASE)
        if match and meanings(called) & known:
            found |= set(re.findall(r"\w+", match[0].lower()))
    return frozenset(found)


def is_test(expression: Expression) -> bool:
    """Whether an expression is either so or not."""
    match expression:
        case Binary(operator):
            return operator in ("and", "or", "=", "!=", "<", "<=", ">", ">=")
        case Unary(operator):
            return operator == "not"
        case Call(function):
            return function in ("empty", "contains", "starts with")
    return isinstance(expression, YesNo)
