"""The places beside our own folder where models are looked for: a USB stick, a shared folder, a single file.

They are the person's: nothing is ever written or deleted there. A place that is not there at the moment is
kept, because a stick comes back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop import settings
from desktop.errors import HubError
from desktop.messages import harmless


def add_place(place: Path) -> tuple[Path, ...]:
    """Look for models in one more place from now on.

    Returns:
        All places.

    Raises:
        HubError: `hub_place` if it is neither a folder nor a .gguf file, `hub_places_many`, `hub_settings`.
    """
    place = place.absolute()
    if not (place.is_dir() or (place.is_file() and place.suffix.lower() == ".gguf")):
        raise HubError("hub_place", place=harmless(str(place)))
    now = settings.load()
    if str(place) in now.model_places:
        return _paths(now)
    if len(now.model_places) >= settings.MOST_MODEL_PLACES:
        raise HubError("hub_places_many", most=settings.MOST_MODEL_PLACES)
    return _kept(replace(now, model_places=(*now.model_places, str(place))))


def forget_place(place: Path) -> tuple[Path, ...]:
    """Look there no longer; what lies there is left as it is.

    Returns:
        The places that are left.

    Raises:
        HubError: `hub_place_unknown` or `hub_settings`.
    """
    now, word = settings.load(), str(place.absolute())
    if word not in now.model_places:
        raise HubError("hub_place_unknown", place=harmless(word))
    return _kept(replace(now, model_places=tuple(each for each in now.model_places if each != word)))


def _kept(changed: settings.Settings) -> tuple[Path, ...]:
    try:
        settings.save(changed)
    except OSError as error:
        raise HubError("hub_settings", reason=error.strerror or str(error)) from error
    return _paths(changed)


def _paths(now: settings.Settings) -> tuple[Path, ...]:
    return tuple(Path(place) for place in now.model_places)
