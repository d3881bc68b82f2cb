"""An app's records follow it to another version: a copy of them first, then they are fitted."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.history.copies import next_copy
from desktop.history.damage import errors_are_ours
from desktop.history.version import Version
from desktop.records import DATABASE_FILE, Rename, Step, confirm, migrate, take_snapshot
from desktop.records.migrating import carried


def put_by(folder: Path, version: Version) -> None:
    """Take a copy of the records, which belongs to the version that the folder shows.

    Raises:
        RecordsError: No copy can be taken.
        HistoryError: The folder of the copies cannot be read.
    """
    with errors_are_ours(folder):
        name = next_copy(folder, version.number)
    take_snapshot(folder, name)


def fit_records(
    folder: Path, old: App, new: App, renames: tuple[Rename, ...], way: tuple[Step, ...] = ()
) -> tuple[str, ...]:
    """Have the records fit an app whose files are about to be written.

    If they are not written after all, the records find back when they are next opened. When they are, and the
    version is kept, call `version_followed`.

    Args:
        folder: The project's.
        old: The app as its files say it is.
        new: The app as they will say.
        renames: What is called otherwise.
        way: Through which apps it goes first, if not straight there.

    Returns:
        In plain words, which values the new app cannot show.

    Raises:
        RecordsError: Something is called otherwise, and the records cannot be reached.
    """
    try:
        return tuple(each.sentence() for each in migrate(folder / DATABASE_FILE, old, new, renames, way))
    except RecordsError:
        if renames or any(step.renames for step in way):
            raise
        return ()  # whoever opens the records next can fit them, or mend them first


def version_followed(folder: Path, app: App | None) -> None:
    """Say that an app's files are written, and the version is kept with what is called otherwise since.

    Args:
        folder: The project's.
        app: The app as its files say it is; None if they cannot be read.
    """
    with suppress(RecordsError):  # whoever opens the records next sees by the files that they are written
        # A change that was cut off before that is not ours to confirm: its names have to be turned round.
        if app is not None and carried(folder / DATABASE_FILE, app) is not None:
            confirm(folder / DATABASE_FILE)


def renames_followed(folder: Path, app: App | None) -> tuple[Rename, ...]:
    """Return what is called otherwise in the records since a change whose version was not kept."""
    with suppress(RecordsError):
        return (carried(folder / DATABASE_FILE, app) or ()) if app is not None else ()
    return ()
