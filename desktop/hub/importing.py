"""A model file that is here already, brought in: copied into our folder, or used where it lies.

It is checked before anything is done, and a copy is checked again before it gets its name.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from desktop.engine.model_file import read_header
from desktop.errors import Cancelled, HubError
from desktop.hub.catalogue import read_catalogue
from desktop.hub.downloading import FetchProgress, OnProgress
from desktop.hub.installed import InstalledModel, model_at
from desktop.hub.names import is_model_file, shown_name
from desktop.hub.parts import PIECE_BYTES, check_room, held, part_of, put_in_place, thrown_away, writing
from desktop.hub.places import add_place
from desktop.paths import own_models_folder


def import_model(
    source: Path,
    *,
    link: bool = False,
    folder: Path | None = None,
    on_progress: OnProgress | None = None,
    cancelled: threading.Event | None = None,
) -> InstalledModel:
    """Bring in a model file.

    Args:
        source: The file.
        link: Use it where it lies, without a copy; it is then remembered in the settings.
        folder: Where a copy goes; None for our own folder.
        on_progress: Is told how much is copied.
        cancelled: Is set when the person presses Stop; no part of a copy stays.

    Raises:
        ModelError: It is missing, or no model that can be run.
        HubError: `hub_parts`, `hub_name`, `hub_exists`, `hub_no_room`, `hub_not_written`, `hub_busy`, or as
            `add_place`.
        Cancelled: The person pressed Stop.
    """
    source = source.absolute()
    folder = (own_models_folder() if folder is None else folder).absolute()
    entries = read_catalogue()
    found = model_at(source, entries, ours=source.parent == folder)
    if found.ours:
        return found
    if link:
        add_place(source)
        return found
    if not is_model_file(source.name):
        raise HubError("hub_name", name=shown_name(source.name))
    final = folder / source.name
    if os.path.lexists(final):
        raise HubError("hub_exists", file=source.name, folder=str(folder))
    check_room(folder, source.name, found.header.file_bytes)
    part = part_of(folder, source.name, "copy")
    try:
        _copy(source, part, found.header.file_bytes, on_progress, cancelled)
        read_header(part)  # it may have been changed while it was copied
        put_in_place(part, final)
    except HubError as problem:
        if problem.key != "hub_busy":  # then the part is another program's
            thrown_away(part)
        raise
    except BaseException:
        thrown_away(part)
        raise
    return model_at(final, entries, ours=True)


def _copy(
    source: Path,
    part: Path,
    size_bytes: int,
    on_progress: OnProgress | None,
    cancelled: threading.Event | None,
) -> None:
    began_s = time.monotonic()
    with held(part, source.name) as copy, writing(part.parent, source.name, size_bytes):
        copy.truncate()
        with source.open("rb") as original:
            for data in iter(lambda: original.read(PIECE_BYTES), b""):
                if cancelled is not None and cancelled.is_set():
                    raise Cancelled("cancelled")
                copy.write(data)
                if on_progress is not None:
                    took_s = time.monotonic() - began_s
                    speed = copy.tell() / took_s if took_s > 0 else 0.0
                    on_progress(FetchProgress("copying", copy.tell(), size_bytes, speed))
        copy.flush()
        os.fsync(copy.fileno())
