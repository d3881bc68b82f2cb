"""One thing that is wrong, as the person is told of it: a sentence, where, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint import Diagnostic
from desktop.messages import say

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One row of the problems.

    Attributes:
        sentence: What is wrong, and what to do.
        line: The blueprint's line that it is about, from 1; 0 for none.
        severity: `ERROR` or `WARNING`.
        where: Where it comes from, in words; "" if the sentence says it.
    """

    sentence: str
    line: int = 0
    severity: str = ERROR
    where: str = ""


def trouble_of(found: Diagnostic) -> Trouble:
    """What a problem of the blueprint is for the person."""
    line = found.span.line
    where = say("shell_source.where_line", line=line) if line else say("shell_source.where_blueprint")
    sentence = say("shell_source.line_problem", message=found.message, hint=found.hint).strip()
    return Trouble(sentence, line, found.severity, where)
