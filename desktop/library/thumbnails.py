"""The small picture of an app, `.homespun/thumbnail.png` in its folder: checked when read, written whole.

The picture has the very time of the blueprint that it shows: whether it is of this state of the app is told
by comparing two times for being the same, whatever the clock said. It may come from anywhere with the folder:
it is shown only if it is a small, plain picture (see `png`).

Each state of the app keeps its own beside it, `.homespun/pictures/ID.png`, where ID is the name that git has
for the blueprint: so the versions of an app have pictures, and one that comes back has its old one.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from desktop.library.png import MOST_BYTES, is_small_png
from desktop.library.reading import read_plain
from desktop.workspace.app_files import BLUEPRINT_FILE
from desktop.workspace.writer import foreign_errors_are_ours, refuse_program_folders

OWN_FOLDER = ".homespun"
THUMBNAIL_FILE = "thumbnail.png"
PICTURES_FOLDER = "pictures"
MOST_PICTURES = 300
"""Of earlier states; some ten kilobytes each. The oldest go first."""

_ID = re.compile(r"[0-9a-f]{40}")


def thumbnail_of(folder: Path) -> Path | None:
    """Return the picture of an app; None if there is none that may be shown.

    Args:
        folder: The project's.
    """
    file = folder / OWN_FOLDER / THUMBNAIL_FILE
    try:
        if file.parent.is_symlink():
            return None
        data = read_plain(file, MOST_BYTES)
    except OSError:
        return None
    return file if is_small_png(data) else None


def picture_of(folder: Path, blueprint_id: str) -> Path | None:
    """Return the picture of an earlier state of an app; None if there is none that may be shown.

    Args:
        folder: The project's.
        blueprint_id: The name git has for the blueprint of that state, 40 hexadecimal digits.
    """
    file = folder / OWN_FOLDER / PICTURES_FOLDER / f"{blueprint_id}.png"
    if not _ID.fullmatch(blueprint_id) or file.parent.is_symlink() or file.parent.parent.is_symlink():
        return None
    try:
        data = read_plain(file, MOST_BYTES)
    except OSError:
        return None
    return file if is_small_png(data) else None


def lacks_thumbnail(folder: Path) -> bool:
    """Whether there is no picture of an app as it is now, and one can be taken."""
    blueprint = _time_ns(folder / BLUEPRINT_FILE)
    return blueprint is not None and _time_ns(folder / OWN_FOLDER / THUMBNAIL_FILE) != blueprint


def keep_thumbnail(folder: Path, png: bytes) -> bool:
    """Keep the picture of an app as it is now, whole or not at all.

    Args:
        folder: The project's.
        png: The picture, of the kind that `is_small_png` lets through.

    Returns:
        Whether it is kept: not if it is no such picture, or something in its place is a link.

    Raises:
        FolderError: It cannot be written there.
    """
    time_ns = _time_ns(folder / BLUEPRINT_FILE)
    place = folder / OWN_FOLDER
    if time_ns is None or not is_small_png(png) or place.is_symlink() or folder.is_symlink():
        return False
    fresh = place / f".{secrets.token_hex(8)}.unfinished"
    with foreign_errors_are_ours(folder):
        refuse_program_folders(folder.resolve(), folder)
        place.mkdir(exist_ok=True)
        try:
            with fresh.open("xb") as file:
                file.write(png)
            os.utime(fresh, ns=(time_ns, time_ns))
            _keep_for_later(folder, fresh)
            fresh.replace(place / THUMBNAIL_FILE)
        finally:
            fresh.unlink(missing_ok=True)
    return True


def _keep_for_later(folder: Path, picture: Path) -> None:
    """Keep a copy under the name of this state of the app; no room for it is no reason to fail."""
    place = folder / OWN_FOLDER / PICTURES_FOLDER
    with suppress(OSError):
        if place.is_symlink():
            return
        text = (folder / BLUEPRINT_FILE).read_bytes()
        # A mark as git makes them, not a secret.
        id_ = hashlib.sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()
        place.mkdir(exist_ok=True)
        staged = place / f".{secrets.token_hex(8)}.unfinished"
        try:
            staged.write_bytes(picture.read_bytes())
            staged.replace(place / f"{id_}.png")
        finally:
            staged.unlink(missing_ok=True)
        kept = sorted(place.glob("*.png"), key=lambda each: each.lstat().st_mtime_ns)
        for old in kept[:-MOST_PICTURES]:
            old.unlink(missing_ok=True)


def _time_ns(file: Path) -> int | None:
    try:
        return file.lstat().st_mtime_ns
    except OSError:
        return None
