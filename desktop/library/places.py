"""Which folders the library may move: projects that really lie right below the folder of the apps."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import FolderError
from desktop.workspace import new_folder
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE
from desktop.workspace.locking import alone


def is_right_below(apps: Path, folder: Path) -> bool:
    """Whether a folder is one of those that the library looks after; links on the way there are followed."""
    place = _absolute(folder)
    return place.parent.resolve() == apps.resolve() and not place.name.startswith(".")


def own_folder(apps: Path, folder: Path) -> Path:
    """Return a project's folder, with no link in it.

    Args:
        apps: The folder of the person's apps.
        folder: The project's.

    Raises:
        FolderError: `folder_is_link` if it is one, `folder_no_app` if no project lies there,
            `library_elsewhere` if it lies elsewhere than right below `apps`.
    """
    check_project(folder)
    if not is_right_below(apps, folder):
        raise FolderError("library_elsewhere", folder=str(folder), apps=str(apps))
    return apps.resolve() / _absolute(folder).name


def check_project(folder: Path) -> Path:
    """Return the folder of a project, be it damaged, as an absolute path.

    Raises:
        FolderError: `folder_is_link` or `folder_no_app`.
    """
    if "\0" in str(folder):
        raise FolderError("folder_no_app", folder=str(folder).replace("\0", "␀"))
    place = _absolute(folder)
    if place.is_symlink():
        raise FolderError("folder_is_link", folder=str(folder))
    if not looks_like_project(place):
        raise FolderError("folder_no_app", folder=str(folder))
    return place


def looks_like_project(folder: Path) -> bool:
    """Whether a folder has a sign of an app in it, whole or not; other folders are none of our business."""
    return any(os.path.lexists(folder / name) for name in (BLUEPRINT_FILE, PROVENANCE_FILE))


@contextmanager
def at_rest(folder: Path) -> Iterator[None]:
    """Wait until nobody writes in a project, and keep others from it while it moves.

    Raises:
        FolderError: `folder_busy` if another program is still at it.
    """
    with alone(folder):
        if sys.platform != "win32":
            yield
    if sys.platform == "win32":
        yield  # there the lock is a file in the folder, and a folder with an open file does not move


def free_place(apps: Path, name: str) -> Path:
    """Return a place for a project that keeps its folder's name if that is free.

    Args:
        apps: The folder of the person's apps.
        name: What the folder was called; it may be anything that a disk can hold.
    """
    home = apps.resolve()
    # What begins with a dot is ours (the bin, work that is not finished), so it must not become a project.
    if not name.startswith(".") and not os.path.lexists(home / name):
        return home / name
    return new_folder(home, name)


def _absolute(folder: Path) -> Path:
    # Not `resolve()`: a link as the last part is refused, not followed. Not `absolute()`: it keeps `..`.
    return Path(os.path.abspath(folder))  # noqa: PTH100
