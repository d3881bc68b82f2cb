"""Finds the word that was probably meant: the nearest valid one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST_CANDIDATES = 120
"""How many words are looked at: similarity costs time, and a hint is only a hint."""

_LONGEST = 60
"""Words longer than this, in characters, resemble nothing."""

_LIKENESS = 0.6
"""Least similarity, 0 to 1, that is worth suggesting."""


def nearest(word: str, among: Iterable[str]) -> str:
    """Return the one of `among` that looks most like `word`, or "" if none does.

    Case is ignored: `plants` is near to `Plants`.
    """
    if not word or len(word) > _LONGEST:
        return ""
    by_lower: dict[str, str] = {}
    for candidate in islice(among, _MOST_CANDIDATES):
        if len(candidate) <= _LONGEST:
            by_lower.setdefault(candidate.lower(), candidate)
    matches = get_close_matches(word.lower(), by_lower, n=1, cutoff=_LIKENESS)
    return by_lower[matches[0]] if matches else ""
