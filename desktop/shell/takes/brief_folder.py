"""A place on the disk for apps that are looked at and not kept; it goes whatever happens."""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from desktop.errors import Cancelled
from desktop.workspace import Provenance, write_project

if TYPE_CHECKING:
    from desktop.outcomes import Built


class BriefFolder:
    """Holds apps until `remove`; where that is never called, until the program ends."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="homespun-takes-", ignore_cleanup_errors=True)
        # Whoever removes it waits for a write that is under way, which would make it anew.
        self._lock = Lock()
        self._gone = False

    def write(self, app: Built) -> Path:
        """Write an app, from whatever thread; return its folder.

        Raises:
            Cancelled: If the place has been removed.
            FolderError: If it cannot be written there.
        """
        made = Provenance(app.request, app.seed, app.model_name, "", app.made_by, "", take=app.take)
        with self._lock:
            if self._gone:
                raise Cancelled("cancelled")
            folder = Path(self._folder.name) / f"take-{app.take}"
            return write_project(folder, app.files, app.text, made).folder

    def remove(self) -> None:
        """Remove everything; no page may have a file of it open."""
        with self._lock:
            self._gone = True
            self._folder.cleanup()
