"""How far a model is, on standard error: one line written over on a terminal, a few lines elsewhere."""

from __future__ import annotations

import sys
import time

from desktop.hub import FetchProgress, size_in_words
from desktop.messages import say

_EVERY_S = 0.2
_STEP_PERCENT = 10


class FetchLines:
    """Prints progress; `finish` ends the line that stands open."""

    def __init__(self) -> None:
        self._overwrites = sys.stderr.isatty()
        self._said_s = 0.0
        self._said = ("", -_STEP_PERCENT)
        self._open = 0

    def show(self, progress: FetchProgress) -> None:
        """Take one report; most of them are not worth a line."""
        percent = 100 * progress.done_bytes // max(1, progress.total_bytes)
        whole = progress.done_bytes >= progress.total_bytes
        stage, before = self._said
        if self._overwrites:
            now_s = time.monotonic()
            if now_s - self._said_s < _EVERY_S and not whole:
                return
            self._said_s = now_s
        elif stage == progress.stage and percent - before < _STEP_PERCENT and not (whole and before < 100):
            return
        self._said = (progress.stage, percent)
        line = say(
            f"cli.fetch_{progress.stage}",
            percent=percent,
            done=size_in_words(progress.done_bytes),
            total=size_in_words(progress.total_bytes),
            speed=size_in_words(round(progress.bytes_per_s)),
        )
        if self._overwrites:
            print(f"\r{line.ljust(self._open)}", end="", file=sys.stderr, flush=True)
            self._open = len(line)
        else:
            print(line, file=sys.stderr, flush=True)

    def finish(self) -> None:
        """End the line, also when the work stopped in the middle of it."""
        if self._open:
            print(file=sys.stderr, flush=True)
            self._open = 0
