"""A folder copied file by file: no link followed, nothing read but plain files, nothing half changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from desktop.errors import FolderError
from desktop.library.reading import UnfitFileError, open_plain
from desktop.workspace.writer import flush_folders

Parts = tuple[str, ...]


def copy_tree(source: Path, target: Path, is_left_out: Callable[[Parts], bool]) -> tuple[str, ...]:
    """Copy a folder into a new one, and see to it that the copy is on the disk.

    Args:
        source: The folder.
        target: The new one; the folder above it exists.
        is_left_out: Says of a path's parts whether it, and all below it, stays out.

    Returns:
        The paths of the links, pipes and devices that were not copied, in order.

    Raises:
        FolderError: `folder_changed` if a file was changed while we copied: the copy might be of no moment.
        OSError: Something cannot be read or written.
    """
    refused: list[str] = []
    copied: list[tuple[Path, Path, tuple[int, ...]]] = []
    waiting: list[Parts] = [()]
    while waiting:
        parts = waiting.pop()
        target.joinpath(*parts).mkdir()
        for name in sorted(os.listdir(source.joinpath(*parts))):  # noqa: PTH208 - names are all we want
            inner = (*parts, name)
            place = source.joinpath(*inner)
            if is_left_out(inner):
                continue
            if place.is_symlink():
                refused.append("/".join(inner))
            elif place.is_dir():
                waiting.append(inner)
            else:
                try:
                    copied.append((place, target.joinpath(*inner), _copy(place, target.joinpath(*inner))))
                except UnfitFileError:
                    refused.append("/".join(inner))
    # After all are written: the disk then has less to do than after each.
    for _, copy, _ in copied:
        _flush(copy)
    flush_folders(target)
    for place, _, stamp in copied:
        if _stamp(place.lstat()) != stamp:
            raise FolderError("folder_changed", folder=str(source))
    return tuple(sorted(refused))


def _copy(source: Path, target: Path) -> tuple[int, ...]:
    """Copy one file with its times; return what tells whether it was changed since."""
    with os.fdopen(open_plain(source), "rb") as old, target.open("xb") as new:
        facts = os.fstat(old.fileno())
        shutil.copyfileobj(old, new)
    os.utime(target, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    return _stamp(facts)


def _stamp(facts: os.stat_result) -> tuple[int, ...]:
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _flush(file: Path) -> None:
    handle = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
