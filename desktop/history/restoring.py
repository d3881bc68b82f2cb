"""An earlier version comes back into the folder, as a new version; or another branch is shown.

What the folder holds is kept first; if that cannot be done, nothing is changed. Files are written by
`workspace` alone. The records stay, called as the version calls them; or the copy is put back that belongs to
it, and a copy is taken of those that are there now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.blueprint import read
from desktop.compiler import FileSet, compile_app
from desktop.compiler.fileset import File
from desktop.errors import HistoryError, RecordsError
from desktop.history.catching_up import catch_up
from desktop.history.following import fit_records, put_by, version_followed
from desktop.history.history import History
from desktop.history.lines import copy_for, layout_of, layout_of_text, renames_between
from desktop.history.version import Branch, Happened, Version
from desktop.messages import say
from desktop.records import Rename, has_snapshot, put_back
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
        with_data: Whether that was to be put back.
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
        _put_by(project, now, then, history, copy if with_data else "")
        project = _show(history, project, then, renames)
        made = project.provenance
        what = Happened(
            "restored",
            language_version=made.language_version if made else "",
            renames=renames,
            restored=number,
        )
        version, notes = None, project.notes
        try:
            version = history.record(project, what)
            version_followed(folder, read(project.blueprint_text).app)
        except HistoryError as problem:
            notes = (*notes, say("history.not_kept", reason=str(problem)))
        if with_data:
            notes = (*notes, *_put_back(folder, copy))
        return Restored(project, version, copy, with_data, notes)


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
            _put_by(project, now, then, history, "")
            project = _show(history, project, then, renames)
        version = history.switch(name)
        version_followed(folder, read(project.blueprint_text).app)
        return Restored(project, version, copy_for(history, then, then), False, project.notes)


def _kept_first(history: History, project: Project) -> Version:
    """Keep what the folder holds, and return the last version."""
    try:
        return catch_up(history, project) or history.versions(limit=1)[0]
    except HistoryError as problem:
        if problem.key in ("history_damaged", "history_link"):
            raise
        raise HistoryError("history_not_kept_first", reason=str(problem)) from problem


def _put_by(project: Project, now: Version, then: Version, history: History, copy: str) -> None:
    """Take a copy of the records if they will be kept otherwise, or another copy will take their place.

    Raises:
        RecordsError: It cannot be taken.
        HistoryError: `history_no_data` if the other copy had to make room for it.
    """
    if not copy and layout_of(history, then) == layout_of_text(project.blueprint_text):
        return
    try:
        put_by(project.folder, now)
    except RecordsError as problem:
        # Records that nobody can read are set aside whole when others take their place.
        if not copy or problem.key not in ("records_damaged", "records_strange"):
            raise
    if copy and not has_snapshot(project.folder, copy):
        raise HistoryError("history_no_data", number=then.number)


def _show(history: History, project: Project, then: Version, renames: tuple[Rename, ...]) -> Project:
    """Put the files of a version into the folder, and have the records fit it; or leave all as it was."""
    files, text, own_parts, made = _contents(history, then)
    old, new = read(project.blueprint_text).app, read(text).app
    notes: tuple[str, ...] = ()
    if old is not None and new is not None:
        notes = fit_records(project.folder, old, new, renames)
    shown = update_project(project, _compiled(project), files, text, made, own_parts)
    return replace(shown, notes=notes)


def _put_back(folder: Path, copy: str) -> tuple[str, ...]:
    """Put a copy of the records back: last, so that whatever happens, app and records fit each other."""
    try:
        put_back(folder, copy)
    except RecordsError as problem:
        return (say("history.data_not_back", reason=str(problem)),)
    return ()


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
