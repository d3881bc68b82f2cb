"""The models by others, for the window: opened when they are first needed, by whichever thread that is.

Who has none pays nothing for them: no child is started and nothing is measured before there is one at hand.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import settings

if TYPE_CHECKING:
    from desktop.others import Offer, Others
    from desktop.routing import Candidate, TaskName


class Helpers:
    """Hands out `Others`, always the same one.

    Args:
        open_others: Opens them; None for those that are installed here and the server in the room.
        anybody: Whether there is anybody but Spindle; None looks.
    """

    def __init__(
        self, open_others: Callable[[], Others] | None = None, anybody: Callable[[], bool] | None = None
    ) -> None:
        self._open_others = open_others or _open_those_here
        self._anybody = anybody or (_anybody_here if open_others is None else lambda: True)
        self._opening = threading.Lock()
        self._others: Others | None = None

    def open(self) -> Others:
        """Return them; the first call takes a second. Not for the thread that draws the window."""
        with self._opening:
            if self._others is None:
                self._others = self._open_others()
            return self._others

    def offer(
        self,
        task: TaskName,
        folder: Path | None = None,
        *,
        confidence: float | None = None,
        after: str = "",
    ) -> Offer | None:
        """Return who could do a task beside Spindle, see `Others.offer`; an errand's work."""
        if not self._anybody():
            return None
        return self.open().offer(task, folder, confidence=confidence, after=after)

    def candidates(self) -> tuple[Candidate, ...]:
        """Everybody who could be asked, Spindle first; nobody if there is nobody else. An errand's work."""
        return self.open().candidates() if self._anybody() else ()

    def close(self) -> None:
        """Let all models go; whoever is asked later opens them again."""
        with self._opening:
            others, self._others = self._others, None
        if others is not None:
            others.close()


def _anybody_here() -> bool:
    from desktop.hub import look_around

    return bool(settings.load().server or look_around().models)


def _open_those_here() -> Others:
    from desktop.fitting import graphics_cards
    from desktop.others import Others

    return Others.open(graphics_cards())
