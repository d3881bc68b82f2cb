"""What somebody handed in, laid out, in; a project made anew from it out.

Its app is compiled from its blueprint by our own compiler, its records go row by row into a database of
ours, its history into a repository of ours. Of what the stranger wrote only this is taken as it is: the
blueprint, once it is found to be right, and what is in `custom/`, which runs behind its fence.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.blueprint.versions import LANGUAGE_VERSION, is_newer
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, HistoryError, ParcelError, RecordsError
from desktop.exports.contents import BUNDLE_FORMAT, MARK_FILE
from desktop.exports.gathering import sound_app
from desktop.exports.history_files import HEAD, HISTORY, is_history_file, is_snapshot
from desktop.exports.own_files import is_own_file
from desktop.exports.unpacking import Unpacked
from desktop.history import Happened, History
from desktop.history.safety import make
from desktop.messages import say
from desktop.records import DATABASE_FILE
from desktop.records.adopting import Adopted, adopt
from desktop.workspace import BLUEPRINT_FILE, PROVENANCE_FILE, Project, Provenance, open_project


@dataclass(frozen=True, slots=True)
class Made:
    """A project that was made anew.

    Attributes:
        app: As its blueprint says.
        records: How many records came along.
        has_history: Whether its versions did.
        notes: What did not, in sentences.
    """

    app: App
    records: int
    has_history: bool
    notes: tuple[str, ...]


def make_anew(raw: Unpacked, folder: Path, source_name: str) -> Made:
    """Make a project.

    Args:
        raw: What was handed in; it is used up.
        folder: Where the project is made; it is not there yet.
        source_name: What the person calls what was handed in.

    Raises:
        BlueprintError: Its blueprint has problems, or is of a newer Homespun.
        ParcelError: It is of a newer Homespun, or a part of it cannot be used.
        RecordsError: Its records cannot be used.
        OSError: Something cannot be written.
    """
    _refuse_newer(raw)
    blueprint, app = _blueprint(raw)
    folder.mkdir()
    for file in compile_app(app).files:
        _write(folder / file.path, file.text.encode("utf-8"))
    _write(folder / BLUEPRINT_FILE, blueprint.encode("utf-8"))
    provenance = _provenance(raw)
    if provenance is not None:
        _write(folder / PROVENANCE_FILE, provenance.to_json().encode("utf-8"))
    for path in filter(is_own_file, raw.paths):
        _move(raw.folder / path, folder / path)
    project = open_project(folder)  # which lets pages see the person's own files as they are now
    adopted = _adopt(raw, folder, app)
    notes = [say("exports.import_lost", count=adopted.lost)] if adopted and adopted.lost else []
    has_history = _take_history(raw, folder)
    if any(map(is_history_file, raw.paths)) and not has_history:
        notes.append(say("exports.import_no_history"))
    _remember(project, source_name)
    return Made(app, adopted.records if adopted else 0, has_history, tuple(notes))


def _refuse_newer(raw: Unpacked) -> None:
    """Refuse a bundle whose makeup we do not know yet; one whose mark was edited is looked at as it is."""
    if MARK_FILE not in raw.paths:
        return
    try:
        mark = json.loads((raw.folder / MARK_FILE).read_bytes())
    except (ValueError, RecursionError):
        return
    number = mark.get("format") if isinstance(mark, dict) else None
    if isinstance(number, int) and number > BUNDLE_FORMAT:
        raise ParcelError("parcel_newer")


def _blueprint(raw: Unpacked) -> tuple[str, App]:
    try:
        text = (raw.folder / BLUEPRINT_FILE).read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise ParcelError("parcel_no_text", path=BLUEPRINT_FILE) from problem
    provenance = _provenance(raw)
    if provenance is not None and is_newer(provenance.language_version):
        raise BlueprintError("blueprint_newer", version=provenance.language_version)
    return text, sound_app(text)


def _provenance(raw: Unpacked) -> Provenance | None:
    if PROVENANCE_FILE not in raw.paths:
        return None
    try:
        return Provenance.from_json((raw.folder / PROVENANCE_FILE).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, RecursionError):
        return None


def _adopt(raw: Unpacked, folder: Path, app: App) -> Adopted | None:
    """Bring the records in, and the copies that belong to earlier versions; a copy that is damaged stays out.

    Raises:
        RecordsError: The records themselves cannot be used.
    """
    whole = complete(app)
    for path in filter(is_snapshot, raw.paths):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            adopt(raw.folder / path, place, whole)
        except RecordsError:
            place.unlink(missing_ok=True)
    if DATABASE_FILE not in raw.paths:
        return None
    return adopt(raw.folder / DATABASE_FILE, folder / DATABASE_FILE, whole)


def _take_history(raw: Unpacked, folder: Path) -> bool:
    """Put the versions into a repository of ours; False if there are none that can be read."""
    head = raw.folder / HISTORY / "HEAD"
    if f"{HISTORY}/HEAD" not in raw.paths or not HEAD.fullmatch(head.read_bytes()):
        return False
    place = folder / HISTORY
    make(place, head.read_bytes())
    for path in filter(is_history_file, raw.paths):
        if path != f"{HISTORY}/HEAD":
            _move(raw.folder / path, folder / path)
    try:
        return History(folder).last() is not None
    except HistoryError:
        shutil.rmtree(place)
        return False


def _remember(project: Project, source_name: str) -> None:
    """Keep the app as it came as a version, unless the last of its versions is just that."""
    history = History(project.folder)
    last = history.last()
    if last is None or not history.shows(last):
        what = Happened("imported", request=source_name, language_version=LANGUAGE_VERSION)
        history.record(project, what)


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        file.write(data)


def _move(here: Path, there: Path) -> None:
    """Move a file; what the compiler begins with there gives way to it."""
    there.parent.mkdir(parents=True, exist_ok=True)
    here.replace(there)
