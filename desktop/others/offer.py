"""Whether another model could try something too, and the one line that offers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.certainty import SURE
from desktop.fitting import PATIENCE_S, spoken_duration
from desktop.messages import say
from desktop.routing import SHIPPED, Candidate, TaskName, route, task_named


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that could try.

    Attributes:
        task: What it would do.
        candidate: Who.
        seconds: How long it will take; None if nobody knows yet.
    """

    task: TaskName
    candidate: Candidate
    seconds: float | None

    @property
    def sentence(self) -> str:
        """For the person: “Qwen 7B could try this too. About 40 seconds on this computer.”"""
        name = self.candidate.name
        if self.seconds is None:
            return say("others.offer_unknown", name=name)
        key = "others.offer_server" if self.candidate.where == "server" else "others.offer"
        duration = spoken_duration(self.seconds)
        return say(key, name=name, duration=duration[:1].upper() + duration[1:])


def offer(
    name: TaskName,
    candidates: Sequence[Candidate],
    *,
    confidence: float | None = None,
    pinned: str = "",
    after: str = "",
) -> Offer | None:
    """Return who could do a task beside Spindle; None if nobody, or if Spindle was sure enough.

    Args:
        name: The task's name.
        candidates: The models there are.
        confidence: Spindle's own chance, 0 to 1, that its answer is right; 0 where it did not understand;
            None for a task that it is not asked for.
        pinned: The model that the person has chosen for this app; with `spindle` nothing is offered.
        after: The id of a model that has tried and failed: only a better one is offered then.
    """
    if pinned == SHIPPED or (confidence is not None and confidence >= SURE):
        return None
    task = task_named(name)
    asked = [one for one in candidates if not after or one.where != "shipped"]
    way = route(task, asked, pinned, confidence, PATIENCE_S)
    line = [one for one in (way.first, *way.then) if one is not None and one.where != "shipped"]
    ids = [one.id for one in line]
    if after in ids:
        line = line[ids.index(after) + 1 :]
    return Offer(name, line[0], line[0].seconds(task)) if line else None
