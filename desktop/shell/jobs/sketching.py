"""An app is looked at while it is written: what there is of its blueprint, as often as that is an app.

Only a writer that takes its time is worth it; the shipped one has written before the first sketch is due.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.errors import FolderError
from desktop.outcomes import Built
from desktop.shell.takes.brief_folder import BriefFolder

if TYPE_CHECKING:
    from desktop.outcomes import Progress

SOONEST_S = 0.4
"""Between the end of one sketch and the next."""
REST_FACTOR = 5
"""Sketching takes a sixth of the writer's time at most."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """An app as far as it is written.

    Attributes:
        folder: Where it can be looked at, for a while.
        title: What it is called.
    """

    folder: Path
    title: str


class Sketcher:
    """Makes sketches of one app, in the worker's thread; `let_go` may be called from another.

    Args:
        now_s: Tells the time.
    """

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._place = BriefFolder()
        self._count = 0
        self._due_s: float | None = None
        self._last = ""

    def look_at(self, news: Progress) -> Sketch | None:
        """Sketch what is written, if a sketch is due and there is an app in it."""
        text = news.text[: news.text.rfind("\n") + 1]
        if not text or news.stage != "writing":
            return None
        now_s = self._now_s()
        if self._due_s is None:
            self._due_s = now_s + SOONEST_S
        if now_s < self._due_s or text == self._last:
            return None
        self._last = text
        sketch = self._sketched(text)
        self._due_s = self._now_s() + max(SOONEST_S, REST_FACTOR * (self._now_s() - now_s))
        return sketch

    def let_go(self) -> None:
        """Remove the sketches; no page may show one any more."""
        self._place.remove()

    def _sketched(self, text: str) -> Sketch | None:
        reading = read(text)
        if reading.app is None or not reading.ok:
            return None
        self._count += 1
        app = reading.app
        built = Built("", 0, text, app, compile_app(app), (), (), "writer", "", "", "", 0.0, self._count, ())
        try:
            return Sketch(self._place.write(built), app.name)
        except FolderError:
            return None  # a disk without room for a sketch will say so when the app itself is saved
