"""One app on disk, and how it is opened again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import FolderError
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE, START_FILE
from desktop.workspace.locking import alone
from desktop.workspace.own_parts import show_own_parts
from desktop.workspace.provenance import Provenance
from desktop.workspace.settling import settle, unsettled

LONGEST_BLUEPRINT_BYTES = 1_000_000
"""No longer one is opened, so none may be saved."""
_LARGEST_PROVENANCE_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """An app in its folder.

    Attributes:
        folder: Absolute path.
        blueprint_text: The app's source, as it stands in `app.blueprint`.
        provenance: What it was made from; None when `homespun.json` is missing or was edited
            beyond recognition, which does not keep the app from running.
        notes: In plain words, what there is to say of how it was written just now.
    """

    folder: Path
    blueprint_text: str
    provenance: Provenance | None
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def start_page(self) -> Path:
        """The page that a double click opens."""
        return self.folder / START_FILE


def open_project(folder: Path) -> Project:
    """Open an app that was written before; what was changed in the person's own files is seen from now on.

    A change that was cut off in the middle is finished first.

    Args:
        folder: The app's folder; symbolic links on the way to it are followed.

    Raises:
        FolderError: `folder_no_app` when there is no app in it, `folder_is_file` when it is a
            file, `folder_unreadable` when its blueprint cannot be read as text.
    """
    if folder.is_file():
        raise FolderError("folder_is_file", folder=str(folder))
    place = folder.absolute()
    _settle(place)
    blueprint = place / BLUEPRINT_FILE
    if not blueprint.is_file() or not (place / START_FILE).is_file():
        raise FolderError("folder_no_app", folder=str(folder))
    try:
        if blueprint.stat().st_size > LONGEST_BLUEPRINT_BYTES:
            raise FolderError("folder_unreadable", folder=str(folder))
        text = blueprint.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise FolderError("folder_unreadable", folder=str(folder)) from problem
    show_own_parts(place)
    return Project(place, text, _provenance(place))


def _settle(folder: Path) -> None:
    """Finish what was cut off; who is still at work needs no help, and where all is read-only nobody can."""
    if unsettled(folder):  # the lock is asked for only where there is something to do
        with suppress(FolderError, OSError), alone(folder, wait_s=0) as locked:
            if locked:
                settle(folder)


def _provenance(folder: Path) -> Provenance | None:
    file = folder / PROVENANCE_FILE
    try:
        # Not a pipe, which would never end, and no more than somebody could have changed in a lifetime.
        if not file.is_file() or file.stat().st_size > _LARGEST_PROVENANCE_BYTES:
            return None
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return Provenance.from_json(text)
