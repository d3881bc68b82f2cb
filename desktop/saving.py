"""Putting an app, new or changed, on the disk: its files, its records, and one more version in its history.

The files come first. If the version cannot be kept (a read-only or full disk, a damaged history), the app is
saved all the same, and the project that comes back says so in a sentence; what was missed is kept with the
next change.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.blueprint import read
from desktop.blueprint.edits import parse_script
from desktop.blueprint.nodes import App
from desktop.blueprint.versions import LANGUAGE_VERSION
from desktop.changing import changes_of, parts_before, sound_app, without_the_oldest_parts
from desktop.errors import FolderError, HistoryError, RecordsError
from desktop.history import (
    Happened,
    History,
    Version,
    catch_up,
    fit_records,
    layout_of_text,
    put_by,
    version_followed,
)
from desktop.messages import say
from desktop.outcomes import Built, Edited
from desktop.records import Rename, Step, renames_of, turned_round
from desktop.workspace import (
    OTHER,
    Changed,
    Project,
    Provenance,
    alone,
    app_files,
    read_own_part,
    update_project,
    write_project,
)


def save_new(built: Built, folder: Path) -> Project:
    """Write a built app into a new folder.

    Returns:
        The project; its `notes` say if its history could not be begun.

    Raises:
        FolderError: If the folder cannot be used; then nothing was written.
    """
    made = Provenance(
        request=built.request,
        seed=built.seed,
        model_name=built.model_name,
        model_version=built.model_version,
        model_sha256=built.model_sha256,
        made_by=built.made_by,
        language_version=LANGUAGE_VERSION,
        take=built.take,
    )
    project = write_project(folder, built.files, built.text, made)
    what = Happened(
        "made",
        request=made.request,
        model_sha256=made.model_sha256,
        seed=made.seed,
        language_version=made.language_version,
        model_name=made.model_name if made.made_by == OTHER else "",
    )
    return _kept(project, what)


def save_edit(edited: Edited, project: Project, model_sha256: str = "") -> Project:
    """Write a change into the app's folder; where nothing changed, nothing is written.

    A person's own text is kept as they wrote it; where it says the same as before (a comment more, a blank
    line less), that is a version of its own, and no change that could be taken back.

    Args:
        edited: What was worked out for this very project.
        project: The app as it is.
        model_sha256: The model that understood the request, "" if none was asked.

    Returns:
        The project; its `notes` tell of values in the records that the changed app cannot show, and say if
        the version could not be kept.

    Raises:
        FolderError: If the folder cannot be written to, or somebody else has changed the app meanwhile.
        RecordsError: If what was typed into the app cannot be reached. In both cases all is as it was.
    """
    if not edited.changes_something:
        return project
    made = project.provenance or Provenance("", 0, "", "", "", LANGUAGE_VERSION)
    steps = _steps(edited, project)
    what = Happened(
        _kind(edited),
        request=edited.request,
        script=edited.script,
        model_sha256=_fingerprint(edited, model_sha256),
        model_name=edited.model_name,
        seed=made.seed,
        language_version=LANGUAGE_VERSION,
        renames=tuple(one for step in steps for one in step.renames),
    )
    with alone(project.folder):
        _refuse_other_parts(edited, project)
        notes = _set_apart(edited, project, _caught_up(project))
        saved = _written(edited, project, replace(made, changes=_changes(edited, project)), steps)
        return _kept(replace(saved, notes=(*notes, *saved.notes)), what)


def _kind(edited: Edited) -> str:
    """What happened, as the history calls it."""
    if edited.undone:
        return "undone"
    if edited.instead is not None:
        return "instead"
    return "changed" if edited.script or edited.parts else "edited"


def _fingerprint(edited: Edited, shipped_sha256: str) -> str:
    """Of the model that understood the request; "" if none was asked, or nobody knows its fingerprint."""
    if edited.undone or edited.by_hand:
        return ""
    return edited.model_sha256 if edited.model_name else shipped_sha256


def _refuse_other_parts(edited: Edited, project: Project) -> None:
    """Refuse a change whose files in `custom/` the person has changed meanwhile: that would be lost.

    Raises:
        FolderError: `folder_changed`, or one of them cannot be read.
    """
    for part in edited.parts:
        if read_own_part(project.folder, part.path) != part.before:
            raise FolderError("folder_changed", folder=str(project.folder))


def _set_apart(edited: Edited, project: Project, before: Version | None) -> tuple[str, ...]:
    """Take a copy of the records if they will be kept otherwise, or say why not: a change needs none."""
    if before is None or layout_of_text(project.blueprint_text) == layout_of_text(edited.text):
        return ()
    try:
        put_by(project.folder, before)
    except (RecordsError, HistoryError) as problem:
        return (say("history.no_copy", reason=str(problem)),)
    return ()


def _changes(edited: Edited, project: Project) -> tuple[Changed, ...]:
    """What was changed in the app and can be taken back, after this change."""
    before = changes_of(project)
    if edited.undone:
        return before[:-1]
    if edited.instead is not None:
        before = before[:-1]
    if not edited.script and not edited.parts and _app_of(project) == edited.app:
        return before
    change = Changed(
        edited.request,
        edited.script,
        edited.back,
        edited.model_name,
        edited.model_sha256,
        parts_before(edited),
    )
    return without_the_oldest_parts((*before, change))


def _app_of(project: Project) -> App | None:
    """The app as it is; None if its blueprint has problems, which a person's own text may mend."""
    reading = read(project.blueprint_text)
    return reading.app if reading.ok else None


def _written(edited: Edited, project: Project, made: Provenance, steps: tuple[Step, ...]) -> Project:
    """Have the records fit the changed app, and write its files."""
    before = _app_of(project)
    *way, last = steps
    notes: tuple[str, ...] = ()
    if before is not None:  # otherwise whoever opens the records next fits them
        notes = fit_records(project.folder, before, edited.app, last.renames, tuple(way))
    parts = tuple((part.path, _encoded(part.after)) for part in edited.parts)
    saved = update_project(project, edited.old_files, edited.files, edited.text, made, parts)
    return replace(saved, notes=notes)


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8")


def _steps(edited: Edited, project: Project) -> tuple[Step, ...]:
    """The way of an app's records to what a change makes of it."""
    if edited.undone:
        return (_step_back(project, edited.app),)
    if edited.instead is not None:
        forth = Step(edited.app, _renames(edited.instead, edited.script))
        return _step_back(project, edited.instead), forth
    renames = _renames(sound_app(project), edited.script) if edited.script else ()
    return (Step(edited.app, renames),)


def _step_back(project: Project, app: App) -> Step:
    """To an app as it was before its last change."""
    # Not what the way back says: it may remove and add what the way there has renamed.
    return Step(app, turned_round(_renames(app, changes_of(project)[-1].script)))


def _renames(app: App, script: str) -> tuple[Rename, ...]:
    return renames_of(app, parse_script(script, app).script)


def _caught_up(project: Project) -> Version | None:
    """Keep what happened in the folder without us; None if that cannot be done, which `_kept` will say."""
    history = History(project.folder)
    try:
        return catch_up(history, project) or history.last()
    except HistoryError:
        return None


def _kept(project: Project, what: Happened) -> Project:
    """Keep the app that was just written as a version, or say why not."""
    notes = [say("history.left_out", path=path) for path in app_files(project.folder).left_out]
    try:
        History(project.folder).record(project, what)
        version_followed(project.folder, read(project.blueprint_text).app)
    except HistoryError as problem:
        notes = [say("history.not_kept", reason=str(problem))]
    return replace(project, notes=(*project.notes, *notes))
