"""A whole copy of a project: made where nobody looks, and moved into its place in one step.

The records are copied through SQLite, so the app may be in use. What the copy leaves out: links and things
that are no files (it says so), and, without data, everything that holds what people typed: the records, their
snapshots, what was set aside of them, the picture of the app. The app keeps its name, its origin and its
history; its folder gets a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FolderError, RecordsError
from desktop.library.copying import Parts, copy_tree
from desktop.library.describing import describe
from desktop.library.places import check_project
from desktop.pins import pin_copied
from desktop.records import DATABASE_FILE, back_up
from desktop.workspace import new_folder
from desktop.workspace.locking import LOCK_FILE, alone
from desktop.workspace.staging import staging
from desktop.workspace.writer import flush, foreign_errors_are_ours, move_into_place

_DATABASE = tuple(DATABASE_FILE + end for end in ("", "-wal", "-shm", "-journal"))
_SET_ASIDE = re.compile(r"data[^/]*\.sqlite(-wal|-shm|-journal)?")
_UNFINISHED = re.compile(r"\.homespun-(made-)?[0-9a-f]{16}|.*\.unfinished.*")
_TYPED = ((".homespun", "snapshots"), (".homespun", "thumbnail.png"), (".homespun", "pictures"))
_UNREADABLE = ("records_damaged", "records_newer", "records_strange")
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A copy of a project.

    Attributes:
        folder: Where it is.
        left_out: What of the project is not in it, as it is no file: paths with `/`.
    """

    folder: Path
    left_out: tuple[str, ...]


def duplicate(apps: Path, folder: Path, *, with_data: bool = True) -> Duplicate:
    """Copy a project.

    Args:
        apps: The folder of the person's apps, where the copy goes; it is made if it is not there.
        folder: The project's, there or elsewhere; it is only read.
        with_data: Whether what people typed into the app is copied too.

    Raises:
        FolderError: No project lies there, it cannot be read, the copy cannot be written, or somebody
            changed the project meanwhile.
        RecordsError: Its records are in use by another program, or there is no room for them.
            In all cases there is no copy, and no part of one.
    """
    source = check_project(folder)
    home = apps.resolve()
    if home == source or source in home.parents:
        raise FolderError("library_inside", folder=str(folder))
    with foreign_errors_are_ours(source):
        home.mkdir(parents=True, exist_ok=True)
        with staging(home) as work:
            copy = work / "copy"
            with alone(source):
                left_out = copy_tree(source, copy, _left_out(with_data=with_data))
                if with_data:
                    _copy_records(source, copy)
            target = _moved(copy, home, describe(source).name)
        flush(home)
    pin_copied(source, target)
    return Duplicate(target, left_out)


def _left_out(*, with_data: bool) -> Callable[[Parts], bool]:
    def is_left_out(parts: Parts) -> bool:
        name = parts[-1]
        if name == LOCK_FILE or _UNFINISHED.fullmatch(name) or (len(parts) == 1 and name in _DATABASE):
            return True
        typed = parts in _TYPED or (len(parts) == 1 and _SET_ASIDE.fullmatch(name) is not None)
        return typed and not with_data

    return is_left_out


def _copy_records(source: Path, copy: Path) -> None:
    """Copy the records as they are at one moment; a file that is no database of ours as it is."""
    try:
        back_up(source, copy / DATABASE_FILE)
    except RecordsError as problem:
        if problem.key not in _UNREADABLE:
            raise
        for name in _DATABASE:
            if (source / name).is_file() and not (source / name).is_symlink():
                (copy / name).write_bytes((source / name).read_bytes())


def _moved(copy: Path, home: Path, name: str) -> Path:
    """Move the copy to a name that is free; return where it is."""
    for _ in range(_MOST_TRIES):
        target = new_folder(home, name)
        try:
            move_into_place(copy, target)
        except FileExistsError:
            continue  # somebody else was faster
        except OSError:
            if not target.exists():
                raise
            continue
        return target
    raise FolderError("folder_exists", folder=str(target))
