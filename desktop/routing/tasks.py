"""What models are asked for, how well is well enough, and how long a person waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TaskName = Literal["create", "edit", "wording", "samples", "custom", "explain"]


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of work.

    Attributes:
        name: Its name in the catalogue's scores.
        good_enough: The score, 0 to 1, from which a model does it well.
        longest_s: A model that needs longer is not asked for it by itself.
        prompt_tokens: What is usually read for it; a conversation's template included.
        tokens: What is usually written.
    """

    name: TaskName
    good_enough: float
    longest_s: float
    prompt_tokens: int
    tokens: int


TASKS: tuple[Task, ...] = (
    Task("create", 0.6, 180.0, 1300, 250),
    # Short on purpose: small edits never wait for a large model.
    Task("edit", 0.5, 20.0, 900, 40),
    Task("wording", 0.5, 30.0, 300, 60),
    Task("samples", 0.5, 60.0, 500, 250),
    Task("custom", 0.5, 900.0, 1200, 1200),
    Task("explain", 0.5, 60.0, 800, 200),
)


def task_named(name: TaskName) -> Task:
    """Return the task of that name."""
    return next(task for task in TASKS if task.name == name)
