"""Which files of a project's history may travel: objects, branches and where the project stands.

A repository can hold more than a history: hooks, which are programs; settings, which name programs; ways to
point at other repositories. None of that goes along or is taken in. What is in the objects is not looked at
here: `history` trusts none of them, and reads each with a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from desktop.exports.pieces import Piece

HISTORY = ".homespun/history.git"
SNAPSHOTS = ".homespun/snapshots"
_OBJECTS = f"{HISTORY}/objects/"
HEAD = re.compile(rb"ref: refs/heads/[A-Za-z0-9%._-]{1,181}\n?")

_NAMES = (
    "HEAD|packed-refs",
    "objects/[0-9a-f]{2}/[0-9a-f]{38}",
    r"objects/pack/pack-[0-9a-f]{40}\.(?:pack|idx)",
    r"refs/(?:heads|tags)/[A-Za-z0-9%_-][A-Za-z0-9%._-]{0,180}",
)
_PART = re.compile(rf"{re.escape(HISTORY)}/(?:{'|'.join(_NAMES)})")
_SNAPSHOT = re.compile(rf"{re.escape(SNAPSHOTS)}/[A-Za-z0-9][A-Za-z0-9_-]{{0,79}}\.sqlite")


def is_history_file(path: str) -> bool:
    """Whether this is the path of a part of a history that may travel, relative to the project."""
    return _PART.fullmatch(path) is not None and not path.endswith((".lock", "."))


def is_snapshot(path: str) -> bool:
    """Whether this is the path of a copy of the records that belongs to a version."""
    return _SNAPSHOT.fullmatch(path) is not None


def history_pieces(folder: Path) -> tuple[Piece, ...]:
    """Return what travels of a project's history.

    Branches are read first and objects found after that: a version that is kept meanwhile is then either
    not there at all or there with all that it refers to.
    """
    found = [piece for piece in _pieces(folder, HISTORY) if is_history_file(piece.path)]
    ends = [piece for piece in found if not piece.path.startswith(_OBJECTS)]
    read = tuple(
        Piece(piece.path, piece.content.read_bytes()) for piece in ends if isinstance(piece.content, Path)
    )
    objects = (piece for piece in _pieces(folder, f"{HISTORY}/objects") if is_history_file(piece.path))
    return (*read, *objects)


def snapshot_pieces(folder: Path) -> tuple[Piece, ...]:
    """Return the copies of the records that belong to versions."""
    return tuple(piece for piece in _pieces(folder, SNAPSHOTS) if is_snapshot(piece.path))


def _pieces(folder: Path, below: str) -> Iterator[Piece]:
    """The ordinary files below a folder of a project; links on the way or in it are not followed."""
    place = folder
    for part in below.split("/"):
        place = place / part
        if place.is_symlink() or not place.is_dir():
            return
    for path in _walk(place):
        yield Piece(path.relative_to(folder).as_posix(), path)


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path
