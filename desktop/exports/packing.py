"""Pieces in, a file or a folder on the disk out: whole, or not at all.

Everything is written beside the target first and flushed, then one rename puts it there. An archive of the
same pieces has the same bytes: no dates, no owners, a fixed order.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from desktop.errors import FolderError
from desktop.exports.parcels import most_unpacked_bytes
from desktop.exports.pieces import Piece
from desktop.workspace import check_folder
from desktop.workspace.names import check_paths
from desktop.workspace.staging import staging
from desktop.workspace.writer import (
    flush,
    flush_folders,
    foreign_errors_are_ours,
    missing_parents,
    move_into_place,
    refuse_program_folders,
    refuse_unwritable_parents,
)

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The first day a zip can tell: one that depended on the clock would differ each time."""
_ORDINARY_FILE = 0o100644 << 16
_AT_ONCE_BYTES = 1024 * 1024
_MANY = 1000


def check_file(place: Path) -> Path:
    """Say whether a new file could be written there, without writing anything.

    Returns:
        The file's absolute path.

    Raises:
        FolderError: Something is there already, or it lies where nothing may be written.
    """
    if "\0" in str(place):
        raise FolderError("folder_name_bad", folder=str(place).replace("\0", "␀"))
    with foreign_errors_are_ours(place):
        target = place.absolute()
        target = target.parent.resolve() / target.name
        refuse_program_folders(target, place)
        if os.path.lexists(target):
            raise FolderError("file_exists", file=str(place))
        refuse_unwritable_parents(target)
    return target


def write_page(piece: Piece, place: Path) -> Path:
    """Write one piece as a file of its own, whatever its own path says.

    Raises:
        FolderError: As `check_file`, or the disk is full. Then nothing was written.
    """
    return _write_file(place, lambda file: _copy(piece, file))


def write_archive(pieces: Iterable[Piece], place: Path) -> Path:
    """Write pieces as a zip.

    Raises:
        FolderError: As `check_file`, or the disk is full. Then nothing was written.
    """
    ordered = _checked(pieces)

    def fill(file: IO[bytes]) -> None:
        _pack(ordered, file, zipfile.ZIP_DEFLATED)
        if sum(piece.size_bytes for piece in ordered) > most_unpacked_bytes(file.tell()):
            # So much of it is the same that nobody, we included, would take it for an app.
            file.seek(0)
            file.truncate()
            _pack(ordered, file, zipfile.ZIP_STORED)

    return _write_file(place, fill)


def write_folder(pieces: Iterable[Piece], place: Path) -> Path:
    """Write pieces as a folder that does not exist yet, or is empty.

    Raises:
        FolderError: The place cannot be used, or the disk is full. Then nothing was written.
    """
    ordered = _checked(pieces)
    target = check_folder(place)
    with foreign_errors_are_ours(place), missing_parents(target.parent), staging(target.parent) as made:
        for piece in ordered:
            file = made / "new" / piece.path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as out:
                _copy(piece, out)
        flush_all(made / "new")
        move_into_place(made / "new", target)
        flush_name(target)
    return target


def flush_name(place: Path) -> None:
    """See to it that a name is on the disk, if that can be: what it names is there already, whole."""
    with suppress(OSError):
        flush(place.parent)


def flush_all(folder: Path) -> None:
    """See to it that everything in a folder is on the disk."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    if len(files) > _MANY and hasattr(os, "sync"):
        os.sync()  # a history has tens of thousands of files: one after the other would take minutes
        return
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    flush_folders(folder)


def _write_file(place: Path, fill: Callable[[IO[bytes]], None]) -> Path:
    target = check_file(place)
    with foreign_errors_are_ours(place), missing_parents(target.parent), staging(target.parent) as made:
        with (made / "new").open("xb") as out:
            fill(out)
            out.flush()
            os.fsync(out.fileno())
        (made / "new").rename(target)
        flush_name(target)
    return target


def _pack(pieces: Sequence[Piece], file: IO[bytes], method: int) -> None:
    with zipfile.ZipFile(file, "w", method) as archive:
        for piece in pieces:
            entry = zipfile.ZipInfo(piece.path, _DAY_ONE)
            entry.compress_type = method
            entry.external_attr = _ORDINARY_FILE
            entry.create_system = 3  # Unix, whose rights these are
            entry.file_size = piece.size_bytes
            with archive.open(entry, "w") as inside:
                _copy(piece, inside)


def _copy(piece: Piece, out: IO[bytes]) -> None:
    if isinstance(piece.content, bytes):
        out.write(piece.content)
        return
    with piece.content.open("rb") as file:
        shutil.copyfileobj(file, out, _AT_ONCE_BYTES)


def _checked(pieces: Iterable[Piece]) -> Sequence[Piece]:
    """The pieces in order, if their names can be written on every system."""
    ordered = sorted(pieces, key=lambda piece: piece.path)
    check_paths(piece.path for piece in ordered)
    return ordered
