"""What is wanted of a parcel, laid out in a folder of our own, each file no longer than it said."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FolderError, ParcelError
from desktop.exports.contents import DATABASE_JOURNAL, is_wanted, largest_bytes
from desktop.exports.own_files import MOST_FILES, is_own_file
from desktop.exports.parcels import Entry, Parcel
from desktop.workspace import BLUEPRINT_FILE

_SPARE_BYTES = 64 * 1024 * 1024
"""What stays free on the disk besides: an app is compiled, a database made anew."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What lies in the folder now.

    Attributes:
        folder: Where.
        paths: What was taken, relative to it.
        left: Paths of what is in the parcel and was not taken.
    """

    folder: Path
    paths: tuple[str, ...]
    left: tuple[str, ...]


def unpack(parcel: Parcel, folder: Path) -> Unpacked:
    """Lay out what is wanted.

    Args:
        parcel: Its names are checked already.
        folder: A new one of ours.

    Raises:
        ParcelError: There is no app in it, or something is too large or damaged.
        FolderError: There is not enough room.
        OSError: It cannot be written.
    """
    wanted = [entry for entry in parcel.entries if is_wanted(entry.path)]
    if not any(entry.path == BLUEPRINT_FILE for entry in wanted):
        raise ParcelError("parcel_no_app")
    if any(entry.path == DATABASE_JOURNAL and entry.size_bytes for entry in parcel.entries):
        raise ParcelError("parcel_unfinished")
    _check(wanted)
    needed = sum(entry.size_bytes for entry in wanted) * 2 + _SPARE_BYTES
    if shutil.disk_usage(folder).free < needed:
        raise FolderError("folder_full", folder=str(folder.parent))
    for entry in wanted:
        _unpack(parcel, entry, folder / entry.path)
    taken = {entry.path for entry in wanted}
    left = tuple(entry.path for entry in parcel.entries if entry.path not in taken)
    return Unpacked(folder, tuple(sorted(taken)), left)


def _check(wanted: Iterable[Entry]) -> None:
    own = 0
    for entry in wanted:
        if entry.size_bytes > largest_bytes(entry.path):
            raise ParcelError(
                "parcel_large", path=entry.path, limit_mb=-(-largest_bytes(entry.path) // 1_000_000)
            )
        own += is_own_file(entry.path)
    if own > MOST_FILES:
        raise ParcelError("parcel_many", limit=MOST_FILES)


def _unpack(parcel: Parcel, entry: Entry, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    left = entry.size_bytes
    with place.open("xb") as out:
        for part in parcel.read(entry.path):
            left -= len(part)
            if left < 0:
                break
            out.write(part)
    if left:
        raise ParcelError("parcel_damaged", file=entry.path)
