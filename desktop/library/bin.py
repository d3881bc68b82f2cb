"""The bin: where projects go that a person deletes, and come back from.

It is the folder `.bin` beside the projects, with a folder for each that was put there, named by a number and
the day: `.bin/12 2026-11-30 19.40.46/Plants`. A project goes in and comes back by one rename, and so it is
whole in one of the two places, whatever stops us. The name inside is where it came from. The numbers grow, so
which one was put there last is known whatever the clock says. An empty numbered folder is what is left when
we are stopped before or after the rename; it is passed over.

Nothing is deleted but by `empty_bin`, which first renames what it deletes, so that half of a project never
looks like a whole one.

What this does not protect against: somebody with the same rights who swaps folders for links meanwhile.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FolderError
from desktop.library.describing import describe
from desktop.library.places import at_rest, free_place, own_folder
from desktop.library.recent import remember_moved
from desktop.pins import pin_moved
from desktop.workspace.writer import flush, foreign_errors_are_ours

BIN_FOLDER = ".bin"
_HOME = re.compile(r"([0-9]{1,15}) ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}\.[0-9]{2}\.[0-9]{2})")
_GOING = ".going-"


@dataclass(frozen=True, slots=True)
class Binned:
    """A project in the bin.

    Attributes:
        number: Grows with every project that is put there.
        name: The app's name, fit to be shown.
        folder: Where it lies now; its last part is what it was called beside the other projects.
        put_there: When, as this computer's clock said: `2026-11-30 19.40.46`.
    """

    number: int
    name: str
    folder: Path
    put_there: str


def put_in_bin(apps: Path, folder: Path) -> Binned:
    """Put a project into the bin.

    Args:
        apps: The folder of the person's apps.
        folder: The project's, right below it.

    Raises:
        FolderError: It is none of `apps`, or cannot be moved; then it is where it was.
    """
    place = own_folder(apps, folder)
    with foreign_errors_are_ours(place), at_rest(place):
        home = _new_home(_bin_of(apps, make=True))
        target = home / place.name
        try:
            place.rename(target)
        except BaseException:
            home.rmdir()
            raise
        flush(home)
        flush(place.parent)
    remember_moved(place, None)
    pin_moved(place, target)
    return _binned(target)


def binned(apps: Path) -> tuple[Binned, ...]:
    """Return what is in the bin, the last one first.

    Raises:
        FolderError: The bin cannot be looked into, or is a link.
    """
    with foreign_errors_are_ours(_bin_of(apps)):
        found = [_binned(folder) for folder in _projects(apps)]
    return tuple(sorted(found, key=lambda each: -each.number))


def bring_back(apps: Path, name: str) -> Path:
    """Bring a project back from the bin, beside the others.

    Args:
        apps: The folder of the person's apps.
        name: What the folder or the app was called, or its number in the bin; of several the last one.

    Returns:
        Where it is now: under its old name, with a number behind it if that is taken.

    Raises:
        FolderError: `library_not_in_bin` if there is none of that name, otherwise it cannot be moved;
            then it is still in the bin.
    """
    wanted = _folded(name)
    fits = [
        each
        for each in binned(apps)
        if wanted in (_folded(each.folder.name), _folded(each.name), str(each.number))
    ]
    if not fits:
        raise FolderError("library_not_in_bin", name=name)
    found = fits[0].folder
    with foreign_errors_are_ours(found):
        place = free_place(apps, found.name)
        found.rename(place)
        flush(place.parent)
        _remove_if_empty(found.parent)
    pin_moved(found, place)
    return place


def empty_bin(apps: Path) -> int:
    """Delete what is in the bin, for good; what we have not put there stays.

    Returns:
        How many projects were deleted.

    Raises:
        FolderError: Something cannot be deleted; it, and what comes after it, is still there.
    """
    place = _bin_of(apps)
    deleted = 0
    with foreign_errors_are_ours(place):
        for home in list(_homes(place, going=True)):
            projects = tuple(_folders_in(home))
            deleted += bool(projects)
            for folder in projects:
                pin_moved(folder, None)
            going = home
            if not home.name.startswith(_GOING):
                going = place / f"{_GOING}{secrets.token_hex(8)}"
                home.rename(going)
            _delete(going)
    return deleted


def _bin_of(apps: Path, *, make: bool = False) -> Path:
    """The bin's folder.

    Raises:
        FolderError: It is a link: what is put there would lie elsewhere.
    """
    place = apps.resolve() / BIN_FOLDER
    if place.is_symlink():
        raise FolderError("folder_is_link", folder=str(place))
    if make:
        place.mkdir(exist_ok=True)
    return place


def _new_home(place: Path) -> Path:
    """A new folder in the bin, with a number that is higher than all others."""
    number = max((_number(home) for home in _homes(place)), default=0)
    # Not a name that was read from a clock alone: two projects may go in one second, or in an hour twice.
    stamp = time.strftime("%Y-%m-%d %H.%M.%S")
    while True:
        number += 1
        home = place / f"{number} {stamp}"
        try:
            home.mkdir()
        except FileExistsError:
            continue  # somebody else was faster
        return home


def _homes(place: Path, *, going: bool = False) -> Iterator[Path]:
    """The numbered folders of the bin; with `going` also what is being deleted."""
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                ours = _HOME.fullmatch(entry.name) or (going and entry.name.startswith(_GOING))
                if ours and entry.is_dir(follow_symlinks=False) and not entry.is_symlink():
                    yield Path(entry.path)
    except FileNotFoundError:
        return


def _projects(apps: Path) -> Iterator[Path]:
    for home in _homes(_bin_of(apps)):
        yield from _folders_in(home)


def _folders_in(home: Path) -> Iterator[Path]:
    with os.scandir(home) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.is_symlink():
                yield Path(entry.path)


def _binned(folder: Path) -> Binned:
    found = _HOME.fullmatch(folder.parent.name)
    assert found is not None
    return Binned(int(found[1]), describe(folder).name, folder, found[2])


def _number(home: Path) -> int:
    found = _HOME.fullmatch(home.name)
    return int(found[1]) if found else 0


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _remove_if_empty(home: Path) -> None:
    try:
        home.rmdir()
    except OSError:
        return  # somebody has put something beside it; it is theirs


def _delete(going: Path) -> None:
    """Delete a folder with all that is in it; links are deleted and not followed.

    Raises:
        FolderError: Another disk is mounted in it: that is not ours to delete.
    """
    for above, folders, files in os.walk(going):
        for name in folders:
            if os.path.ismount(os.path.join(above, name)):  # noqa: PTH118 - a name need not be UTF-8
                raise FolderError("library_mounted", folder=os.path.join(above, name))  # noqa: PTH118
        if os.name == "nt":
            for name in files:  # Windows deletes nothing that is read-only, as git's objects are
                Path(above, name).chmod(0o600)
    shutil.rmtree(going)
