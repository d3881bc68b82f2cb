"""What the person calls a branch, as a name that git and every file system take.

Small letters and digits stand for themselves, all else as `%` and two digits, so that two names that differ
in case only are two files everywhere, and no name leads out of its folder or is a device.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from desktop.errors import HistoryError

MAIN = "main"
_LONGEST = 60
_LONGEST_REF = 180
_REF = re.compile(r"(?:[a-z0-9-]|%[0-9A-F]{2})+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$")


def checked_name(name: str) -> str:
    """Return a name for a branch or a version as it is kept: one line, no blanks around it.

    Raises:
        HistoryError: `history_name` if nothing is left, or it is too long.
    """
    words = " ".join(name.encode("utf-8", "replace").decode("utf-8").split())
    if not words or len(words) > _LONGEST or not words.isprintable():
        raise HistoryError("history_name", longest=_LONGEST)
    return words


def ref_of(name: str) -> bytes:
    """Return the end of the branch's name in git.

    Raises:
        HistoryError: As `checked_name`.
    """
    words = checked_name(name)
    if not words.strip("-"):
        raise HistoryError("history_name", longest=_LONGEST)
    coded = "".join(_coded(each) for each in words)
    if _DEVICE.match(coded):
        coded = f"%{ord(coded[0]):02X}{coded[1:]}"
    if len(coded) > _LONGEST_REF:
        raise HistoryError("history_name", longest=_LONGEST)
    return coded.encode("ascii")


def name_of(ref: bytes) -> str | None:
    """Return what the person calls a branch; None if we have not made it."""
    text = ref.decode("ascii", "replace")
    if not _REF.fullmatch(text):
        return None
    name = unquote(text, errors="replace")
    return name if name.isprintable() else None


def _coded(letter: str) -> str:
    if letter.isascii() and (letter.islower() or letter.isdigit() or letter == "-"):
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8"))
