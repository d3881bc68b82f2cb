"""Progress on standard error: one line a stage, with how long it took; standard output stays clean."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from desktop.messages import say

if TYPE_CHECKING:
    from desktop.session import Progress

STAGES = ("loading", "reading", "remembering", "writing", "trying", "checking", "compiling", "done")


class ProgressLines:
    """Prints a sentence when a stage begins and its time when the next one does.

    A stage that reports many times (the writer does, for every few words) is printed once.

    Args:
        writes: What is written: a `blueprint`, a `change`, a `part` or an `answer`.
    """

    def __init__(self, writes: str = "blueprint") -> None:
        self._writes = writes
        self._stage = ""
        self._began_s = 0.0

    def show(self, progress: Progress) -> None:
        """Take one report of the session."""
        if progress.stage == self._stage:
            return
        self.finish()
        if progress.stage in STAGES[:-1]:
            self._stage = progress.stage
            self._began_s = time.perf_counter()
            key = f"writing_{self._writes}" if progress.stage == "writing" else progress.stage
            print(say(f"cli.stage_{key}"), end="", file=sys.stderr, flush=True)

    def finish(self) -> None:
        """End the line that stands open, also when the work stopped in the middle of it."""
        if self._stage:
            took_ms = (time.perf_counter() - self._began_s) * 1000
            print(say("cli.stage_took", ms=round(took_ms)), file=sys.stderr, flush=True)
            self._stage = ""
