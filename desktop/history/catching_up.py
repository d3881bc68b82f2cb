"""What happened in a folder without us is kept before anything else happens to it.

A person writes in their blueprint or in `custom/`; or our own process was killed after it had changed the app
and before the version was kept. In the second case `homespun.json` tells what it was.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint import read
from desktop.history.following import renames_followed, version_followed
from desktop.history.history import History
from desktop.history.version import Happened, Version
from desktop.records.copying import clear_unfinished
from desktop.workspace import PROVENANCE_FILE, Changed, Project, Provenance


def catch_up(history: History, project: Project) -> Version | None:
    """Keep the app as it lies in its folder if the last version is another one; call it before a change.

    What a process that was killed has left of a copy of the records goes.

    Args:
        history: The project's.
        project: The app.

    Returns:
        The version; None if there was nothing to keep.

    Raises:
        HistoryError: It cannot be kept.
        FolderError: Another program is changing the app.
    """
    clear_unfinished(project.folder)
    last = history.last()
    if last is not None and history.shows(last):
        return None
    made = project.provenance or Provenance("", 0, "", "", "", "")
    what = Happened("edited", language_version=made.language_version)
    if last is None:
        seed, model = made.seed, made.model_sha256
        what = replace(what, request=made.request, model_sha256=model, seed=seed)
    else:
        before, now = _changes(history, last), made.changes
        kind = _kind(before, now)
        if kind in ("changed", "instead"):
            what = replace(
                what,
                kind=kind,
                request=now[-1].request,
                script=now[-1].script,
                model_name=now[-1].model_name,
                model_sha256=now[-1].model_sha256,
            )
        elif kind == "undone":
            what = replace(what, kind=kind, script=before[-1].back)
    app = read(project.blueprint_text).app
    renames = renames_followed(project.folder, app)
    version = history.record(project, replace(what, renames=renames))
    version_followed(project.folder, app)
    return version


def _kind(before: tuple[Changed, ...], now: tuple[Changed, ...]) -> str:
    """What happened, by the changes that an app had and has."""
    if now and now[:-1] == before:
        return "changed"
    if before and before[:-1] == now:
        return "undone"
    return "instead" if now != before and now[:-1] == before[:-1] else "edited"


def _changes(history: History, version: Version) -> tuple[Changed, ...]:
    """What had been changed in an app when a version was kept."""
    text = history.files_of(version).get(PROVENANCE_FILE, b"").decode("utf-8", "replace")
    made = Provenance.from_json(text)
    return made.changes if made is not None else ()
