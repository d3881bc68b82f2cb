"""A project's folder and its database: which app it is for is read from the folder itself."""

from __future__ import annotations

from pathlib import Path

from desktop.blueprint import parse
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.records.database import Database

DATABASE_FILE = "data.sqlite"
_BLUEPRINT_FILE = "app.blueprint"
_LONGEST_BLUEPRINT_BYTES = 1_000_000


def app_in(folder: Path) -> App | None:
    """Return the app whose blueprint lies in a folder, with all that it implies; None if there is none.

    One with mistakes counts too: somebody is at work on it, and their records are still theirs.
    """
    blueprint = folder / _BLUEPRINT_FILE
    try:
        if not blueprint.is_file() or blueprint.stat().st_size > _LONGEST_BLUEPRINT_BYTES:
            return None
        app = parse(blueprint.read_text(encoding="utf-8")).app
    except (OSError, UnicodeDecodeError):
        return None
    return None if app is None else complete(app)


def open_records(folder: Path) -> Database | None:
    """Open the records of the app in a folder.

    Returns:
        None if no app lies there, and then nothing is made.

    Raises:
        RecordsError: As `Database` does; `records_place` if there are records and nobody can tell of
            which app: they must not seem to be gone.
    """
    app = app_in(folder)
    if app is not None:
        return Database(folder / DATABASE_FILE, app)
    if (folder / DATABASE_FILE).exists():
        raise RecordsError("records_place", file=DATABASE_FILE)
    return None
