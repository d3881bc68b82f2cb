"""What a project may have in `custom/`: the person's own pages, and what they may need.

The same rule decides what goes along in an export and what is taken from an import, so that one is the
other's mirror. Links are never followed: they might lead to anything on this computer.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.compiler.own_parts import OWN_FOLDER, own_part_script, script_path
from desktop.errors import FolderError
from desktop.exports.pieces import Piece, text_piece
from desktop.workspace.names import check_paths

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
"""Endings of pictures, and what they are to a browser."""

_TEXTS = frozenset({".html", ".css", ".js", ".json", ".csv", ".md", ".txt"})
LARGEST_BYTES = 32 * 1024 * 1024
"""Of one file of the person's own."""
MOST_FILES = 2000


def is_own_file(path: str) -> bool:
    """Whether this is the path of a file that a project may have in `custom/`."""
    folder, _, name = path.partition("/")
    return folder == OWN_FOLDER and bool(name) and Path(name).suffix.lower() in (*PICTURES, *_TEXTS)


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What the person has in `custom/`.

    Attributes:
        pieces: What goes along.
        left_out: Paths of what does not: links, other kinds of files, and names that not every computer
            can have.
    """

    pieces: tuple[Piece, ...]
    left_out: tuple[str, ...]


def own_files(folder: Path) -> OwnFiles:
    """Read what the person has in `custom/`.

    Args:
        folder: The project's.

    Raises:
        FolderError: `own_file_large` or `own_files_many`.
        OSError: A file cannot be read.
    """
    there = {path.relative_to(folder).as_posix(): path for path in _walk(folder / OWN_FOLDER)}
    names = _that_fit(name for name in sorted(there) if is_own_file(name) and not there[name].is_symlink())
    if len(names) > MOST_FILES:
        raise FolderError("own_files_many", folder=OWN_FOLDER, limit=MOST_FILES)
    pieces = tuple(Piece(name, _read(there[name], name)) for name in names)
    return OwnFiles(pieces, tuple(sorted(set(there) - set(names))))


def _that_fit(names: Iterable[str]) -> tuple[str, ...]:
    """Those names that every computer can have beside each other."""
    fitting = list(names)
    while True:
        try:
            check_paths(fitting)
        except FolderError as problem:
            fitting.remove(str(problem.facts["path"]))
        else:
            return tuple(fitting)


def scripts_of(own: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the scripts with which a page reads the person's own pages."""
    found = []
    for piece in own:
        path = Path(piece.path)
        if path.suffix == ".html" and path.parent == Path(OWN_FOLDER) and isinstance(piece.content, bytes):
            html = piece.content.decode("utf-8", "replace")
            found.append(text_piece(script_path(path.stem), own_part_script(path.stem, html)))
    return tuple(found)


def _walk(folder: Path) -> Iterator[Path]:
    """What lies below a folder, links not followed; what systems and editors hide there is nobody's."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _read(path: Path, name: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise FolderError("folder_has_link", path=str(path))
        data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise FolderError("own_file_large", file=name, limit_mb=LARGEST_BYTES // 1024**2)
    return data
