"""Which files of a folder make up an app: what the compiler wrote, its source, and the person's own parts.

Not the records, which have copies of their own, and not what somebody has put beside them: a folder may
hold anything, and it is none of our business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.compiler.own_parts import OWN_FOLDER
from desktop.errors import FolderError
from desktop.workspace.names import check_paths

BLUEPRINT_FILE, PROVENANCE_FILE, START_FILE = "app.blueprint", "homespun.json", "index.html"
LARGEST_FILE_BYTES = 4 * 1024 * 1024
MOST_FILES = 1000

_FILES = frozenset({BLUEPRINT_FILE, PROVENANCE_FILE, START_FILE, "app.css", "app.js"})
_FOLDERS = ("runtime", OWN_FOLDER)


@dataclass(frozen=True, slots=True)
class AppFiles:
    """The files of an app as they lie in its folder.

    Attributes:
        files: Path with `/` and content of each, sorted by path.
        left_out: Paths of those that are too large, too many, links, or named as no other system could.
    """

    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[str, ...]


def may_be_the_apps(path: str) -> bool:
    """Whether a path is one at which the files of an app lie."""
    top, _, below = path.partition("/")
    return top in _FOLDERS if below else path in _FILES


def app_files(folder: Path) -> AppFiles:
    """Read the files of an app.

    Raises:
        OSError: One of them cannot be read.
    """
    files: list[tuple[str, bytes]] = []
    left_out: list[str] = []
    for path in _paths(folder):
        place = folder / path
        if len(files) < MOST_FILES and _is_plain(path) and _fits(place):
            files.append((path, place.read_bytes()))
        else:
            left_out.append(path)
    return AppFiles(tuple(files), tuple(left_out))


def _paths(folder: Path) -> Iterator[str]:
    """The paths of an app's files, sorted; links are not followed."""
    found = [name for name in _FILES if (folder / name).is_file()]
    for top in _FOLDERS:
        if not (folder / top).is_symlink():
            found += [
                path.relative_to(folder).as_posix()
                for path in _below(folder / top)
                if not path.name.startswith(".")
            ]
    return iter(sorted(found))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        else:
            yield path


def _is_plain(path: str) -> bool:
    try:
        check_paths([path])
    except FolderError:
        return False
    return True


def _fits(place: Path) -> bool:
    return not place.is_symlink() and place.is_file() and place.stat().st_size <= LARGEST_FILE_BYTES
