"""Which model a person has chosen for which app, where it is not left to routing.

Kept beside the settings and not in the app's folder: it is about this computer, it may name a server, and an
app that is given away shall tell neither. So whoever moves or copies an app's folder (`library`) says so
here. In a file of its own, because the window holds the settings in memory and writes them whole. A file that
is damaged or gone costs the choices in it and nothing else.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from desktop.paths import settings_folder
from desktop.settings import write_whole

MOST_PINS = 200
_FILE = "pins.json"
_MOST_BYTES = 1024 * 1024
_LONGEST_MODEL = 500
"""A model's id may be a server's name for it."""


def pinned(folder: Path) -> str:
    """Return the id of the model that was chosen for the app in a folder; "" if none was."""
    return _pins().get(_key(folder), "")


def pin(folder: Path, model: str) -> None:
    """Choose a model for an app.

    Args:
        folder: The app's.
        model: The id; "" takes the choice back.

    Raises:
        OSError: It cannot be written.
    """
    place = _key(folder)
    others = {known: chosen for known, chosen in _pins().items() if known != place}
    _save({**others, place: model} if model else others)


def pin_moved(folder: Path, to: Path | None) -> None:
    """Let a choice follow its app to where it lies now, or, with None, go with it.

    Where that cannot be written the choice is lost, and the app is moved all the same.
    """
    model = pinned(folder)
    if model:
        with suppress(OSError):
            pin(folder, "")
            if to is not None:
                pin(to, model)


def pin_copied(folder: Path, to: Path) -> None:
    """Let a copy of an app have the same choice; where that cannot be written it has none."""
    model = pinned(folder)
    if model:
        with suppress(OSError):
            pin(to, model)


def _key(folder: Path) -> str:
    return str(folder.resolve())


def _pins() -> dict[str, str]:
    """What the file holds and makes sense, the latest choice last."""
    try:
        with (settings_folder() / _FILE).open("rb") as file:
            facts = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict):
        return {}
    return {place: model for place, model in facts.items() if place and _is_model(model)}


def _is_model(model: object) -> bool:
    return isinstance(model, str) and 0 < len(model) <= _LONGEST_MODEL and model.isprintable()


def _save(pins: dict[str, str]) -> None:
    latest = dict(list(pins.items())[-MOST_PINS:])
    write_whole(settings_folder() / _FILE, json.dumps(latest, indent=1))
