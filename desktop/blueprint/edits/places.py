"""Puts something among others: first, last, before or after one of them."""

from __future__ import annotations

from typing import TypeVar

_T = TypeVar("_T")

WORDS: tuple[str, ...] = ("first", "last", "before", "after")
"""What a place begins with."""


def moved(items: tuple[_T, ...], at: int, word: str, beside: int | None = None) -> tuple[_T, ...]:
    """Return the items with one of them at another place.

    Args:
        items: The items.
        at: Which one is moved.
        word: One of `WORDS`.
        beside: Beside which item it comes, for `before` and `after`.
    """
    rest = list(items)
    item = rest.pop(at)
    if beside is not None and beside != at:
        to = beside - (beside > at) + (word == "after")
    elif beside is not None:
        to = at
    else:
        to = 0 if word == "first" else len(rest)
    rest.insert(to, item)
    return tuple(rest)
