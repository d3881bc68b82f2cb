"""A formula that the person wrote out: `fee = words × rate` → an expression over the fields there are."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Expression, Field, FieldRef, Number
from desktop.spindle.naming import nearest

_START = re.compile(r"^\s*(?:\(\s*)?(?:=|is|are|:|as|from|\()\s*(?:the )?", re.IGNORECASE)
_END = re.compile(
    r"[.;\n)\]!?](?!\d)|,(?!\d)| and (?:the|a|show|then|i)\b| so that | in (?:a|the) ", re.IGNORECASE
)
_OPERATORS: tuple[tuple[str, str], ...] = (
    (r"\s*(?:\+| plus | and )\s*", "+"),
    (r"\s*(?:−|–| - | minus | less )\s*", "-"),
    (r"\s*(?:×|\*|·| x | times | multiplied by )\s*", "*"),
    (r"\s*(?:÷|/| divided by | per | over )\s*", "/"),
)
"""Weakest first: the split at the weakest operator stands at the top of the tree."""
_NUMBERS = ("number", "money", "percent", "duration", "rating")
LONGEST = 90


def formula_after(text: str, fields: tuple[Field, ...]) -> Expression | None:
    """The formula with which a text begins, or None if it begins with none that can be worked out.

    Args:
        text: What follows the name of the computed value in the request.
        fields: The fields that it may use.
    """
    start = _START.match(text)
    if start is None:
        return None
    words = text[start.end() : start.end() + LONGEST]
    end = _END.search(words)
    whole = words[: end.start()] if end else words
    expression = _expression(f" {whole.strip()} ", fields)
    return expression if isinstance(expression, Binary) else None


def _expression(words: str, fields: tuple[Field, ...]) -> Expression | None:
    for pattern, operator in _OPERATORS:
        parts = [part for part in re.split(pattern, words, flags=re.IGNORECASE) if part.strip()]
        if len(parts) < 2:
            continue
        made = [_expression(f" {part.strip()} ", fields) for part in parts]
        if any(part is None for part in made):
            return None
        tree = made[0]
        for part in made[1:]:
            assert tree is not None and part is not None
            tree = Binary(operator, tree, part)
        return tree
    plain = words.strip().removeprefix("the ").strip()
    number = re.fullmatch(r"(\d+(?:\.\d+)?)(?: ?(?:€|\$|£|%|\w{1,8}))?", plain)
    if number:
        return Number(float(number[1]))
    dates = tuple(
        field.name for field in fields if field.type in _NUMBERS or field.type in ("date", "date and time")
    )
    name = nearest(plain, dates, 0.5)
    return FieldRef(name) if name else None
