"""Another name for a project's folder. The app's own name stands in its blueprint and is changed there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from desktop.library.places import at_rest, own_folder
from desktop.library.recent import remember_moved
from desktop.pins import pin_moved
from desktop.workspace import new_folder
from desktop.workspace.names import folder_name
from desktop.workspace.writer import flush, foreign_errors_are_ours


def move_folder(apps: Path, folder: Path, name: str) -> Path:
    """Call a project's folder otherwise.

    Args:
        apps: The folder of the person's apps.
        folder: The project's.
        name: Any text; what a file system cannot hold is left out, and a number follows where it is taken.

    Returns:
        Where the project is now.

    Raises:
        FolderError: It is none of `apps`, or cannot be moved; then it is where it was.
    """
    place = own_folder(apps, folder)
    with foreign_errors_are_ours(place), at_rest(place):
        wanted = _wanted(place, folder_name(name))
        if wanted != place:
            place.rename(wanted)
            flush(wanted.parent)
    remember_moved(place, wanted)
    pin_moved(place, wanted)
    return wanted


def _wanted(place: Path, name: str) -> Path:
    """Where the folder goes; to where it is, if it has the name, or has it with a number as it is taken."""
    plain = place.with_name(name)
    if os.path.lexists(plain):
        if _is_same(plain, place):
            return plain  # a disk that does not tell `Bees` from `bees`
        if re.fullmatch(re.escape(name) + r" \d+", place.name):
            return place
    return new_folder(place.parent, name)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
