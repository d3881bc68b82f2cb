"""A project in, everything that belongs to its app out: the parts of every kind of export.

The app is compiled from its blueprint, not copied: whatever lies in the folder, what goes out is what the
compiler makes. Of the folder come only the blueprint, `homespun.json`, `custom/` and, if wished, the records.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.blueprint.versions import is_newer
from desktop.compiler import compile_app
from desktop.compiler.own_parts import OWN_FOLDER
from desktop.errors import BlueprintError, RecordsError
from desktop.exports.own_files import own_files, scripts_of
from desktop.exports.pieces import Piece, text_piece
from desktop.records import DATABASE_FILE, back_up
from desktop.workspace import BLUEPRINT_FILE, PROVENANCE_FILE, Project


@dataclass(frozen=True, slots=True)
class Gathered:
    """What belongs to one app.

    Attributes:
        app: As its blueprint says.
        folder: The project's.
        blueprint: `app.blueprint`, as the person has it.
        provenance: `homespun.json`; None if the project has none that can be read.
        compiled: `index.html` and all else that the compiler makes, `custom/` left out.
        own: What the person has in `custom/`, or what the compiler begins with where a file is missing.
        left_out: Paths of what else is in `custom/`.
        database: A copy of the records that may be used as one likes; None if there are none, or they
            were not wished for.
    """

    app: App
    folder: Path
    blueprint: Piece
    provenance: Piece | None
    compiled: tuple[Piece, ...]
    own: tuple[Piece, ...]
    left_out: tuple[str, ...]
    database: Path | None


@contextmanager
def gathered(project: Project, *, with_data: bool) -> Iterator[Gathered]:
    """Gather what belongs to a project's app; the copy of its records lasts as long as the context.

    Raises:
        BlueprintError: Its blueprint has problems, or is of a newer Homespun.
        RecordsError: Its records cannot be read.
        FolderError: Its own files cannot go along.
        OSError: A file cannot be read.
    """
    if project.provenance is not None and is_newer(project.provenance.language_version):
        raise BlueprintError("blueprint_newer", version=project.provenance.language_version)
    app = sound_app(project.blueprint_text)
    compiled = {file.path: text_piece(file.path, file.text) for file in compile_app(app).files}
    found = own_files(project.folder)
    own = {piece.path: piece for piece in found.pieces}
    for path in [path for path in compiled if path.startswith(f"{OWN_FOLDER}/")]:
        beginning = compiled.pop(path)
        own.setdefault(path, beginning)
    # Scripts only for those pages that the app shows.
    for script in scripts_of(tuple(own.values())):
        if script.path in compiled:
            compiled[script.path] = script
    provenance = project.provenance
    with TemporaryDirectory(prefix="homespun-", ignore_cleanup_errors=True) as work:
        yield Gathered(
            app=app,
            folder=project.folder,
            blueprint=text_piece(BLUEPRINT_FILE, project.blueprint_text),
            provenance=text_piece(PROVENANCE_FILE, provenance.to_json()) if provenance else None,
            compiled=tuple(compiled.values()),
            own=tuple(own[path] for path in sorted(own)),
            left_out=found.left_out,
            database=_copy_of_records(project.folder, Path(work)) if with_data else None,
        )


def _copy_of_records(folder: Path, work: Path) -> Path | None:
    """Copy the records of a project; None if it has none.

    Raises:
        RecordsError: They cannot be read.
    """
    try:
        return back_up(folder, work / DATABASE_FILE)
    except RecordsError as problem:
        if problem.key != "records_place" or os.access(folder, os.W_OK):
            raise
    # SQLite reads a log only where it may write. Nobody can write there, so the files are one moment.
    (work / "read only").mkdir()
    for name in (DATABASE_FILE, f"{DATABASE_FILE}-wal"):
        place = folder / name
        if place.is_file() and not place.is_symlink():
            shutil.copyfile(place, work / "read only" / name)
    return back_up(work / "read only", work / DATABASE_FILE)


def sound_app(blueprint_text: str) -> App:
    """Return the app of a blueprint.

    Raises:
        BlueprintError: If it has problems.
    """
    reading = read(blueprint_text)
    if reading.app is None or not reading.ok:
        raise BlueprintError("blueprint_problems", count=len(reading.diagnostics))
    return reading.app
