"""A text that comes from a server piece by piece: put together, counted, timed, and ended where it must be.

The budget is kept here whatever the server does, and a text that only repeats itself is ended, as the
engine in the child does.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from desktop.engine.completion import Completion, Stopped
from desktop.engine.sampling import is_looping
from desktop.remote.answers import Part

LOOP_CHECK_EVERY = 8  # pieces


@dataclass
class Heard:
    """What has come of one text so far.

    Attributes:
        began_s: When it was asked for.
        budget: The most tokens.
        stopped: Why it ended; None while it has not.
        is_over: Whether nothing that follows is of use, not even the last event with the lengths.
    """

    began_s: float
    budget: int
    stopped: Stopped | None = None
    is_over: bool = False
    pieces: list[str] = field(default_factory=list)
    thoughts: int = 0
    last: Part = field(default_factory=Part)
    numbers: dict[str, int] = field(default_factory=dict)
    ids: list[int] = field(default_factory=list)
    first_s: float = 0.0
    last_s: float = 0.0

    def hear(self, part: Part) -> str:
        """Take one event; return the text that is new."""
        if part.prompt_tokens is not None or part.tokens is not None or part.decode_s is not None:
            self.last = _together(self.last, part)
        if part.finish and self.stopped is None:
            self.stopped = "budget" if part.finish == "length" else "end"
        if not (part.text or part.thinks) or self.is_over:
            return ""
        self.last_s = time.monotonic()
        self.first_s = self.first_s or self.last_s
        self.thoughts += part.thinks
        if len(self.pieces) + self.thoughts >= self.budget:
            # It goes on after the budget: the connection is closed, whatever it still wants to say.
            self.stopped, self.is_over = "budget", True
            return ""
        if not part.text:
            return ""
        self.pieces.append(part.text)
        self.ids.append(self.numbers.setdefault(part.text, len(self.numbers)))
        if len(self.ids) % LOOP_CHECK_EVERY == 0 and is_looping(self.ids):
            self.stopped, self.is_over = "loop", True
        return part.text

    def completion(self, likely_tokens: int) -> Completion:
        """Return the finished text; what the server has not told is counted and timed here."""
        told = self.last
        prompt_s = told.prompt_s if told.prompt_s is not None else max(self.first_s - self.began_s, 0.0)
        decode_s = told.decode_s if told.decode_s is not None else self.last_s - self.first_s
        return Completion(
            "".join(self.pieces),
            told.tokens if told.tokens is not None else len(self.pieces) + self.thoughts,
            self.stopped or "end",
            told.prompt_tokens if told.prompt_tokens is not None else likely_tokens,
            prompt_s,
            decode_s,
            0.0,
        )


def _together(before: Part, part: Part) -> Part:
    """What was told of lengths and times, in however many events."""
    return Part(
        prompt_tokens=before.prompt_tokens if part.prompt_tokens is None else part.prompt_tokens,
        tokens=before.tokens if part.tokens is None else part.tokens,
        prompt_s=before.prompt_s if part.prompt_s is None else part.prompt_s,
        decode_s=before.decode_s if part.decode_s is None else part.decode_s,
    )
