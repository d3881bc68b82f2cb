"""An earlier version comes back into the folder, as a new version; or another branch is shown.

What the folder holds is kept first; if that cannot be done, nothing is changed. Files are written by
`workspace` alone. The records stay, called as the version calls them; or the copy is put back that belongs to
it, and a copy is taken of those that are there now.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint import read
from desktop.compiler import FileSet, compile_app
from desktop.compiler.fileset import File
from desktop.errors import HistoryError, RecordsError
from desktop.history.catching_up import catch_up
from desktop.history.copies import next_copy
from desktop.history.damage import errors_are_ours
from desktop.history.history import History
from desktop.history.lines import copy_for, layout_of_text, renames_between
from desktop.history.version import Branch, Happened, Version
from desktop.messages import say
from desktop.records import DATABASE_FILE, Rename, confirm, migrate, put_back, take_snapshot
from desktop.workspace import (
    BLUEPRINT_FILE,
    PROVENANCE_FILE,
    Project,
    Provenance,
    alone,
    open_project,
    update_project,
)

_OWN = "custom/"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a folder shows after an earlier version was brought back.

    Attributes:
        project: The app.
        version: The new version, or the last of the branch; None if it could not be kept, which `notes` say.
        copy: The name of the copy of the records that fits it, "" if there is none.
        with_data: Whether that was put back.
        notes: In plain words, what could not be done.
    """

    project: Project
    version: Version | None
    copy: str
    with_data: bool
    notes: tuple[str, ...] = ()


def restore(folder: Path, number: int, *, with_data: bool = False) -> Restored:
    """Bring an earlier version back, as a new one.

    Args:
        folder: The project's.
        number: Of the version.
        with_data: Also put the copy of the records back that belongs to it.

    Raises:
        HistoryError: There is no such version, it is what the folder shows, or no copy of the records belongs
            to it; or the history is damaged, or what the folder holds could not be kept first.
        RecordsError: The records cannot be reached, or no copy can be taken of them.
        FolderError: The folder cannot be written to. In all cases everything is as it was.
    """
    with alone(folder):
        project, history = open_project(folder), History(folder)
        now = _kept_first(history, project)
        then = history.version(number)
        if history.shows(then) and not with_data:
            raise HistoryError("history_nothing_to_restore", number=number)
        copy = copy_for(history, now, then)
        if with_data and not copy:
            raise HistoryError("history_no_data", number=number)
        renames = renames_between(history, now, then)
        project = _show(history, project, now, then, renames, copy if with_data else "")
        made = project.provenance
        what = Happened(
            "restored",
            language_version=made.language_version if made else "",
            renames=renames,
            restored=number,
        )
        try:
            return Restored(project, history.record(project, what), copy, with_data)
        except HistoryError as problem:
            return Restored(project, None, copy, with_data, (say("history.not_kept", reason=str(problem)),))


def begin_branch(folder: Path, name: str, number: int | None = None) -> Branch:
    """Begin a branch at a version and show it.

    Args:
        folder: The project's.
        name: What the person calls it.
        number: Of the version; None for what the folder shows.

    Raises:
        HistoryError: There is one of that name, or as `restore`.
        RecordsError: As `restore`.
        FolderError: As `restore`.
    """
    with alone(folder):
        history = History(folder)
        now = _kept_first(history, open_project(folder))
        history.branch(name, now if number is None else history.version(number))
        show_branch(folder, name)
        return next(each for each in history.branches() if each.current)


def show_branch(folder: Path, name: str) -> Restored:
    """Put the last version of a branch into the folder; changes go on from there.

    Raises:
        HistoryError: There is none of that name, or as `restore`.
        RecordsError: As `restore`.
        FolderError: As `restore`.
    """
    with alone(folder):
        project, history = open_project(folder), History(folder)
        now = _kept_first(history, project)
        then = history.end_of(name)
        renames = renames_between(history, now, then)
        if not history.shows(then):
            project = _show(history, project, now, then, renames, "")
        return Restored(project, history.switch(name), copy_for(history, then, then), with_data=False)


def _kept_first(history: History, project: Project) -> Version:
    """Keep what the folder holds, and return the last version."""
    try:
        return catch_up(history, project) or history.versions(limit=1)[0]
    except HistoryError as problem:
        if problem.key in ("history_damaged", "history_link"):
            raise
        raise HistoryError("history_not_kept_first", reason=str(problem)) from problem


def _show(
    history: History, project: Project, now: Version, then: Version, renames: tuple[Rename, ...], copy: str
) -> Project:
    """Put the files of a version into the folder, and have the records fit it; or leave all as it was.

    Args:
        history: The project's.
        project: The app as it is.
        now: The version that it is.
        then: The version that comes back.
        renames: What the records are called otherwise.
        copy: The copy of the records to put back, "" to keep those that are there.
    """
    folder, records = project.folder, project.folder / DATABASE_FILE
    files, text, own_parts, made = _contents(history, then)
    before = ""
    if copy or layout_of_text(text) != layout_of_text(project.blueprint_text):
        with errors_are_ours(folder):
            name = next_copy(folder, now.number)
        before = name if take_snapshot(folder, name) is not None else ""
    old, new = read(project.blueprint_text).app, read(text).app
    if copy:
        put_back(folder, copy)
    elif old is not None and new is not None:
        migrate(records, old, new, renames)
    try:
        project = update_project(project, _compiled(project), files, text, made, own_parts)
    except BaseException:
        # Also for Ctrl+C: the app is the one it was, so its records must be too. Those that were only fitted
        # see by the app's files that the change has not happened.
        if before and copy:
            put_back(folder, before)
        raise
    with suppress(RecordsError):  # whoever opens them next sees by the files that the change has happened
        confirm(records)
    return project


def _contents(
    history: History, version: Version
) -> tuple[FileSet, str, tuple[tuple[str, bytes], ...], Provenance]:
    """The compiled files of a version, its blueprint, its parts of one's own, and what it was made from."""
    contents = history.files_of(version)
    text = history.blueprint_of(version)
    try:
        made = Provenance.from_json(contents.pop(PROVENANCE_FILE, b"").decode("utf-8"))
        files = FileSet(
            tuple(
                File(path, content.decode("utf-8"))
                for path, content in sorted(contents.items())
                if path != BLUEPRINT_FILE and not path.startswith(_OWN)
            )
        )
    except ValueError as problem:
        raise HistoryError("history_unsound", number=version.number) from problem
    own_parts = tuple((path, content) for path, content in contents.items() if path.startswith(_OWN))
    return files, text, own_parts, made or Provenance("", 0, "", "", "", version.language_version)


def _compiled(project: Project) -> FileSet:
    """What the compiler makes of the app in the folder; nothing if it cannot be read: then no file goes."""
    reading = read(project.blueprint_text)
    return compile_app(reading.app) if reading.app is not None and reading.ok else FileSet(())
