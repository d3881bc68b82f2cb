"""What went wrong when a page was tried, as a value; this file knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, REFUSED, BLANK, SILENT, CRASHED, UNTRIED = "error", "refused", "blank", "silent", "crash", "untried"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that went wrong.

    Attributes:
        kind: `ERROR` (in the console), `REFUSED` (an address or a permission that it does not get), `BLANK`
            (nothing can be seen), `SILENT` (it does not answer: a loop without end), `CRASHED`,
            or `UNTRIED` (no page can be fenced in on this computer, so none was run).
        message: What the browser said, at most 500 characters, or what was refused; "" if the kind says it.
        line: Of the script it stands in, from 1; 0 if unknown.
    """

    kind: str
    message: str = ""
    line: int = 0
