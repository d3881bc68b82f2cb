"""Fingerprints of models' files, by which they are known again: kept with what the models wrote.

A file of some gigabytes takes as many seconds to read, so its fingerprint is remembered for as long as the
file's size and time stay the same, in one small file beside the settings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.paths import settings_folder
from desktop.settings import write_whole

_FILE = "fingerprints.json"
_LARGEST_FILE_BYTES = 256 * 1024
MOST_FILES = 200
_HEX_DIGITS = frozenset("0123456789abcdef")


class Fingerprints:
    """Remembers the SHA-256 of files; on a disk that refuses, only for now.

    Args:
        folder: Where the small file lies; None for the settings' folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or settings_folder()) / _FILE
        self._known = dict(_read(self._file))

    def of(self, path: Path) -> str:
        """Return a file's SHA-256 as 64 hexadecimal digits; "" if it cannot be read any more."""
        try:
            state = path.stat()
            key = f"{path.absolute()} {state.st_size} {state.st_mtime_ns}"
            if key not in self._known:
                with path.open("rb") as file:
                    self._keep(key, hashlib.file_digest(file, "sha256").hexdigest())
        except OSError:
            # What the model wrote is there all the same; only which file it was is not known.
            return ""
        return self._known[key]

    def _keep(self, key: str, sha256: str) -> None:
        self._known = dict([*self._known.items(), (key, sha256)][-MOST_FILES:])
        try:
            write_whole(self._file, json.dumps(self._known))
        except OSError:
            # It is worked out anew another time.
            return


def _read(file: Path) -> Mapping[str, str]:
    """What the file holds and makes sense; a damaged file teaches nothing, entry by entry."""
    try:
        with file.open("rb") as opened:
            facts: Any = json.loads(opened.read(_LARGEST_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict):
        return {}
    sound = [(key, sha256) for key, sha256 in facts.items() if _is_fingerprint(sha256)]
    return dict(sound[-MOST_FILES:])


def _is_fingerprint(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= _HEX_DIGITS
