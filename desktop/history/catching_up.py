"""What happened in a folder without us is kept before anything else happens to it.

A person writes in their blueprint or in `custom/`; or our own process was killed after it had changed the app
and before the version was kept. In the second case `homespun.json` tells what it was.
"""

from __future__ import annotations

from desktop.blueprint import read
from desktop.blueprint.edits import parse_script
from desktop.history.history import History
from desktop.history.version import Happened, Version
from desktop.records import Rename, renames_of, turned_round
from desktop.workspace import PROVENANCE_FILE, Changed, Project, Provenance


def catch_up(history: History, project: Project) -> Version | None:
    """Keep the app as it lies in its folder if the last version is another one.

    Args:
        history: The project's.
        project: The app.

    Returns:
        The version; None if there was nothing to keep.

    Raises:
        HistoryError: It cannot be kept.
        FolderError: Another program is changing the app.
    """
    last = history.last()
    if last is not None and history.shows(last):
        return None
    made = project.provenance or Provenance("", 0, "", "", "", "")
    what = Happened("edited", language_version=made.language_version)
    if last is None:
        what = Happened(
            "edited",
            request=made.request,
            model_sha256=made.model_sha256,
            seed=made.seed,
            language_version=made.language_version,
        )
    else:
        before, now = _changes(history, last), made.changes
        text = history.blueprint_of(last)
        if now and now[:-1] == before:
            renames = _renames(text, now[-1].script)
            what = Happened("changed", now[-1].request, now[-1].script, renames=renames)
        elif before and before[:-1] == now:
            renames = turned_round(_renames(project.blueprint_text, before[-1].script))
            what = Happened("undone", "", before[-1].back, renames=renames)
    return history.record(project, what)


def _changes(history: History, version: Version) -> tuple[Changed, ...]:
    """What had been changed in an app when a version was kept."""
    text = history.files_of(version).get(PROVENANCE_FILE, b"").decode("utf-8", "replace")
    made = Provenance.from_json(text)
    return made.changes if made is not None else ()


def _renames(blueprint_text: str, script: str) -> tuple[Rename, ...]:
    """What a script calls otherwise; nothing if the app cannot be read."""
    app = read(blueprint_text).app
    return () if app is None else renames_of(app, parse_script(script, app).script)
