"""Errands that must not overtake each other: one begins when the one before has ended."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from desktop.shell.errands import Errands

T = TypeVar("T")


class Lane:
    """Runs errands in the order in which they were asked for.

    Args:
        errands: Where they are run.
    """

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = False
        self._age = 0

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._busy

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] = lambda found: None,
        failed: Callable[[str], object] = lambda sentence: None,
    ) -> None:
        """Do some work when it is its turn; see `Errands.run`."""
        age = self._age

        def end(call: Callable[[], object]) -> None:
            self._busy = False
            if age == self._age:
                call()
            self._next()

        def start() -> None:
            self._errands.run(
                work,
                lambda found: end(lambda: done(found)),
                lambda sentence: end(lambda: failed(sentence)),
            )

        self._waiting.append(start)
        if not self._busy:
            self._next()

    def forget(self) -> None:
        """Let go what waits, and tell nobody of what is under way."""
        self._waiting.clear()
        self._age += 1

    def _next(self) -> None:
        if self._waiting and not self._busy:
            self._busy = True
            self._waiting.popleft()()
