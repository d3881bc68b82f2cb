"""What has to be moved, added and removed so that one row of things becomes another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

from desktop.blueprint.edits.statements import Place

_T = TypeVar("_T")
_N = TypeVar("_N", bound=Hashable)


def moves(names: Sequence[_N], wanted: Sequence[_N]) -> list[tuple[_N, _N | None]]:
    """Return what is moved, in order, each with what it then stands behind; None for the front.

    Args:
        names: Things, each once.
        wanted: The same things in the order that is wanted.
    """
    at = {name: place for place, name in enumerate(names)}
    staying = _longest_rising([at[name] for name in wanted])
    return [
        (name, wanted[place - 1] if place else None)
        for place, name in enumerate(wanted)
        if place not in staying
    ]


def place_behind(name: str | None) -> Place:
    """Return the place behind something; the first if there is nothing."""
    return Place("after", name) if name is not None else Place("first")


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the indices of the longest rising part of some numbers, all different."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            last.append(at)
        else:
            ends[length], last[length] = number, at
    found, at = set(), last[-1] if last else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def kept_and_new(there: Sequence[_T], wanted: Sequence[_T]) -> tuple[list[int], list[_T]]:
    """Return which of the things there go, and what then comes behind the others.

    Things can only be added at the end, so what stays is the longest beginning of `wanted` that is
    there in the same order.
    """
    gone: list[int] = []
    kept = 0
    for at, thing in enumerate(there):
        if kept < len(wanted) and thing == wanted[kept]:
            kept += 1
        else:
            gone.append(at)
    return gone, list(wanted[kept:])
