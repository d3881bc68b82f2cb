"""Whether a folder is a repository that we may work with; and what a killed process has left in it.

A project may come from anybody. Nothing in a repository is ever run: hooks, filters and settings are not even
read. What would lead us out of it is refused: links, and git's own ways to point at another repository.

Not protected against: somebody with the same rights who swaps folders for links while we write.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import HistoryError

HISTORY_FOLDER = (".homespun", "history.git")
_LEADS_ELSEWHERE = ("commondir", "gitdir", "objects/info/alternates", "objects/info/http-alternates")
_UNFINISHED_SUFFIX, _UNFINISHED_PREFIX = ".lock", "tmp_"
_NEW = "history-new"
_DEEPEST = 6
_CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = true\n"


def place_of(folder: Path) -> Path:
    """Return where the history of a project lies.

    Raises:
        HistoryError: `history_link` if something on the way there leads elsewhere.
    """
    place = folder
    for part in HISTORY_FOLDER:
        place = place / part
        if place.is_symlink() or (os.path.lexists(place) and not place.is_dir()):
            raise HistoryError("history_link", path=str(place))
    return place


def check(repository: Path) -> None:
    """Refuse a repository in which anything leads out of it.

    Raises:
        HistoryError: `history_link`, or `history_damaged` if it is none.
        OSError: It cannot be read.
    """
    for name in _LEADS_ELSEWHERE:
        if os.path.lexists(repository / name):
            raise HistoryError("history_link", path=str(repository / name))
    for each in _entries(repository):
        if each.is_symlink():
            raise HistoryError("history_link", path=each.path)
    if not all((repository / name).is_dir() for name in ("objects", "refs")):
        raise HistoryError("history_damaged", folder=str(repository))


def clear_unfinished(repository: Path) -> None:
    """Remove what a killed process has left half written; only who holds the project's lock may do that.

    Raises:
        OSError: It cannot be removed.
    """
    for each in _entries(repository):
        unfinished = each.name.endswith(_UNFINISHED_SUFFIX) or each.name.startswith(_UNFINISHED_PREFIX)
        if unfinished and each.is_file(follow_symlinks=False):
            Path(each.path).unlink()


def make(repository: Path, head: bytes) -> None:
    """Make an empty repository, whole or not at all; only who holds the project's lock may do that.

    Args:
        repository: Where; the folder above it is made if it is missing.
        head: What its `HEAD` says.

    Raises:
        OSError: It cannot be made.
    """
    repository.parent.mkdir(exist_ok=True)
    new = repository.with_name(_NEW)
    shutil.rmtree(new, ignore_errors=True)
    for name in ("objects/info", "objects/pack", "refs/heads", "refs/tags"):
        (new / name).mkdir(parents=True)
    for name, content in (("HEAD", head), ("config", _CONFIG)):
        with (new / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    new.rename(repository)


def _entries(folder: Path, depth: int = 0) -> Iterator[os.DirEntry[str]]:
    """Everything in a repository; what lies deeper than git puts anything is not looked at, nor used."""
    with os.scandir(folder) as found:
        for each in found:
            yield each
            if depth < _DEEPEST and each.is_dir(follow_symlinks=False):
                yield from _entries(Path(each.path), depth + 1)
