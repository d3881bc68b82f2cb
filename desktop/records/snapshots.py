"""Copies of an app's records that belong to its versions, in `.homespun/snapshots/NAME.sqlite`.

The newest ten stay. There are never more than thirty: of the older ones that copy goes whose two neighbours
lie nearest to each other, so that those which stay are spread over the whole life of the app. Copies of a
large database may take 4 GB in all; beyond that only the newest two are sure to stay. A version of the app
whose copy went can still be brought back, with the records as they are.

Not protected against: somebody with the same rights who swaps folders for links while we write.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

from desktop.errors import RecordsError
from desktop.records.backups import open_to_copy, restore_from
from desktop.records.copying import clear_unfinished, copied, flush_folder, folder_errors
from desktop.records.folder import DATABASE_FILE

SNAPSHOT_FOLDER = (".homespun", "snapshots")
NEWEST_KEPT = 10
MOST_KEPT = 30
ALWAYS_KEPT = 2
MOST_BYTES = 4 * 1024**3

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_ENDING = ".sqlite"


def take_snapshot(folder: Path, name: str, spare: str = "") -> Path | None:
    """Keep a copy of an app's records as they are now; an older copy of that name is replaced.

    Args:
        folder: The project's.
        name: Letters, digits, `_` and `-`, at most 80.
        spare: The name of a copy that is about to be put back: it must not be thinned now.

    Returns:
        Where the copy is; None if the app has no records yet, and then nothing is made.

    Raises:
        RecordsError: `records_snapshot_name` for another kind of name, `records_full` if there is no room,
            `records_place` if one may not write there or something there is a link, `records_busy`, or
            `records_damaged`, `records_newer` or `records_strange` if the records are not ours. No half of
            a copy stays.
    """
    target = _place(folder, name)
    with open_to_copy(folder / DATABASE_FILE) as source:
        if source is None:
            return None
        with folder_errors(target.name):
            _make_folder(folder)
            clear_unfinished(target.parent)
            with copied(source, target.parent, DATABASE_FILE) as copy:
                _make_newest(copy, target.parent)
                copy.replace(target)
            flush_folder(target.parent)
            _thin(target.parent, spare)
    return target


def has_snapshot(folder: Path, name: str) -> bool:
    """Whether there is a copy of that name: older ones are thinned."""
    if not _NAME.fullmatch(name):
        return False
    place = _place(folder, name)
    return place.is_file() and not any(each.is_symlink() for each in (place, *_folders(folder)))


def put_back(folder: Path, name: str) -> None:
    """Have the records be again what they were when a copy was taken; what was typed since is gone from them.

    Args:
        folder: The project's.
        name: Of the copy.

    Raises:
        RecordsError: `records_no_snapshot` if there is none of that name, otherwise as `restore_from`. The
            records are then as they were.
    """
    if not has_snapshot(folder, name):
        raise RecordsError("records_no_snapshot", name=name)
    restore_from(folder, _place(folder, name))


def _place(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise RecordsError("records_snapshot_name", name=name)
    return folder.joinpath(*SNAPSHOT_FOLDER, f"{name}{_ENDING}")


def _folders(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.joinpath(*SNAPSHOT_FOLDER[:depth]) for depth in (1, 2))


def _make_folder(folder: Path) -> None:
    for each in _folders(folder):
        if each.is_symlink():
            raise RecordsError("records_place", file=each.name)
        each.mkdir(exist_ok=True)


def _snapshots(folder: Path) -> list[Path]:
    """Every copy, the oldest first."""
    found = [each for each in folder.iterdir() if each.suffix == _ENDING and _NAME.fullmatch(each.stem)]
    return sorted(found, key=lambda each: each.lstat().st_mtime)


def _make_newest(copy: Path, folder: Path) -> None:
    """Date a copy after all others, also where the clock was set back: the newest must not be thinned."""
    others = (each.lstat().st_mtime + 1 for each in _snapshots(folder))
    made = max([time.time(), *others])
    os.utime(copy, (made, made))


def _thin(folder: Path, spare: str) -> None:
    """Remove older copies, as the head of this file says."""
    kept = [(each, each.lstat()) for each in _snapshots(folder) if each.stem != spare]
    while len(kept) > MOST_KEPT or (
        len(kept) > ALWAYS_KEPT and sum(facts.st_size for _, facts in kept) > MOST_BYTES
    ):
        older = len(kept) - NEWEST_KEPT
        crowded = _most_crowded([facts.st_mtime for _, facts in kept], older) if older > 0 else 0
        kept.pop(crowded)[0].unlink(missing_ok=True)


def _most_crowded(times: Sequence[float], older: int) -> int:
    """Return which of the older ones is missed least: the one whose neighbours lie nearest together."""
    if older == 1:
        return 0
    return min(range(1, older), key=lambda at: times[at + 1] - times[at - 1])
