"""A formula that the person wrote out: `fee = words × rate` → an expression over the fields there are."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Call, Expression, Field, FieldRef, Moment, Number
from desktop.spindle.naming import nearest

_START = re.compile(r"^\s*(?:\(\s*)?(?:=|is|are|:|as|from|\()\s*(?:the )?", re.IGNORECASE)
_END = re.compile(
    r"[.;\n)\]!?](?!\d)|,(?!\d)| and (?:the|a|show|then|i)\b| so that | in (?:a|the) ", re.IGNORECASE
)
_OPERATORS: tuple[tuple[str, str], ...] = (
    (r"\s*(?:\+| plus | and )\s*", "+"),
    (r"\s*(?:−|–| - | minus | less )\s*", "-"),
    (r"\s*(?:×|\*|·| x | times | multiplied by | for (?:every|each) | at )\s*", "*"),
    (r"\s*(?:÷|/| divided by | over )\s*", "/"),
    (r"\s+per\s+", "per"),
)
"""Weakest first: the split at the weakest operator stands at the top of the tree."""
_NUMBERS = ("number", "money", "percent", "duration", "rating")
_DATES = ("date", "date and time")
_SPELT = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
    "hundred": 100,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_COUNT = r"(\d+(?:\.\d+)?|" + "|".join(_SPELT) + ")"
_BETWEEN = re.compile(
    r"(?:the )?(days|weeks|months|years|hours|minutes)(?: in)? (?:between|from) (.+?) (?:and|to|until|"
    r"till) (.+)"
)
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
    return expression if isinstance(expression, Binary | Call) else None


def _expression(words: str, fields: tuple[Field, ...]) -> Expression | None:
    whole = _between(words, fields) or _share(words, fields)
    if whole is not None:
        return whole
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
            tree = _joined(operator, tree, part, fields)
        return tree
    return _leaf(words.strip().removeprefix("the ").strip(), fields)


def _joined(operator: str, left: Expression, right: Expression, fields: tuple[Field, ...]) -> Expression:
    """Two parts as one; `2 per visit` is 2 for each of them, `this year minus born`
    the years between them.
    """
    if operator == "per":
        return Binary("*" if isinstance(left, Number) else "/", left, right)
    dated = isinstance(right, FieldRef) and any(f.name == right.name and f.type in _DATES for f in fields)
    if operator == "-" and left == Call("year", (Moment("today"),)) and dated:
        return Call("years between", (right, Moment("today")))
    return Binary(operator, left, right)


def _between(words: str, fields: tuple[Field, ...]) -> Expression | None:
    """`days between start and end`, `hours from coming to going`."""
    plain = words.strip().lower()
    match = _BETWEEN.fullmatch(plain)
    until = re.fullmatch(r"(?:from )?(?:the )?(.+?) (?:until|till) (?:the )?(.+)", plain)
    if until:
        first, last = _leaf(until[1], fields), _leaf(until[2], fields)
        return Binary("-", last, first) if first is not None and last is not None else None
    if match is None:
        return None
    first, last = _leaf(match[2], fields), _leaf(match[3], fields)
    return Call(f"{match[1]} between", (first, last)) if first is not None and last is not None else None


def _share(words: str, fields: tuple[Field, ...]) -> Expression | None:
    """`10 percent of price`, `half of the rent`, `twice the hours`."""
    plain = words.strip().lower()
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent) of (?:the )?(.+)", plain)
    part = Number(float(match[1]) / 100) if match else None
    for said, number in (("half(?: of)?", 0.5), ("twice|double", 2.0), ("a (?:third|3rd) of", 1 / 3)):
        found = None if match else re.fullmatch(rf"(?:{said}) (?:the )?()(.+)", plain)
        if found:
            match, part = found, Number(round(number, 4))
    of = _expression(f" {match[2]} ", fields) if match else None
    return Binary("*", of, part) if of is not None and part is not None else None


def _leaf(plain: str, fields: tuple[Field, ...]) -> Expression | None:
    low = re.sub(r"^(?:the|my|our|its|each|every) ", "", plain.lower())
    if low in ("today", "now", "today's date", "current date"):
        return Moment("today")
    if low in ("this year", "the current year", "current year"):
        return Call("year", (Moment("today"),))
    span = re.fullmatch(rf"{_COUNT} ({'|'.join(_DAYS)})s?(?: later)?", low)
    if span:
        return Number(_number(span[1]) * _DAYS[span[2]])
    number = re.fullmatch(rf"[€$£]?\s?{_COUNT}(?: ?(€|\$|£|%|[^\W\d]{{1,12}}))?", low)
    if number and (number[1][0].isdigit() or number[1] not in ("a", "an")):
        value = _number(number[1])
        named = nearest(number[2] or "", tuple(field.name for field in fields if field.type in _NUMBERS), 0.9)
        if not named:
            return Number(
                value / 100 if (number[2] or "") in ("pence", "p", "cent", "cents", "ct") else value
            )
    usable = tuple(field.name for field in fields if field.type in (*_NUMBERS, *_DATES, "time"))
    name = nearest(low, usable, 0.5)
    return FieldRef(name) if name else None


def _number(word: str) -> float:
    return float(_SPELT[word]) if word in _SPELT else float(word)
