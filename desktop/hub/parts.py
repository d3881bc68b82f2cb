"""A file that is being written: under a hidden name of its own until it is whole, held by one program alone.

Only a file that is complete and checked gets its final name, in one step; nothing is ever overwritten.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.errors import HubError
from desktop.hub.installed import PART_ENDING, size_in_words

PIECE_BYTES = 1024 * 1024
"""So much of a file is read at once."""
MARGIN_BYTES = 64 * 1024 * 1024
"""So much stays free beside a model: a full disk is no place to work."""

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def part_of(folder: Path, name: str, tag: str) -> Path:
    """Return where a file is while it comes; `tag` tells apart what has the same name."""
    return folder / f".{name}.{tag}{PART_ENDING}"


@contextmanager
def held(part: Path, name: str) -> Iterator[BinaryIO]:
    """Open a part for reading and writing, made if there is none, and let nobody else.

    Args:
        part: Where it is; its folder is made too.
        name: What the file will be called, for the sentences.

    Raises:
        HubError: `hub_busy` if another program holds it, `hub_no_room` or `hub_not_written`.
    """
    with writing(part.parent, name):
        part.parent.mkdir(parents=True, exist_ok=True)
        # Not through a link that somebody laid there: it would be written where it leads.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(part, flags, 0o644)
    with os.fdopen(handle, "r+b") as file:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError) as taken:
            raise HubError("hub_busy", file=name) from taken
        yield file


@contextmanager
def writing(folder: Path, name: str, missing_bytes: int = 0) -> Iterator[None]:
    """Say in our words why something cannot be written.

    Raises:
        HubError: `hub_no_room` for a full disk, `hub_not_written` for any other reason.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room(folder, name, missing_bytes) from error
        reason = error.strerror or str(error)
        raise HubError("hub_not_written", file=name, folder=str(folder), reason=reason) from error


def check_room(folder: Path, name: str, missing_bytes: int) -> None:
    """See before anything is fetched whether it has room.

    Raises:
        HubError: `hub_no_room`.
    """
    if missing_bytes + MARGIN_BYTES > free_bytes(folder):
        raise no_room(folder, name, missing_bytes)


def no_room(folder: Path, name: str, missing_bytes: int) -> HubError:
    """Return the error for a disk that is too full."""
    needed = size_in_words(missing_bytes + MARGIN_BYTES)
    return HubError(
        "hub_no_room", file=name, needed=needed, free=size_in_words(free_bytes(folder)), folder=str(folder)
    )


def free_bytes(folder: Path) -> int:
    """Return how much may be written where a folder is or will be."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return 0


def put_in_place(part: Path, final: Path) -> None:
    """Give a whole, checked part its name.

    Raises:
        HubError: `hub_exists` if something has that name meanwhile, or it cannot be written.
    """
    with writing(final.parent, final.name):
        if os.path.lexists(final):
            raise HubError("hub_exists", file=final.name, folder=str(final.parent))
        part.rename(final)


def thrown_away(part: Path) -> None:
    """Take a part away; one that cannot be is left, and overwritten the next time."""
    with suppress(OSError):
        part.unlink()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        # One byte far from the header, as far as this call reaches: nobody else may read what is locked.
        os.lseek(handle, 2**31 - 2, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
