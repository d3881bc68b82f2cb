"""Where a file goes that an app hands over: beside the person's other downloads, over nothing."""

from __future__ import annotations

from pathlib import Path


def free_place(folder: Path, name: str) -> Path:
    """Find a path in `folder` that is not taken: `plants.csv`, else `plants 2.csv`, and so on.

    Args:
        folder: It is made if needed.
        name: A plain file name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = Path(name)
    place = folder / name
    number = 2
    while place.exists():
        place = folder / f"{wanted.stem} {number}{wanted.suffix}"
        number += 1
    return place
