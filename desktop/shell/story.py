"""The part of the session that the window needs, as a protocol: the tests hand in another session."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop import settings

if TYPE_CHECKING:
    # Only for types: the session brings the engine and numpy along, which the worker's thread loads.
    from desktop.outcomes import Built, Edited, Progress
    from desktop.workspace import Project


class BuildSession(Protocol):
    """Builds and changes apps; it is opened, used and closed in one thread. See `session.Session`."""

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the writer wrote its last text; None if it has written none to speak of."""
        ...

    def build(
        self,
        request: str,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None],
        cancelled: threading.Event | None = None,
    ) -> Built:
        """Turn a request into an app in memory."""
        ...

    def takes(
        self, request: str, count: int, *, seed: int = 0, on_progress: Callable[[Progress], None]
    ) -> tuple[Built, ...]:
        """Turn a request into several apps in memory that differ; the first is what `build` makes."""
        ...

    def save(self, built: Built, folder: Path) -> Project:
        """Write a built app into a new folder."""
        ...

    def edit(self, project: Project, request: str, *, on_progress: Callable[[Progress], None]) -> Edited:
        """Work out what a request changes in an app."""
        ...

    def undo(self, project: Project) -> Edited:
        """Work out how the last change of an app is taken back."""
        ...

    def save_edit(self, edited: Edited, project: Project) -> Project:
        """Write a change into the app's folder."""
        ...


OpenSession = Callable[[], AbstractContextManager[BuildSession]]
"""Loads the model and gives a session; it may take seconds and raise a `HomespunError`."""


def open_real_session() -> AbstractContextManager[BuildSession]:
    """Open the session as the settings say; call it from the worker's thread."""
    from desktop.session import Session

    chosen = settings.load()
    return Session.open(Path(chosen.model) if chosen.model else None, chosen.threads or None)
