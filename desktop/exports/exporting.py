"""The recipe of an export: gather what belongs to the app, put it together as asked, write it whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.exports.gathering import gathered
from desktop.exports.kinds import KINDS, Form
from desktop.exports.packing import check_file, write_archive, write_folder, write_page
from desktop.messages import say
from desktop.workspace import Project, check_folder, new_folder
from desktop.workspace.names import new_file
from desktop.workspace.writer import foreign_errors_are_ours

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        place: The file or folder.
        form: What kind of export it is.
        app_name: What the app is called.
        has_data: Whether its records went along: not if it has none.
        files: How many files it holds.
        size_bytes: Of the file, or of all files in the folder.
        notes: What the person should know, in sentences.
    """

    place: Path
    form: Form
    app_name: str
    has_data: bool
    files: int
    size_bytes: int
    notes: tuple[str, ...]


def export_project(
    project: Project, form: Form, *, with_data: bool = False, out: Path | None = None
) -> Exported:
    """Export an app.

    Args:
        project: The app as it is.
        form: As what.
        with_data: Whether its records go along.
        out: The file or folder to write, which must not exist yet; an empty folder may, for those kinds
            that are a folder, and any folder for those that are a file, which then gets the app's name. None
            writes beside the project, under the app's name.

    Raises:
        BlueprintError: The app's blueprint has problems.
        RecordsError: Its records cannot be read.
        FolderError: The place cannot be written to. In all cases nothing was written.
        ParcelError: There are more records than a page can hold.
    """
    kind = KINDS[form]
    if out is not None and not (kind.ending and out.is_dir()):
        # Before anything is gathered: a bad place is known at once.
        (check_file if kind.ending else check_folder)(out)
    with foreign_errors_are_ours(project.folder), gathered(project, with_data=with_data) as app:
        pieces = kind.pieces(app)
        place = out or _place_beside(project.folder, app.app.name + kind.beside, kind.ending)
        if kind.ending and place.is_dir():
            place = new_file(place, app.app.name, kind.ending)
        if not kind.ending:
            place = write_folder(pieces, place)
        elif form == "html":
            place = write_page(pieces[0], place)
        else:
            place = write_archive(pieces, place)
        has_data = app.database is not None
        notes = []
        if app.left_out:
            names = ", ".join(app.left_out[:_MOST_NAMED])
            notes.append(say("exports.export_left_out", count=len(app.left_out), names=names))
        if with_data and not has_data:
            notes.append(say("exports.no_data"))
        if has_data and app.app.roles:
            has_database = form in ("bundle", "zip")
            notes.append(
                say("exports.everybody_reads_database" if has_database else "exports.everybody_reads")
            )
        size = place.stat().st_size if kind.ending else sum(piece.size_bytes for piece in pieces)
    return Exported(place, form, app.app.name, has_data, len(pieces), size, tuple(notes))


def _place_beside(folder: Path, name: str, ending: str) -> Path:
    return new_file(folder.parent, name, ending) if ending else new_folder(folder.parent, name)
