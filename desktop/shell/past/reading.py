"""What is read of an app's history, each as one errand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.history import Branch, Comparison, History, Version, compare
from desktop.library import picture_of

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """A version, and its picture where there is one."""

    version: Version
    picture: QImage | None = None


@dataclass(frozen=True, slots=True)
class PastPage:
    """Some versions, the newest first.

    Attributes:
        seen: The versions.
        more: Whether there are older ones.
        branches: All of the app's, on the first page only.
    """

    seen: tuple[Seen, ...]
    more: bool
    branches: tuple[Branch, ...] = ()


def read_page(folder: Path, before: int | None, limit: int = AT_ONCE) -> PastPage:
    """Read versions of the branch that the folder shows.

    Args:
        folder: The project's.
        before: Only those with a lower number; None for the newest.
        limit: How many at most.

    Raises:
        HistoryError: The history is damaged or cannot be read.
    """
    history = History(folder)
    found = history.versions(limit + 1, before)
    shown = found[:limit]
    pictures = [_picture(folder, id_) for id_ in history.blueprint_ids(shown)]
    seen = tuple(Seen(version, picture) for version, picture in zip(shown, pictures, strict=True))
    return PastPage(seen, len(found) > limit, history.branches() if before is None else ())


def read_changes(folder: Path, number: int) -> Comparison | None:
    """Compare a version with the one that it was made from; None for the first.

    Raises:
        HistoryError: As `read_page`, or there is no such version.
    """
    history = History(folder)
    version = history.version(number)
    line = history.line_of(version)
    next(line)
    before = next(line, None)
    return None if before is None else compare(history, before, version)


def read_difference(folder: Path, older: int, newer: int) -> Comparison:
    """Compare any two versions.

    Raises:
        HistoryError: As `read_changes`.
    """
    history = History(folder)
    return compare(history, history.version(older), history.version(newer))


def _picture(folder: Path, blueprint_id: str) -> QImage | None:
    file = picture_of(folder, blueprint_id) if blueprint_id else None
    image = QImage(str(file)) if file is not None else QImage()
    return None if image.isNull() else image
