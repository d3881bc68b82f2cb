"""Which model does a task, and who is asked when it fails: a pure function of what is known.

1. The smallest model that does it well, within the time a person waits for such a thing, goes first.
2. What ships with the program answers in about a second. It goes first with every change of an app, also
   where another model is pinned: small edits never wait for a large model. Only where it says itself that
   it is unsure, the others may come first.
3. A pin comes before all other reasons but that one.
4. Behind the first stand better ones, from small to large: each is asked when the one before has failed
   the checker or the preview's run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.certainty import SURE
from desktop.messages import say
from desktop.routing.candidate import Candidate
from desktop.routing.tasks import Task

UNMEASURED_FROM, UNMEASURED_TO, MIDDLE_PARAMETERS = 0.3, 0.5, 4e9
"""What a model that nobody has measured is taken for: below well enough, the larger the better. So a
measured one that does it well goes before it, and it before one that is known to be bad."""


@dataclass(frozen=True, slots=True)
class Route:
    """Who is asked for a task.

    Attributes:
        task: What is to be done.
        first: Who is asked; None if nobody here can do it.
        then: Who is asked after it has failed, in this order.
        why: Key of the sentence that says why; `sentence` fills it in.
    """

    task: Task
    first: Candidate | None
    then: tuple[Candidate, ...]
    why: str

    def sentence(self) -> str:
        """Why this model, in the language that is spoken."""
        return say(
            self.why, name=self.first.name if self.first else "", task=say(f"routing.{self.task.name}")
        )


def route(
    task: Task,
    candidates: Sequence[Candidate],
    pinned: str = "",
    confidence: float | None = None,
    longest_s: float | None = None,
) -> Route:
    """Choose who does a task.

    Args:
        task: What is to be done.
        candidates: The models there are, in any order; each id once.
        pinned: The id that the person chose for this project; "" for none, and one that is gone or does
            not fit counts as none.
        confidence: The shipped model's chance, 0 to 1, that its own answer to this very request is right;
            None before it was asked.
        longest_s: How long the person would wait; None for what is usual for the task.
    """
    patience_s = task.longest_s if longest_s is None else longest_s
    able = sorted((one for one in candidates if _is_able(one, task)), key=lambda one: one.size)
    quick = [one for one in able if (one.seconds(task) or 0.0) <= patience_s or one.where == "shipped"]
    own = next((one for one in quick if one.where == "shipped"), None)
    chosen = next((one for one in able if one.id == pinned), None)
    unsure = confidence is not None and confidence < SURE

    if own and task.name == "edit" and not unsure:
        if chosen and chosen is not own:
            return Route(task, own, (chosen, *_ladder(quick, task, own, chosen)), "routing.small_edit")
        return Route(task, own, _ladder(quick, task, own), "routing.small_edit")
    if chosen:
        return Route(task, chosen, _ladder(quick, task, chosen), "routing.pinned")
    others = [one for one in quick if one is not own]
    if own and unsure and others:
        first, _ = _first(others, task)
        if _expected(first, task) > _expected(own, task) * (confidence or 0.0):
            return Route(task, first, (*_ladder(others, task, first), own), "routing.unsure")
    if not quick:
        return Route(task, None, (), "routing.too_slow" if able else "routing.nobody")
    first, why = _first(quick, task)
    return Route(task, first, _ladder(quick, task, first), why)


def escalate(failed: Route) -> Route:
    """Return who is asked after the first has failed; its `first` is None when nobody is left."""
    if not failed.then:
        return Route(failed.task, None, (), "routing.nobody_left")
    return Route(failed.task, failed.then[0], failed.then[1:], "routing.escalated")


def _is_able(candidate: Candidate, task: Task) -> bool:
    return task.name in candidate.capable and candidate.fit.colour != "red"


def _expected(candidate: Candidate, task: Task) -> float:
    score = candidate.score(task)
    if score is not None:
        return score
    size = candidate.size[0]
    share = size / (size + MIDDLE_PARAMETERS)
    return UNMEASURED_FROM + (UNMEASURED_TO - UNMEASURED_FROM) * share


def _first(quick: Sequence[Candidate], task: Task) -> tuple[Candidate, str]:
    """The smallest that does it well; where none does, the best there is. `quick` is sorted by size."""
    well = next((one for one in quick if _expected(one, task) >= task.good_enough), None)
    if well:
        return well, "routing.smallest"
    return max(quick, key=lambda one: _expected(one, task)), "routing.best_there_is"


def _bar(failed: Candidate, task: Task) -> float:
    """What the next one's score has to exceed. The shipped model's score is measured, and another's may be
    an estimate: where the first has failed, whoever does it well is worth asking.
    """
    bar = _expected(failed, task)
    return min(bar, math.nextafter(task.good_enough, 0)) if failed.where == "shipped" else bar


def _ladder(others: Sequence[Candidate], task: Task, *failed: Candidate) -> tuple[Candidate, ...]:
    """Those that are better than all `failed`, each better than the one before; smaller ones first."""
    above = max(_bar(one, task) for one in failed)
    ladder: list[Candidate] = []
    for one in others:
        if one not in failed and _expected(one, task) > above:
            ladder.append(one)
            above = _expected(one, task)
    return tuple(ladder)
