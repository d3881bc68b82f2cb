"""Putting a changed app in the place of the one in its folder; what people typed or wrote there stays.

Only files that differ are written. They are written beside first, with copies of those whose place they
take, and flushed; then each takes its place by a rename, the blueprint first, for all else can be compiled
from it. If one cannot, the old ones go back. Files of the old app that the new one does not have go last.
A process that is killed in between leaves a plan, carried out when the app is next opened (`settling.py`).
Only files that a compiler made are touched: never the records, never `custom/` (unless parts of one's own are
to be as they were), never what somebody put into the folder, and nothing at all if the app there is no longer
the one that was to be changed.

What this does not protect against: somebody with the same rights who swaps folders while we write.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.compiler.fileset import FileSet
from desktop.compiler.own_parts import OWN_FOLDER
from desktop.errors import FolderError
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE
from desktop.workspace.locking import alone
from desktop.workspace.names import check_paths
from desktop.workspace.own_parts import show_own_parts
from desktop.workspace.project import Project, open_project
from desktop.workspace.provenance import Provenance
from desktop.workspace.settling import (
    Parts,
    Plan,
    begin,
    carry_out,
    clear_away,
    end,
    plan_file,
    refuse_links,
    settle,
    take_back,
)
from desktop.workspace.writer import (
    contents_of,
    flush,
    flush_folders,
    foreign_errors_are_ours,
    refuse_program_folders,
    staging_folder,
    write_file,
)

_THEIRS = ((OWN_FOLDER,), ("runtime", OWN_FOLDER))
"""Belongs to the person, and what is made of that: written where it is missing, else left alone."""


@dataclass(frozen=True, slots=True)
class _New:
    """A file to be written, and what is there now; None if nothing is."""

    parts: Parts
    data: bytes
    old: bytes | None


def update_project(
    project: Project,
    old_files: FileSet,
    files: FileSet,
    blueprint_text: str,
    provenance: Provenance,
    own_parts: tuple[tuple[str, bytes | None], ...] = (),
) -> Project:
    """Write a changed app into the folder of the old one.

    Args:
        project: The app as it is on the disk.
        old_files: What the compiler made of it.
        files: What it makes of the changed app.
        blueprint_text: The changed app's source.
        provenance: What the changed app was made from.
        own_parts: Path and content of files in `custom/` that are to be like this: as in an earlier version,
            or as a model wrote them. None takes one away.

    Returns:
        The project, as `open_project` would open it.

    Raises:
        FolderError: The folder cannot be written to, or leads out of itself, or somebody else has changed
            its blueprint, or is changing it right now. The old app is still there, whole.
    """
    root = project.folder
    contents = contents_of(files, blueprint_text, provenance)
    wished = dict(
        zip(check_paths(path for path, _ in own_parts), (data for _, data in own_parts), strict=True)
    )
    if not all(_is_theirs(parts) and len(parts) > 1 for parts in wished):
        raise ValueError("parts of one's own lie in their folder")
    back = {parts: data for parts, data in wished.items() if data is not None}
    contents = (*(each for each in contents if each[0] not in back), *back.items())
    kept = {_folded(parts) for parts, _ in contents}
    old = check_paths(file.path for file in old_files.files)
    gone = [parts for parts in old if _folded(parts) not in kept and not _is_theirs(parts)]
    gone += [parts for parts in wished if _folded(parts) not in kept]
    with foreign_errors_are_ours(root), alone(root):
        refuse_program_folders(root.resolve(), root)
        settle(root)
        if open_project(root).blueprint_text != project.blueprint_text:
            raise FolderError("folder_changed", folder=str(root))
        new = [
            _New(parts, data, _read(root, parts))
            for parts, data in contents
            if parts in back or _is_ours(root, parts)
        ]
        new = [each for each in new if each.data != each.old]
        for parts in gone:
            refuse_links(root, parts[:-1])
        _write(root, sorted(new, key=lambda each: _order(each.parts)), gone)
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
    refuse_links(root, parts)
    place = root.joinpath(*parts)
    return place.read_bytes() if place.exists() else None


def _write(root: Path, new: Sequence[_New], gone: Sequence[Parts]) -> None:
    """Put all of these files in their places; if one cannot be, all are as they were."""
    plan = Plan(
        write=tuple("/".join(each.parts) for each in new),
        fresh=tuple("/".join(each.parts) for each in new if each.old is None),
        gone=tuple("/".join(parts) for parts in gone),
    )
    staging = staging_folder(root)
    try:
        _stage(staging, new, plan)
        begin(root, staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    try:
        carry_out(root, plan)
        for folder in {root.joinpath(*each.parts).parent for each in new}:
            flush(folder)
    except BaseException:
        # Also for Ctrl+C: an app that is half the old and half the new one must not stay.
        take_back(root, plan)
        raise
    clear_away(root, plan)
    end(root)


def _stage(staging: Path, new: Sequence[_New], plan: Plan) -> None:
    """Have all that is needed on the disk, for the way there and the way back."""
    for each in new:
        write_file(staging / "new", each.parts, each.data)
        if each.old is not None:
            write_file(staging / "old", each.parts, each.old)
    write_file(staging, (plan_file(staging).name,), plan.to_json().encode("utf-8"))
    flush_folders(staging)
