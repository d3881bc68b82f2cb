"""The fingerprint of a model's file, by which it is known again: kept with what the model wrote."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path


def fingerprint_of_file(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits; "" if it cannot be read any more.

    A large file takes some seconds, so it is read once for each state of the file.
    """
    try:
        state = path.stat()
        return _fingerprint(path, state.st_size, state.st_mtime_ns)
    except OSError:
        # What the model wrote is there all the same; only which file it was is not known.
        return ""


@lru_cache(maxsize=16)
def _fingerprint(path: Path, size_bytes: int, mtime_ns: int) -> str:
    del size_bytes, mtime_ns  # they tell one state of the file from another
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
