"""The recipe of an import: look at it, lay out what is wanted, make the project anew, move it into place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.exports.making import make_anew
from desktop.exports.packing import flush_all, flush_name
from desktop.exports.parcels import open_parcel
from desktop.exports.unpacking import unpack
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.workspace import Project, check_folder, new_folder, open_project
from desktop.workspace.staging import staging
from desktop.workspace.writer import foreign_errors_are_ours, missing_parents, move_into_place

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """A project that has come in.

    Attributes:
        project: As it lies in its folder now.
        app_name: What the app is called.
        records: How many records came along.
        has_history: Whether its earlier versions did.
        left_out: Paths of what was in the parcel and did not come along.
        notes: What the person should know, in sentences.
    """

    project: Project
    app_name: str
    records: int
    has_history: bool
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def import_project(source: Path, to: Path | None = None) -> Imported:
    """Bring in a project that was made elsewhere.

    Args:
        source: A bundle, a zip, or a folder; it is only read.
        to: The folder to make, which must not exist yet or be empty; None makes one among the person's
            apps, named after the app.

    Raises:
        ParcelError: It is nothing that can be brought in, is damaged, or must not be unpacked.
        BlueprintError: Its blueprint has problems.
        RecordsError: Its records cannot be used.
        FolderError: A name in it cannot be written, or the place cannot be used. In all cases nothing has
            come in.
    """
    target = None if to is None else check_folder(to)
    parent = apps_folder().absolute() if target is None else target.parent
    place = to or parent
    with foreign_errors_are_ours(place), missing_parents(parent), staging(parent) as work:
        (work / "raw").mkdir()
        with open_parcel(source) as parcel:
            raw = unpack(parcel, work / "raw")
        made = make_anew(raw, work / "new", source.name)
        flush_all(work / "new")
        if target is None:
            target = check_folder(new_folder(parent, made.app.name))
        move_into_place(work / "new", target)
        flush_name(target)
    notes = (*_left_out(raw.left), *made.notes)
    return Imported(open_project(target), made.app.name, made.records, made.has_history, raw.left, notes)


def _left_out(left: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence on what did not come along, besides what is made anew anyway."""
    strange = [path for path in left if not path.startswith(_MADE_ANEW)]
    if not strange:
        return ()
    names = ", ".join(strange[:_MOST_NAMED])
    more = "import_left_out_more" if len(strange) > _MOST_NAMED else "import_left_out"
    return (say(f"exports.{more}", count=len(strange), names=names),)


_MADE_ANEW = ("index.html", "app.css", "app.js", "runtime/")
