"""Reading a small file of a folder that nobody trusts: only a plain file, only so much of it, no link.

A pipe in the place of a file would make us wait for ever, and a link could show what lies elsewhere.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class UnfitFileError(OSError):
    """There is something of that name, but it is no plain file, or too large."""


def open_plain(path: Path) -> int:
    """Open a file to read; the caller closes the handle.

    Raises:
        FileNotFoundError: There is none.
        UnfitFileError: It is a link, a folder, a pipe, a device.
        OSError: It may not be read.
    """
    if os.name == "nt" and path.is_symlink():  # there is no flag for it
        raise UnfitFileError(str(path))
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except OSError as problem:
        if path.is_symlink():
            raise UnfitFileError(str(path)) from problem
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnfitFileError(str(path))
    return handle


def read_plain(path: Path, most_bytes: int) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: As `open_plain`; `UnfitFileError` also if it is larger than `most_bytes`.
    """
    with os.fdopen(open_plain(path), "rb") as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise UnfitFileError(str(path))
    return data
