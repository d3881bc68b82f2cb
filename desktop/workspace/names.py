"""Which names may be written on a person's disk, on every system they may carry the folder to.

An app made on Linux is copied to a USB stick and opened on Windows, so the strictest system
decides: no drive letters, no backslashes, no device names, no two names that differ in case only.

Rejected: cleaning a bad path of a file set up. A compiler that produces one is wrong, and a guess
at what it meant would hide that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from desktop.errors import FolderError
from desktop.messages import say

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"com{n}" for n in "0123456789¹²³"}
    | {f"lpt{n}" for n in "0123456789¹²³"}
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME_BYTES = 200
_LONGEST_FOLDER_NAME = 60


def check_paths(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Split the paths of a file set into their parts, or refuse them.

    Args:
        paths: Paths with `/` between the parts, relative to the app's folder.

    Returns:
        The parts of each path, in the same order.

    Raises:
        FolderError: `folder_outside` for a path that is not a plain relative one, `folder_clash`
            for two that would be the same file on some system.
    """
    split = []
    seen: dict[tuple[str, ...], str] = {}
    folders: dict[tuple[str, ...], str] = {}
    for path in paths:
        parts = _parts(path)
        folded = tuple(_folded(part) for part in parts)
        other = seen.get(folded) or folders.get(folded)
        for depth in range(1, len(folded)):
            above = folded[:depth]
            spelled = "/".join(parts[:depth])
            other = other or seen.get(above)
            if folders.setdefault(above, spelled) != spelled:
                other = other or folders[above]
        if other is not None:
            raise FolderError("folder_clash", path=path, other=other)
        seen[folded] = path
        split.append(parts)
    return tuple(split)


def new_folder(parent: Path, app_name: str) -> Path:
    """Return a folder under `parent` that does not exist yet, named after the app.

    Args:
        parent: Where apps are kept; it need not exist yet.
        app_name: Any text; what a file system cannot hold is left out.
    """
    name = folder_name(app_name)
    folder = parent / name
    number = 2
    while folder.exists() or folder.is_symlink():
        folder = parent / f"{name} {number}"
        number += 1
    return folder


def new_file(parent: Path, app_name: str, ending: str) -> Path:
    """Return a file under `parent` that does not exist yet, named after the app.

    Args:
        parent: Its folder; it need not exist yet.
        app_name: Any text; what a file system cannot hold is left out.
        ending: With its dot.
    """
    name = folder_name(app_name)
    file = parent / f"{name}{ending}"
    number = 2
    while file.exists() or file.is_symlink():
        file = parent / f"{name} {number}{ending}"
        number += 1
    return file


def _parts(path: str) -> tuple[str, ...]:
    parts = tuple(path.split("/"))
    if not all(_is_plain(part) for part in parts):
        raise FolderError("folder_outside", path=path)
    return parts


def _is_plain(part: str) -> bool:
    """Whether one part of a path is an ordinary name on Linux, macOS and Windows alike."""
    return (
        part not in ("", ".", "..")
        and not _FORBIDDEN.search(part)
        and not part.endswith((".", " "))
        and not part.startswith(" ")
        and part.split(".")[0].rstrip(" ").casefold() not in _RESERVED
        and _encodes(part)
    )


def _encodes(part: str) -> bool:
    """Whether the name fits in a directory entry; a lone surrogate has no bytes at all."""
    try:
        return len(part.encode("utf-8")) <= _LONGEST_NAME_BYTES
    except UnicodeEncodeError:
        return False


def _folded(part: str) -> str:
    """The name as a case-blind, accent-composing file system compares it (macOS, Windows)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", part).casefold())


def folder_name(app_name: str) -> str:
    """Return the name that an app's folder gets, without the number that it needs where that is taken."""
    kept = "".join(c for c in app_name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    words = " ".join(_FORBIDDEN.sub(" ", kept).split())
    name = words[:_LONGEST_FOLDER_NAME].strip(" .")
    while len(name.encode("utf-8")) > _LONGEST_NAME_BYTES:
        name = name[:-1].strip(" .")
    return name if name and _is_plain(name) else say("workspace.unnamed_app")
