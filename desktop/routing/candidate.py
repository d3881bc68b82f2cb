"""A model that could be asked: what it is, how well it does what, and how it fits here. A plain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.fitting import Fit
from desktop.hub.catalogue import TASKS
from desktop.routing.tasks import Task

SHIPPED = "spindle"
"""The id of the model that ships with the program."""

Where = Literal["shipped", "here", "server"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that could be asked.

    Attributes:
        id: The same in every session; what a pin and the learnt speeds name.
        name: As a person would say it.
        where: `shipped` with the program (asked through the session), installed `here`, or on a `server`.
        parameters: Number of weights; 0 if nobody says, which counts as the largest.
        scores: (task, 0 to 1) pairs as the catalogue has them; a task that is missing was never measured.
        fit: How it fits this computer.
        capable: Tasks that it can be asked for at all.
    """

    id: str
    name: str
    where: Where
    parameters: int
    scores: tuple[tuple[str, float], ...]
    fit: Fit
    capable: tuple[str, ...] = TASKS

    def score(self, task: Task) -> float | None:
        """How well it does a task, 0 to 1; None if that was never measured."""
        return next((score for name, score in self.scores if name == task.name), None)

    def seconds(self, task: Task) -> float | None:
        """How long it takes for a task, as measured or reckoned; None if nobody knows yet."""
        return self.fit.seconds(task.prompt_tokens, task.tokens)

    @property
    def size(self) -> tuple[int, str]:
        """Smaller sorts first; of two alike, always the same one."""
        return (self.parameters or 2**62, self.id)
