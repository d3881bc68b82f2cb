"""Whose updates are taken here: the keys that the program brings, and those of who looks after this computer.

The first come with the bundle, given by whoever made it, so each version brings the keys for the next one; a
checkout has none. The second lie in a folder beside the settings for everybody.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.errors import UpdateError
from desktop.paths import defaults_file, portable_home, resources_folder
from desktop.updates.minisign import PublicKey, read_public_key

_KEYS = "*.pub"
_LONGEST_BYTES = 4096


def programs_keys() -> Path:
    """The folder of the keys that came with the program."""
    return resources_folder() / "updates" / "keys"


def administrators_keys() -> Path:
    """The folder for keys of whoever looks after this computer; need not be there.

    On Windows anybody may make a folder where the settings for everybody are: only the program's keys count.
    """
    if sys.platform == "win32" and portable_home() is None:
        return programs_keys()
    return defaults_file().parent / "update-keys"


def trusted_keys() -> tuple[PublicKey, ...]:
    """Read the keys of both folders.

    Raises:
        UpdateError: `update_key_damaged` if one of them cannot be read: nothing is trusted by halves.
    """
    found = [
        _key(file)
        for folder in (programs_keys(), administrators_keys())
        for file in sorted(folder.glob(_KEYS))
    ]
    return tuple(dict.fromkeys(found))


def _key(file: Path) -> PublicKey:
    try:
        with file.open(encoding="utf-8") as lines:
            text = lines.read(_LONGEST_BYTES)
            if lines.read(1):
                raise ValueError("too long")
            return read_public_key(text)
    except (OSError, ValueError) as problem:
        raise UpdateError("update_key_damaged", file=str(file)) from problem
