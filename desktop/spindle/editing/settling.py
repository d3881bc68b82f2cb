"""The ways in which a request may be read, carried out → what is done, and what else may have been meant.

A request is read several times with its less likely labels a little likelier (`drawing`), and every reading
is carried out. Where all come to the same app, that is right in five of six cases; where few do, in one of
five. The likeliest reading is what is done; what the others come to is kept, for the person to choose from.
Measured on held-out requests: `models/LOG.md`, D2.

Example: `put the paid ones away` may hide a column or filter a table; whichever was not done is in `others`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.blueprint.nodes import App
from desktop.errors import RequestError
from desktop.spindle.editing.change import Change

DRAWS = 16
"""How often a request is read, the likeliest reading included."""
MOST_OTHERS = 2
_LEAST_CHANCE, _MOST_CHANCE, _BEND = 0.2, 0.83, 2.5
"""How often a change was right where the fewest and where all of the draws agreed, and the way between."""
_CHANCE_IF_MISSED = 0.2


@dataclass(slots=True)
class _Outcome:
    """One app that some of the readings come to: the first change that does, and how often it was drawn."""

    change: Change
    draws: int


def settled(changes: Sequence[tuple[Change, int]]) -> Change:
    """Choose what is done.

    Args:
        changes: What each reading of one request comes to, with how often it was drawn; the likeliest first.

    Returns:
        The change of the likeliest, with the chance that it is what was meant and what else may have been.
    """
    outcomes: dict[tuple[App, bool], _Outcome] = {}
    for change, draws in changes:
        outcomes.setdefault((change.app, change.undo), _Outcome(change, 0)).draws += draws
    first, *rest = outcomes.values()
    rest.sort(key=lambda one: (bool(one.change.missed), -one.draws))
    others = tuple(one.change for one in rest if one.change.script)
    share = first.draws / sum(draws for _, draws in changes)
    chance = _LEAST_CHANCE + (_MOST_CHANCE - _LEAST_CHANCE) * share**_BEND
    if first.change.missed:
        chance = min(chance, _CHANCE_IF_MISSED)
    return replace(first.change, chance=chance, others=others[:MOST_OTHERS])


def meant(change: Change, number: int) -> Change:
    """Choose among what a request may have meant.

    Args:
        change: Of `settled`.
        number: 0 for what is likeliest, from 1 for the others.

    Raises:
        RequestError: There is no such other.
    """
    if number == 0:
        return change
    if not 1 <= number <= len(change.others):
        raise RequestError("request_other", count=len(change.others))
    return change.others[number - 1]
