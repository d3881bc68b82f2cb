"""Finds the records that an aggregate is over: the `Order line` of `sum of price of product of Order line`.

What is summed up is read by the names of those records, so they have to be found before it is read.
They stand behind the first ` of ` outside brackets that an entity follows, or a field that leads to
several records. The printer asks the same function, and puts brackets where the answer would be wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import AGGREGATES
from desktop.blueprint.unknown_words import goes_on

OF, WHERE = " of ", " where "
_SIGNS = re.compile(rf'"[^"]*(?:"|$)|[(),]|(?<![^ (-])(?:{"|".join(AGGREGATES)}) of | of | where ')


@dataclass(frozen=True)
class Group:
    """Where an aggregate's records are named.

    Attributes:
        name: An entity, or a field that leads to several records.
        start, end: Where the name stands.
    """

    name: str
    start: int
    end: int


def aggregate_at(text: str, at: int) -> str:
    """Return the aggregate that begins at `at` (`sum` where `sum of ` stands), or ""."""
    return next((word for word in AGGREGATES if text.startswith(word + OF, at)), "")


def group_at(text: str, at: int, scope: Scope) -> Group | None:
    """Return the records that are named at `at`; None if nothing known stands there, or more than that."""
    name = max((scope.entities.longest_at(text, at), scope.list_names.longest_at(text, at)), key=len)
    end = at + len(name)
    if not name or (goes_on(text, end, scope.fields) and not text.startswith(WHERE, end)):
        return None
    return Group(name, at, end)


def group_after(text: str, at: int, scope: Scope) -> Group | None:
    """Return the records of an aggregate of which what is summed up begins at `at`."""
    return next((group for place in ofs_after(text, at) if (group := group_at(text, place, scope))), None)


def ofs_after(text: str, at: int) -> list[int]:
    """Return where each ` of ` ends of what begins at `at`, up to its comma, bracket or `where`."""
    found: list[int] = []
    depth, place = 0, at
    while match := _SIGNS.search(text, place):
        sign, place = match.group(), match.end()
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                break
        elif depth:
            continue
        elif sign == OF:
            found.append(place)
            place -= 1
        elif not sign.startswith('"'):
            break  # a comma, a test, or another aggregate, which would have to stand in brackets
    return found
