"""What went wrong in the page, as a value: for the problems panel, the tests and a later repair."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtWebEngineCore import QWebEnginePage

from desktop.messages import say

_POLICY_MESSAGE = re.compile(r"[^']*'([^']*)'.*Content Security Policy", re.DOTALL)

SCRIPT, CRASH, LOAD = "script", "crash", "load"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the page.

    Attributes:
        kind: `SCRIPT` (an error in the console), `CRASH` (the page's process ended) or `LOAD`.
        message: What is shown.
        file: The file of the app it comes from, e.g. `app.js`; "" if unknown.
        line: Its line, from 1; 0 if unknown.
    """

    kind: str
    message: str
    file: str = ""
    line: int = 0

    @property
    def ends_page(self) -> bool:
        """Whether there is no page any more: it crashed, was ended, or could not be opened."""
        return self.kind != SCRIPT


def script_problem(message: str, source: str, line: int) -> Problem:
    """Make a problem of a console error; `source` is the script's address."""
    return Problem(SCRIPT, message[:500], source.rsplit("/", 1)[-1][:80], max(line, 0))


def refused_by_policy(message: str) -> str:
    """Find the address in Chromium's notice that the content security policy refused one.

    Returns:
        The address; "" if the console message is about something else.
    """
    found = _POLICY_MESSAGE.match(message)
    return found[1] if found else ""


def crash_problem(status: QWebEnginePage.RenderProcessTerminationStatus, why: str = "") -> Problem:
    """Make a problem of the end of the page's process.

    Args:
        status: How it ended, as the system says.
        why: where we ended it: `stopped` (the person did) or `outgrown` (it took too much memory); or "".
    """
    if why:
        return Problem(CRASH, say(f"preview.page_{why}"))
    killed = status == QWebEnginePage.RenderProcessTerminationStatus.KilledTerminationStatus
    return Problem(CRASH, say("preview.page_killed" if killed else "preview.page_crashed"))


def load_problem(file: str) -> Problem:
    """Make a problem of a first page that could not be opened."""
    return Problem(LOAD, say("preview.page_missing", file=file), file)
