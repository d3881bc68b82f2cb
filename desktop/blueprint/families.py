"""Which types go together, and what comes out: the tables behind `kinds.py`.

Types that can be compared are of one family: all numbers, all days, all texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES

UNKNOWN = "unknown"
"""The type of what cannot be worked out."""

TICK = "yes/no"

_NO_WORDS = ("tags", "image", "file", "references")
"""Types that no text can be put behind."""

_WISHES: dict[str, tuple[str, ...]] = {
    "days between": ("date", "date"),
    "weeks between": ("date", "date"),
    "months between": ("date", "date"),
    "years between": ("date", "date"),
    "year": ("date",),
    "month": ("date",),
    "day": ("date",),
    "weekday": ("date",),
    "length": ("text",),
    "upper": ("text",),
    "lower": ("text",),
    "contains": ("text", "text"),
    "starts with": ("text", "text"),
}
"""The family of each argument, for functions that want no numbers."""

_KEEPING = ("round", "absolute", "whole", "remainder")
"""Functions that give what their first argument is: money stays money."""

_GIVES: dict[str, str] = {
    "join": "text",
    "upper": "text",
    "lower": "text",
    "contains": TICK,
    "starts with": TICK,
    "empty": TICK,
}
"""What a function gives that gives no number."""


def family(kind: str) -> str:
    """Return what a type can be compared with: `number`, `date`, `time`, `yes/no`, `text` or `unknown`."""
    if kind in NUMBER_TYPES:
        return "number"
    if kind in DATE_TYPES:
        return "date"
    return kind if kind in (TICK, "time", UNKNOWN) else "text"


def wanted(function: str, kinds: Sequence[str]) -> list[str]:
    """Return the family that each argument of a function must be of; "" for any.

    Args:
        function: One of `nodes.FUNCTIONS`.
        kinds: The types of the arguments that it was given; at least one.
    """
    count = len(kinds)
    first = family(kinds[0])
    if function == "if":
        return [TICK, *[""] * (count - 1)]
    if function in ("join", "empty"):
        return [""] * count
    if function in ("minutes between", "hours between"):
        return ["time" if first == "time" else "date"] * count
    if function in ("smallest", "largest"):
        return [first if first in ("date", "time") else "number"] * count
    wishes = _WISHES.get(function, ())
    return [*wishes[:count], *["number"] * (count - len(wishes))]


def outcome(function: str, kinds: Sequence[str]) -> str:
    """Return what a function gives for arguments that fit it; of `if` see `common`."""
    if function in _KEEPING:
        return kinds[0]
    if function in ("smallest", "largest"):
        return UNKNOWN if UNKNOWN in kinds else common(kinds)
    return _GIVES.get(function, "number")


def common(kinds: Sequence[str]) -> str:
    """Return the one type that several of a family can be shown as."""
    if len(set(kinds)) == 1:
        return kinds[0]
    group = family(kinds[0])
    if group == "number":
        return next((kind for kind in ("money", "duration") if kind in kinds), "number")
    return "date and time" if group == "date" else group


def reckoned(operator: str, left: str, right: str) -> str | None:
    """Return what `+ - * /` make of two types; `unknown` of an unknown one, None if they cannot."""
    families = (family(left), family(right))
    if UNKNOWN in families:
        return UNKNOWN
    match (families[0], operator, families[1]):
        case ("number", _, "number"):
            return _number(operator, left, right)
        case ("date" | "time" as moment, "+" | "-", "number"):
            return _moved(moment, left, right)
        case ("number", "+", "date" | "time" as moment):
            return _moved(moment, right, left)
        case ("date", "-", "date"):
            return "duration" if left == right == "date and time" else "number"
        case ("time", "-", "time"):
            return "duration"
        case ("date", "+", "time") if left == "date":
            return "date and time"
        case ("text", "+", "text") if left not in _NO_WORDS and right not in _NO_WORDS:
            return "text"
    return None


def _moved(group: str, moment: str, by: str) -> str | None:
    """Return what a day or a time becomes that is moved; a day without a time cannot be moved by minutes."""
    return None if group == "date" and moment == "date" and by == "duration" else moment


def _number(operator: str, left: str, right: str) -> str:
    """Return the type of a sum, difference, product or quotient of two number-like types."""
    for kind in ("money", "duration"):
        if kind in (left, right):
            same = left == right
            if operator in "+-":
                return kind
            if operator == "*":
                return "number" if same else kind
            return kind if left == kind and not same else "number"
    return left if left == right == "percent" and operator in "+-" else "number"
