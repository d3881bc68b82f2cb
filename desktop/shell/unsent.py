"""The words in the prompt box, kept on disk while they are typed, so that nothing typed is ever lost."""

from __future__ import annotations

import os
from contextlib import suppress

from desktop.paths import settings_folder

_FILE = "unsent.txt"
LONGEST_KEPT = 200_000
"""Characters; what is longer is a pasted accident, and is kept in the window only."""


def load_unsent() -> str:
    """Return what was in the prompt box when it was last kept; "" if nothing or unreadable."""
    try:
        return (settings_folder() / _FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_unsent(text: str) -> None:
    """Keep these words, whole or not at all; a disk that refuses is no reason to disturb anyone."""
    folder = settings_folder()
    staging = folder / f"{_FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging.write_text(text[:LONGEST_KEPT], encoding="utf-8", errors="replace")
        staging.replace(folder / _FILE)
    except OSError:
        with suppress(OSError):
            staging.unlink(missing_ok=True)
