"""Finding projects by words, with small slips forgiven.

Every word that is looked for must be found: whole, as a beginning, inside a word (other scripts write without
spaces), or with a slip: one letter wrong, missing, too many or two swapped in a word of four letters or more,
two in one of eight or more. A word in the name counts more than one elsewhere. Accents and case do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from desktop.library.describing import Description

MOST_WORDS = 12
LONGEST_WORD = 40
_WHOLE, _BEGINS, _INSIDE, _SLIP = 8, 6, 4, 2
_IN_NAME = 3
"""So many times as much does a word count that stands in the name."""


def rank(descriptions: Sequence[Description], query: str) -> list[float]:
    """Say how well each project fits the words.

    Args:
        descriptions: Of the projects.
        query: What a person typed; the first `MOST_WORDS` words count.

    Returns:
        For each project a number that grows with the fit; 0 if it does not fit.
    """
    wanted = [word[:LONGEST_WORD] for word in words_of(query)][:MOST_WORDS]
    if not wanted:
        return [1.0] * len(descriptions)
    known: list[dict[str, float]] = [{} for _ in wanted]  # what a word is worth is worked out once
    ranks = []
    for each in descriptions:
        name, rest = words_of(each.name), words_of(f"{each.about} {each.words}")
        worths = [
            max(_best(word, name, memo) * _IN_NAME, _best(word, rest, memo))
            for word, memo in zip(wanted, known, strict=True)
        ]
        ranks.append(sum(worths) if all(worths) else 0.0)
    return ranks


def words_of(text: str) -> list[str]:
    """Split a text into words that can be compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    # Marks that stand over Latin, Greek and Cyrillic letters only: elsewhere they are vowels.
    return re.findall(
        r"[^\W_]+(?:[^\W_]|[\u0900-\u0dff\u0e00-\u0eff])*", re.sub("[\u0300-\u036f]", "", plain)
    )


def _best(word: str, among: Iterable[str], memo: dict[str, float]) -> float:
    best = 0.0
    for other in among:
        worth = memo.get(other)
        if worth is None:
            worth = memo[other] = _worth(word, other)
        best = max(best, worth)
    return best


def _worth(word: str, other: str) -> float:
    """Say how much a word is worth that was found for another."""
    if word == other:
        return _WHOLE
    if other.startswith(word):
        return _BEGINS
    if len(word) > 1 and word in other:
        return _INSIDE
    slips = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    if slips and len(other) <= LONGEST_WORD:
        # Also against the beginning: who has typed only so far has made the slip already.
        for end in dict.fromkeys((other, other[: len(word)])):
            if abs(len(word) - len(end)) <= slips and _slips(word, end, slips) <= slips:
                return _SLIP
    return 0


def _slips(one: str, other: str, most: int) -> int:
    """Count the slips between two words, up to `most` + 1 (optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for place, its in enumerate(other, start=1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != its))
            if at > 1 and place > 1 and letter == other[place - 2] and its == one[at - 2]:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
