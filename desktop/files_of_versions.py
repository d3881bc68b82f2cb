"""The files of an app as they lie in its folder now, or as they were in an earlier version of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import edit
from desktop.compiler import compile_app
from desktop.errors import RequestError
from desktop.history import History
from desktop.workspace import BLUEPRINT_FILE, PROVENANCE_FILE, Project, Provenance, app_files
from desktop.workspace.writer import foreign_errors_are_ours

Files = Mapping[str, bytes]


def files_now(folder: Path) -> Files:
    """Return the files of an app as they lie in its folder.

    Raises:
        OSError: One of them cannot be read.
    """
    return dict(app_files(folder).files)


def files_of(project: Project, number: int | None) -> Files:
    """Return the files of a version of an app; those that lie in its folder now, if no number is given.

    Args:
        project: The app.
        number: Of the version, from 1, as the history counts them. An app without a history has its changes
            counted: 1 is the app as it was made, 2 that after its first change.

    Raises:
        FolderError: A file cannot be read.
        HistoryError: There is no such version, or the history is damaged.
        RequestError: As `files_before`.
    """
    if number is not None:
        history = History(project.folder)
        if history.last() is not None:
            return history.files_of(history.version(number))
    with foreign_errors_are_ours(project.folder):
        files = files_now(project.folder)
    return files if number is None else files_before(files, number)


def files_before(files: Files, number: int) -> Files:
    """Return the files of an earlier version, by the ways back that are kept with the changes.

    Args:
        files: Of the app as it is.
        number: 1 is the app as it was made, 2 that after its first change, and so on.

    Raises:
        RequestError: `replay_unknown`, `replay_no_version`, or `replay_no_way_back`.
    """
    made = provenance_of(files)
    if not 1 <= number <= len(made.changes) + 1:
        raise RequestError("replay_no_version", count=len(made.changes) + 1)
    app = read(files.get(BLUEPRINT_FILE, b"").decode("utf-8", "replace")).app
    kept, gone = made.changes[: number - 1], made.changes[number - 1 :]
    if not gone:
        return files
    for change in reversed(gone):
        reaches = change.back or (change.parts and not change.script)  # one that only wrote a file of its own
        app = edit(app, change.back).app if app is not None and reaches else None
    if app is None:
        raise RequestError("replay_no_way_back", number=number)
    compiled = {file.path: file.text.encode() for file in compile_app(app).files}
    provenance = replace(made, changes=kept).to_json().encode()
    return {**compiled, BLUEPRINT_FILE: print_app(app).encode(), PROVENANCE_FILE: provenance}


def provenance_of(files: Files) -> Provenance:
    """Return what an app was made from.

    Raises:
        RequestError: `replay_unknown` if nothing is written of it.
    """
    made = Provenance.from_json(files.get(PROVENANCE_FILE, b"").decode("utf-8", "replace"))
    if made is None or not made.request:
        raise RequestError("replay_unknown")
    return made
