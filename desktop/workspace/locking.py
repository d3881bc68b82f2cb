"""One at a time: whoever writes in a folder holds a lock on it, which ends with the process at the latest.

A file that outlives a killed process would keep everybody out, so the lock is the operating system's own: on
Linux and macOS on the folder itself, on Windows on a file in it. Who holds it may take it again.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from desktop.errors import FolderError

LOCK_FILE = ".homespun-lock"
"""Only on Windows, where a folder cannot be locked."""

_WAIT_S = 10.0
_LOOK_AGAIN_S = 0.02
_held: ContextVar[frozenset[Path]] = ContextVar("_held", default=frozenset())


@contextmanager
def alone(folder: Path, wait_s: float | None = None) -> Iterator[bool]:
    """Be the only one that writes in a folder.

    Args:
        folder: Must exist.
        wait_s: How long to wait for another one to finish, in seconds; None for ten.

    Yields:
        True; False where this file system knows no locks, or the folder may not be read.

    Raises:
        FolderError: `folder_busy` if another program is still at it.
    """
    place = folder.resolve()
    if place in _held.get():
        yield True
        return
    handle = _opened(place)
    try:
        locked = handle is not None and _wait_for(handle, folder, _WAIT_S if wait_s is None else wait_s)
        token = _held.set(_held.get() | {place}) if locked else None
        try:
            yield locked
        finally:
            if token is not None:
                _held.reset(token)
    finally:
        if handle is not None:
            os.close(handle)
        if sys.platform == "win32":
            with suppress(OSError):
                (place / LOCK_FILE).unlink()


def _opened(place: Path) -> int | None:
    try:
        if sys.platform == "win32":
            return os.open(place / LOCK_FILE, os.O_RDWR | os.O_CREAT)
        return os.open(place, os.O_RDONLY)
    except OSError:
        return None


def _wait_for(handle: int, folder: Path, wait_s: float) -> bool:
    """Whether the lock could be taken; False if there are no locks here."""
    until_s = time.monotonic() + wait_s
    while True:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError) as taken:
            if time.monotonic() >= until_s:
                raise FolderError("folder_busy", folder=str(folder)) from taken
            time.sleep(_LOOK_AGAIN_S)
        except OSError:
            return False
        else:
            return True


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
