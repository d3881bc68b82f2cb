"""The editor alone: how many requests are carried out whole where the reading is without a mistake?

Asked of hand-marked requests beside real apps whose topics were kept out of training. Nobody wrote down what
the app should be afterwards, so this says only that nothing was left undone; whether it was done rightly,
`edits` says.

Example: of `add a due date, and swap the colours of the moon` with perfect marks, adding the date and saying
that the rest was not understood is not whole.
"""

from __future__ import annotations

import random
from functools import cache

from desktop.blueprint import parse
from desktop.blueprint.nodes import App
from desktop.spindle.editing import change
from models.data.apps import whole_apps
from models.data.domains import authored_edits, is_held_out
from models.data.marks import Marked
from models.evals.edits import shelf
from models.train.writer_samples import reading_of

_WANTING_NOTHING = frozenset(("none", "cannot", "undo"))


@cache
def held_out_edits() -> tuple[tuple[App, Marked], ...]:
    """(app, marked request) for every request of a topic that training never saw, in an order of its own."""
    apps = {app.topic: parse(app.blueprint).app for app in whole_apps()}
    found = [(apps[one.app], one) for one in authored_edits() if one.app and is_held_out(one.domain)]
    random.Random(0).shuffle(found)
    return tuple((app, one) for app, one in found if app is not None)


def is_carried_out(app: App, request: Marked) -> bool:
    """Whether the editor does something for every ask of a request, marked as it is."""
    done = change(app, reading_of(request), shelf())
    if all(ask.operation in _WANTING_NOTHING for ask in request.asks):
        return not done.missed
    return not done.missed and bool(done.script)


def share_carried_out(most: int | None = None) -> tuple[float, int]:
    """The share that is carried out whole, 0 to 1, and of how many."""
    asked = held_out_edits()[:most]
    return sum(is_carried_out(app, request) for app, request in asked) / len(asked), len(asked)
