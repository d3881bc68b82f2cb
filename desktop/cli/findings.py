"""One thing that `homespun doctor` looked at, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["fine", "note", "problem"]

MARKS: dict[State, str] = {"fine": "✓", "note": "·", "problem": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        check: The check's stable name, e.g. `engine`.
        state: `fine`, `note` (worth knowing, nothing is broken) or `problem`.
        text: The sentence for the person.
        facts: What was measured, as names and values, for `--json`.
        code: The exit code that a problem of this check means.
    """

    check: str
    state: State
    text: str
    facts: tuple[tuple[str, str | int | bool], ...] = ()
    code: int = 1

    def line(self) -> str:
        """Return the finding as a line of the report."""
        return f"{MARKS[self.state]} {self.text}"
