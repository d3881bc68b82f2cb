"""The way from one version to another: what is called otherwise on it, and whose copy of the records fits."""

from __future__ import annotations

from itertools import takewhile

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
    here, there = list(history.line_of(now)), list(history.line_of(then))
    shared = {version.id for version in here} & {version.id for version in there}
    back, forth = (list(takewhile(lambda each: each.id not in shared, line)) for line in (here, there))
    return _shortened((*turned_round(_renames(back)), *_renames(forth)))


def copy_for(history: History, now: Version | None, version: Version) -> str:
    """Return the name of the copy of the records that fits a version: "" if there is none.

    It is the version's own, or that of the next one after it with a copy, if nothing that is kept is kept
    otherwise in between.

    Raises:
        HistoryError: The history is damaged or cannot be read.
    """
    if version.snapshot or now is None:
        return version.snapshot
    later = list(takewhile(lambda each: each.id != version.id, history.line_of(now)))
    if len(later) == now.number or not later:
        return ""
    for each in reversed(later):
        told = history.version(each.number)
        if told.snapshot:
            return told.snapshot if layout_of(history, told) == layout_of(history, version) else ""
    return ""


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
