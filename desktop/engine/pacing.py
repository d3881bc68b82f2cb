"""How many threads to compute with, when other programs want the cores too.

The threads of a matrix product meet after every layer, and the meeting lasts until the slowest has been
given a core. Measured with the 6.9 M writer on two cores: idle, two threads write 2,650 tokens/s and one
writes 1,900; beside another busy program two threads write 42 and one still 1,900. So all threads are
used as long as that is faster, and one alone for a while when it is not. The results are the same to
the last bit either way (see `writer.py`); a test holds llama.cpp to that.

Rejected: passive waiting (OMP_WAIT_POLICY), which gave 470 tokens/s on idle cores and 800 on busy ones.
"""

from __future__ import annotations

import time
from collections.abc import Callable

TRIALS = 6
TOLERANCE = 1.5
SMALL_UNITS = 32
LOST_LIMIT_S = 0.01
ALONE_S = 5.0


class Pace:
    """Keeps the account of time lost and sets the number of threads.

    Args:
        threads: How many to use at best.
        apply: Tells llama.cpp.
    """

    def __init__(self, threads: int, apply: Callable[[int], None]) -> None:
        self._most = threads
        self._apply = apply
        self._alone_s = float("inf")  # what one unit of work costs one thread
        self._lost_s = 0.0
        self._retry_at = 0.0
        self.threads = threads
        apply(threads)

    def calibrate(self, step: Callable[[], None], units: int = 1) -> None:
        """Time a step of `units` with one thread and with all, and start with the better."""
        if self._most == 1:
            return
        self._set(1)
        self._alone_s = min(_seconds(step) for _ in range(TRIALS)) / units
        self._set(self._most)
        for _ in range(TRIALS):
            self.note(units, _seconds(step))

    def note(self, units: int, seconds: float) -> None:
        """Account for work that was done; changes the number of threads where that pays."""
        if self.threads == 1:
            if self._most > 1 and units <= SMALL_UNITS and time.monotonic() > self._retry_at:
                # The next step after a short one is likely short: a cheap trial. A whole prompt is not.
                self._lost_s = 0.0
                self._set(self._most)
            return
        self._lost_s = max(0.0, self._lost_s + seconds - TOLERANCE * units * self._alone_s)
        if self._lost_s > LOST_LIMIT_S:
            self._retry_at = time.monotonic() + ALONE_S
            self._set(1)

    def _set(self, threads: int) -> None:
        self.threads = threads
        self._apply(threads)


def _seconds(step: Callable[[], None]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started
