"""The way from one version to another: what is called otherwise on it, and whose copy of the records fits."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.errors import HistoryError
from desktop.history.history import History
from desktop.history.version import Version
from desktop.records import Rename, turned_round
from desktop.records.layout import Wanted, wanted_fields

Layout = dict[str, tuple[Wanted, ...]]


def renames_between(history: History, now: Version, then: Version) -> tuple[Rename, ...]:
    """Return what an app's records have to be renamed to when its folder goes from one version to another.

    Back along the line to where the two part, and forth along the other.

    Raises:
        HistoryError: The history is damaged or cannot be read.
    """
    back, forth = _apart(history.line_of(now), history.line_of(then))
    return _shortened((*turned_round(_renames(back)), *_renames(forth)))


def _apart(here: Iterator[Version], there: Iterator[Version]) -> tuple[list[Version], list[Version]]:
    """The versions of two lines that they do not share, the newest first; the numbers fall on both."""
    found: tuple[list[Version], list[Version]] = ([], [])
    one, other = next(here, None), next(there, None)
    while one != other:
        if other is None or (one is not None and one.number > other.number):
            if one is not None:
                found[0].append(one)
            one = next(here, None)
        else:
            found[1].append(other)
            other = next(there, None)
    return found


def copy_for(history: History, now: Version | None, version: Version) -> str:
    """Return the name of the copy of the records that fits a version: "" if there is none.

    It is the version's own, or that of the next one after it with a copy, if nothing that is kept is kept
    otherwise in between.

    Raises:
        HistoryError: The history is damaged or cannot be read.
    """
    if version.snapshot or now is None:
        return version.snapshot
    copies, nearest = history.copies(), None
    for each in history.line_of(now):
        if each.id == version.id:
            break
        if each.number < version.number:
            return ""  # it lies on another line
        if each.number in copies:
            nearest = each
    if nearest is None or layout_of(history, nearest) != layout_of(history, version):
        return ""
    return copies[nearest.number]


def layout_of(history: History, version: Version) -> Layout | None:
    """Return what a version keeps; None if it cannot be read as an app.

    Raises:
        HistoryError: The history is damaged or cannot be read.
    """
    try:
        return layout_of_text(history.blueprint_of(version))
    except HistoryError as problem:
        if problem.key != "history_unsound":
            raise
        return None


def layout_of_text(blueprint_text: str) -> Layout | None:
    """Return what an app keeps; None if it cannot be read."""
    app = read(blueprint_text).app
    return None if app is None else wanted_fields(complete(app))


def _shortened(renames: tuple[Rename, ...]) -> tuple[Rename, ...]:
    """The same without what goes there and straight back: who restores often would have ever longer ways."""
    way: list[Rename] = []
    for one in renames:
        if way and (way[-1],) == turned_round((one,)):
            way.pop()
        else:
            way.append(one)
    return tuple(way)


def _renames(newest_first: list[Version]) -> tuple[Rename, ...]:
    return tuple(rename for version in reversed(newest_first) for rename in version.renames)
