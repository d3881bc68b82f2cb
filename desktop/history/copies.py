"""The copies of an app's records that belong to its versions: `version-12`, then `version-12-2`.

A copy is taken when an app is left for one that keeps its records otherwise. The same version may be left
more than once; then each time has a copy, and the last is the one that counts.
"""

from __future__ import annotations

import re
from pathlib import Path

from desktop.records.snapshots import SNAPSHOT_FOLDER

_NAME = re.compile(r"version-([0-9]{1,15})(?:-([0-9]{1,6}))?")


def copies_of(folder: Path) -> dict[int, str]:
    """Return the number of each version that has a copy of its records, and the last one's name.

    Args:
        folder: The project's.

    Raises:
        OSError: The folder of the copies cannot be read.
    """
    place = folder.joinpath(*SNAPSHOT_FOLDER)
    last: dict[int, tuple[int, str]] = {}
    for file in place.iterdir() if place.is_dir() else ():
        found = _NAME.fullmatch(file.stem) if file.suffix == ".sqlite" else None
        if found:
            number, again = int(found[1]), int(found[2] or 1)
            last[number] = max(last.get(number, (0, "")), (again, file.stem))
    return {number: name for number, (_, name) in last.items()}


def next_copy(folder: Path, number: int) -> str:
    """Return a name that no copy of this version has yet.

    Raises:
        OSError: As `copies_of`.
    """
    found = _NAME.fullmatch(copies_of(folder).get(number, ""))
    return f"version-{number}-{int(found[2] or 1) + 1}" if found else f"version-{number}"
