"""Putting a changed app in the place of the one in its folder; what people typed or wrote there stays.

Only files that differ are written. They are written beside first, with copies of those whose place they
take, and flushed; then each takes its place by a rename, the blueprint first, for all else can be compiled
from it. If one cannot, the old ones go back. Files of the old app that the new one does not have go last.
Only files that a compiler made are touched: never the records, never `custom/`, never what somebody put
into the folder, and nothing at all if the app there is no longer the one that was to be changed.

What this does not protect against: somebody with the same rights who swaps folders while we write; a power
failure between two renames, after which old and new files lie side by side until the next change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.compiler.fileset import FileSet
from desktop.compiler.own_parts import OWN_FOLDER
from desktop.errors import FolderError
from desktop.workspace.names import check_paths
from desktop.workspace.own_parts import show_own_parts
from desktop.workspace.project import BLUEPRINT_FILE, Project, open_project
from desktop.workspace.provenance import PROVENANCE_FILE, Provenance
from desktop.workspace.writer import (
    contents_of,
    flush,
    flush_folders,
    foreign_errors_are_ours,
    refuse_program_folders,
    staging_folder,
    write_file,
)

Parts = tuple[str, ...]
_THEIRS = ((OWN_FOLDER,), ("runtime", OWN_FOLDER))
"""Belongs to the person, and what is made of that: written where it is missing, else left alone."""


@dataclass(frozen=True, slots=True)
class _New:
    """A file to be written, and what is there now; None if nothing is."""

    parts: Parts
    data: bytes
    old: bytes | None


def update_project(
    project: Project, old_files: FileSet, files: FileSet, blueprint_text: str, provenance: Provenance
) -> Project:
    """Write a changed app into the folder of the old one.

    Args:
        project: The app as it is on the disk.
        old_files: What the compiler made of it.
        files: What it makes of the changed app.
        blueprint_text: The changed app's source.
        provenance: What the changed app was made from.

    Returns:
        The project, as `open_project` would open it.

    Raises:
        FolderError: The folder cannot be written to, or leads out of itself, or somebody else has changed
            its blueprint. The old app is still there, whole.
    """
    root = project.folder
    contents = contents_of(files, blueprint_text, provenance)
    kept = {_folded(parts) for parts, _ in contents}
    old = check_paths(file.path for file in old_files.files)
    gone = [parts for parts in old if _folded(parts) not in kept and not _is_theirs(parts)]
    with foreign_errors_are_ours(root):
        refuse_program_folders(root.resolve(), root)
        if open_project(root).blueprint_text != project.blueprint_text:
            raise FolderError("folder_changed", folder=str(root))
        new = [_New(parts, data, _read(root, parts)) for parts, data in contents if _is_ours(root, parts)]
        new = [each for each in new if each.data != each.old]
        for parts in gone:
            _refuse_links(root, parts[:-1])
        _write(root, sorted(new, key=lambda each: _order(each.parts)))
    _clear_away(root, gone)
    with suppress(OSError):
        show_own_parts(root)
    return Project(root, blueprint_text, provenance)


def _order(parts: Parts) -> int:
    """The blueprint first; what it was made from last, so that it tells of a change that is there."""
    return 0 if parts == (BLUEPRINT_FILE,) else 2 if parts == (PROVENANCE_FILE,) else 1


def _folded(parts: Parts) -> str:
    return "/".join(parts).casefold()


def _is_theirs(parts: Parts) -> bool:
    """Whether a file is written by the person: it stays when the app no longer shows it."""
    return parts[0] == OWN_FOLDER


def _is_ours(root: Path, parts: Parts) -> bool:
    """Whether a file may be written: it is the compiler's, or not there yet."""
    return not any(parts[: len(one)] == one for one in _THEIRS) or not os.path.lexists(root.joinpath(*parts))


def _read(root: Path, parts: Parts) -> bytes | None:
    """What a file holds now; None if there is none.

    Raises:
        FolderError: It, or a folder on the way to it, is a link: it might lead anywhere.
    """
    _refuse_links(root, parts)
    place = root.joinpath(*parts)
    return place.read_bytes() if place.exists() else None


def _refuse_links(root: Path, parts: Parts) -> None:
    place = root
    for part in parts:
        place = place / part
        if place.is_symlink():
            raise FolderError("folder_has_link", path=str(place))


def _write(root: Path, new: Sequence[_New]) -> None:
    """Put all of these files in their places; if one cannot be, all are as they were."""
    staging = staging_folder(root)
    put: list[_New] = []
    try:
        for each in new:
            write_file(staging / "new", each.parts, each.data)
            if each.old is not None:
                write_file(staging / "old", each.parts, each.old)
        flush_folders(staging)
        for each in new:
            target = root.joinpath(*each.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            put.append(each)
            (staging / "new").joinpath(*each.parts).replace(target)
        for folder in {root.joinpath(*each.parts).parent for each in new}:
            flush(folder)
    except BaseException:
        # Also for Ctrl+C: an app that is half the old and half the new one must not stay.
        for each in reversed(put):
            _put_back(staging / "old", root, each)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put_back(kept: Path, root: Path, each: _New) -> None:
    with suppress(OSError):  # one that cannot go back must not keep the others from it
        if each.old is not None:
            kept.joinpath(*each.parts).replace(root.joinpath(*each.parts))
        else:
            _remove(root, each.parts)


def _clear_away(root: Path, gone: Iterable[Parts]) -> None:
    """Remove what the app no longer has; what cannot be removed does no harm where it is."""
    for parts in gone:
        if not root.joinpath(*parts).is_symlink():
            with suppress(OSError):
                _remove(root, parts)


def _remove(root: Path, parts: Parts) -> None:
    """Remove a file, and the folders above it that hold nothing any more."""
    root.joinpath(*parts).unlink(missing_ok=True)
    for depth in range(len(parts) - 1, 0, -1):
        root.joinpath(*parts[:depth]).rmdir()
