"""Writing an app's folder: everything beside the target first, then one rename.

Whoever looks at the target sees nothing or the whole app, also after a power cut: the files and
their folders are flushed to the disk before the rename, the parent after it.

What this does not protect against: somebody with the same rights who swaps the parent folder for
another while we write.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.compiler.fileset import FileSet
from desktop.errors import FolderError
from desktop.paths import apps_folder, program_folders
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE
from desktop.workspace.locking import alone
from desktop.workspace.names import check_paths
from desktop.workspace.project import Project
from desktop.workspace.provenance import Provenance
from desktop.workspace.settling import clear_staging

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_BAD_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST)


def write_project(folder: Path, files: FileSet, blueprint_text: str, provenance: Provenance) -> Project:
    """Write an app into a folder that does not exist yet, or is empty.

    Args:
        folder: Where the app goes; missing folders above it are made.
        files: What the compiler made; written as UTF-8, unchanged.
        blueprint_text: The source the files were compiled from.
        provenance: What the blueprint was made from.

    Returns:
        The project, as `open_project` would open it.

    Raises:
        FolderError: The place cannot be used, or a path of `files` would land outside it.
            Then nothing was written, and no folder was made.
    """
    contents = contents_of(files, blueprint_text, provenance)
    target = check_folder(folder)
    with foreign_errors_are_ours(folder), missing_parents(target.parent), alone(target.parent) as locked:
        if locked:
            clear_staging(target.parent)  # of a process that was killed
        staging = staging_folder(target.parent)
        try:
            for parts, data in contents:
                write_file(staging, parts, data)
            flush_folders(staging)
            move_into_place(staging, target)
        except BaseException:
            # Also for Ctrl+C: a half-written folder must not stay, whatever stopped us.
            shutil.rmtree(staging, ignore_errors=True)
            raise
        with suppress(OSError):
            # The app is there, whole; only its name might be lost if the power failed right now.
            flush(target.parent)
    return Project(target, blueprint_text, provenance)


def contents_of(
    files: FileSet, blueprint_text: str, provenance: Provenance
) -> tuple[tuple[tuple[str, ...], bytes], ...]:
    """Return everything that goes into the folder, with paths that are known to stay inside it.

    Raises:
        FolderError: A path would lead out of the folder, or two would be the same file.
    """
    named = [
        *((file.path, file.text.encode("utf-8")) for file in files.files),
        (BLUEPRINT_FILE, blueprint_text.encode("utf-8")),
        (PROVENANCE_FILE, provenance.to_json().encode("utf-8")),
    ]
    paths = check_paths(path for path, _ in named)
    return tuple((parts, data) for parts, (_, data) in zip(paths, named, strict=True))


def check_folder(folder: Path) -> Path:
    """Say whether an app could be written to this folder, without writing anything.

    Returns:
        The folder's absolute path.

    Raises:
        FolderError: It has something in it, is a file or a link, lies inside the program, or
            lies where this person may not write.
    """
    if "\0" in str(folder):
        raise FolderError("folder_name_bad", folder=str(folder).replace("\0", "␀"))
    with foreign_errors_are_ours(folder):
        # Not `resolve()` on the folder itself: a link as the last part is refused, not followed.
        place = Path(os.path.abspath(folder))  # noqa: PTH100 - `absolute()` keeps the `..` parts
        if place.is_symlink():
            raise FolderError("folder_is_link", folder=str(folder))
        target = place.parent.resolve() / place.name
        refuse_program_folders(target, folder)
        refuse_unwritable_parents(target)
        if target.exists():
            _refuse_unless_empty(target, folder)
    return target


def refuse_unwritable_parents(target: Path) -> None:
    """Refuse a place whose nearest folder that is there cannot take it.

    Raises:
        FolderError: `folder_is_file`, `folder_not_writable`, or `folder_of_apps` where no app can be kept.
    """
    for above in target.parents:
        if above.exists():
            if not above.is_dir():
                raise FolderError("folder_is_file", folder=str(above))
            if not os.access(above, os.W_OK | os.X_OK):
                apps = apps_folder()
                if target.is_relative_to(apps) and apps.is_relative_to(above):
                    raise FolderError("folder_of_apps", apps=str(apps))
                raise FolderError("folder_not_writable", folder=str(above))
            break


def refuse_program_folders(target: Path, folder: Path) -> None:
    """Refuse a place inside the program itself.

    Args:
        target: The place, absolute, with no link in it.
        folder: The same as the person named it.

    Raises:
        FolderError: It lies there.
    """
    if any(target == inside or inside in target.parents for inside in program_folders()):
        raise FolderError("folder_in_program", folder=str(folder))


def _refuse_unless_empty(target: Path, folder: Path) -> None:
    if not target.is_dir():
        raise FolderError("folder_is_file", folder=str(folder))
    if (target / BLUEPRINT_FILE).exists():
        raise FolderError("folder_has_app", folder=str(folder))
    if any(target.iterdir()):
        raise FolderError("folder_exists", folder=str(folder))


@contextmanager
def foreign_errors_are_ours(folder: Path) -> Iterator[None]:
    """Turn what the operating system says into a sentence."""
    try:
        yield
    except OSError as problem:
        name = str(folder)
        if problem.errno in _FULL:
            raise FolderError("folder_full", folder=name) from problem
        if problem.errno in _FORBIDDEN:
            raise FolderError("folder_not_writable", folder=name) from problem
        if problem.errno in _NOT_EMPTY:
            raise FolderError("folder_exists", folder=name) from problem
        if problem.errno in _BAD_NAME:
            raise FolderError("folder_name_bad", folder=name) from problem
        reason = problem.strerror or type(problem).__name__
        raise FolderError("folder_failed", folder=name, reason=reason) from problem


@contextmanager
def missing_parents(parent: Path) -> Iterator[None]:
    """Make the folders above the target, and take away again those we made if the work fails."""
    missing = []
    above = parent
    while not above.exists():
        missing.append(above)
        above = above.parent
    made: list[Path] = []
    try:
        for folder in reversed(missing):
            folder.mkdir()
            made.append(folder)
        yield
    except BaseException:
        for folder in reversed(made):
            try:
                folder.rmdir()
            except OSError:
                break  # somebody put something in it meanwhile; it is theirs
        raise


def staging_folder(parent: Path) -> Path:
    """A new folder beside the target, with ordinary rights (`tempfile` would make a private one)."""
    staging = parent / f".homespun-{secrets.token_hex(8)}"
    staging.mkdir()
    return staging


def write_file(staging: Path, parts: tuple[str, ...], data: bytes) -> None:
    """Write a new file, with the folders above it, and see to it that it is on the disk."""
    path = staging.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    # "x": a name that exists already, in whatever spelling this file system folds, is an error.
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folders(staging: Path) -> None:
    """See to it that the names in a folder, and in all below it, are on the disk."""
    for folder in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
        flush(folder)


def flush(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    if os.name != "posix":
        return  # Windows cannot open a folder to flush it; it orders the rename itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_into_place(staging: Path, target: Path) -> None:
    """Put the whole folder in its place; an empty folder there gives way, a full one never."""
    if os.name == "nt" and target.exists():
        target.rmdir()
    staging.rename(target)
