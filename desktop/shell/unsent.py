"""Words in a box, kept on disk while they are typed, so that nothing typed is ever lost.

The start screen has one such place, and each app has one.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from desktop.paths import settings_folder
from desktop.settings import write_whole

_FILE = "unsent.txt"
_FOLDER = "unsent"
LONGEST_KEPT = 200_000
"""Characters; what is longer is a pasted accident, and is kept in the window only."""


def load_unsent(project: Path | None = None) -> str:
    """Return what was in a box when it was last kept; "" if nothing or unreadable.

    Args:
        project: The folder of the app whose box it is; None for that of the start screen.
    """
    try:
        return _place(project).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_unsent(text: str, project: Path | None = None) -> None:
    """Keep these words, whole or not at all; a disk that refuses is no reason to disturb anyone.

    Args:
        text: What is in the box; "" forgets what was kept of an app.
        project: As for `load_unsent`.
    """
    place = _place(project)
    with suppress(OSError):
        if text or project is None:
            write_whole(place, text[:LONGEST_KEPT].encode("utf-8", "replace").decode("utf-8"))
        else:
            place.unlink(missing_ok=True)


def _place(project: Path | None) -> Path:
    if project is None:
        return settings_folder() / _FILE
    # A path has signs that a file's name cannot have, and may be longer than one.
    name = hashlib.sha256(str(project).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return settings_folder() / _FOLDER / f"{name}.txt"
