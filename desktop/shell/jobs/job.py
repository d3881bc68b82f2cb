"""A job, and what it works with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.errors import Cancelled
from desktop.shell.story import BuildSession

if TYPE_CHECKING:
    from desktop.others import Others
    from desktop.outcomes import Progress


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a job works with.

    Attributes:
        session: Opens the session, at the first call.
        others: Opens the models by others, at the first call.
        tell: Takes news of how far the work is.
        show: Takes a `Sketch` of what is being made.
        cancelled: Set when the person wants it stopped.
    """

    session: Callable[[], BuildSession]
    tell: Callable[[Progress], None]
    show: Callable[[object], object]
    cancelled: threading.Event
    others: Callable[[], Others]

    def go_on(self) -> None:
        """Raise `Cancelled` if the person has stopped the work."""
        if self.cancelled.is_set():
            raise Cancelled("cancelled")


class Job(Protocol):
    """Some work for the worker's thread."""

    def do(self, at: Workplace) -> object:
        """Do it, and return what came of it."""
        ...
