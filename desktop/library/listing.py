"""The list of a person's projects: which there are, what they are, and those that the words are about."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FolderError
from desktop.library.describing import Description, describe
from desktop.library.index import Entries, Stamp, load_index, save_index, stamp_of
from desktop.library.places import looks_like_project
from desktop.library.recent import opened
from desktop.library.searching import rank
from desktop.library.thumbnails import thumbnail_of
from desktop.messages import harmless, say
from desktop.paths import settings_folder
from desktop.workspace.app_files import BLUEPRINT_FILE

INDEX_FILE = "library.json"
_RECORDS = ("data.sqlite", "data.sqlite-wal")


@dataclass(frozen=True, slots=True)
class Listed:
    """One project of the list.

    Attributes:
        name: The app's name, or the folder's if the app cannot be read; fit to be shown.
        icon: A sign, or "".
        about: The app's line about itself, or "".
        folder: Absolute path.
        kind: One of `describing.KINDS`; "" if the app cannot be read.
        opened_s: When it was last opened, in seconds since 1970; None if never here.
        changed_s: When the app or its records last changed, likewise; None if nobody can tell.
        problem: A sentence, or "" if all is well.
        thumbnail: Its small picture, which was checked; None if there is none.
        elsewhere: Whether it lies outside of the folder of the apps.
    """

    name: str
    icon: str
    about: str
    folder: Path
    kind: str
    opened_s: float | None
    changed_s: float | None
    problem: str
    thumbnail: Path | None
    elsewhere: bool


def list_projects(apps: Path, words: str = "") -> tuple[Listed, ...]:
    """List projects: those right below `apps`, and those elsewhere that were opened before.

    Args:
        apps: The folder of the person's apps; it need not exist.
        words: What a person looks for; "" for all.

    Returns:
        The best fit first; of equals the one that was opened last, then the one that changed last.

    Raises:
        FolderError: `library_unreadable` if the folder of the apps cannot be looked into.
    """
    times = opened()
    own = _folders_below(apps)
    places = [*own, *(path for path in times if path not in set(own) and _is_there(path))]
    described = _described(places)
    ranks = rank([said for _, said in described], words)
    order = {folder: place for place, folder in enumerate(times)}
    listed = [
        (
            -worth,
            order.get(folder, len(order)),
            -(_changed_s(folder) or 0),
            said.name.casefold(),
            folder,
            said,
        )
        for worth, (folder, said) in zip(ranks, described, strict=True)
        if worth
    ]
    listed.sort(key=lambda each: each[:5])
    home = set(own)
    return tuple(
        _listed(folder, said, times.get(folder), -changed or None, folder not in home)
        for _, _, changed, _, folder, said in listed
    )


def _listed(
    folder: Path, said: Description, opened_s: float | None, changed_s: float | None, elsewhere: bool
) -> Listed:
    problem = say(f"library.problem_{said.problem}", folder=harmless(folder.name)) if said.problem else ""
    thumbnail = thumbnail_of(folder) if said.problem != "link" else None
    return Listed(
        said.name,
        said.icon,
        said.about,
        folder,
        said.kind,
        opened_s,
        changed_s,
        problem,
        thumbnail,
        elsewhere,
    )


def _folders_below(apps: Path) -> list[Path]:
    """Every project right below a folder, and every link there: it may be meant for one."""
    home = apps.resolve()
    try:
        with os.scandir(home) as entries:
            names = sorted(each.name for each in entries if _may_be_project(each))
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise FolderError("library_unreadable", apps=str(apps)) from problem
    return [home / name for name in names]


def _may_be_project(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False  # the bin, and work that is not finished
    try:
        if entry.is_symlink():
            return True
        return entry.is_dir(follow_symlinks=False) and _is_project_or_locked(Path(entry.path))
    except OSError:
        return False  # it vanished


def _is_project_or_locked(folder: Path) -> bool:
    return looks_like_project(folder) or not os.access(folder, os.R_OK | os.X_OK)


def _is_there(folder: Path) -> bool:
    """Whether a project elsewhere can be shown: a stick that is not plugged in now is no damage."""
    try:
        return not folder.is_symlink() and folder.is_dir() and looks_like_project(folder)
    except OSError:
        return False


def _described(folders: Iterable[Path]) -> list[tuple[Path, Description]]:
    """What there is to say of each; one that has vanished meanwhile is left out."""
    file = settings_folder() / INDEX_FILE
    known = load_index(file)
    now: Entries = {}
    found: list[tuple[Path, Description]] = []
    for folder in folders:
        try:
            stamp: Stamp = stamp_of(folder)
            kept = known.get(str(folder))
            said = kept[1] if kept is not None and kept[0] == stamp else describe(folder)
            now[str(folder)] = (stamp, said)
        except FileNotFoundError:
            continue
        except OSError:
            said = Description(harmless(folder.name), problem="locked")
        found.append((folder, said))
    if now != known:
        save_index(file, now)
    return found


def _changed_s(folder: Path) -> float | None:
    times = []
    for name in (BLUEPRINT_FILE, *_RECORDS):
        try:
            times.append((folder / name).lstat().st_mtime)
        except OSError:
            continue
    return max(times, default=None)
