"""A model taken away: only from our own folder; what lies elsewhere is at most forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.errors import HubError
from desktop.hub.installed import Shelf, look_around, model_places
from desktop.hub.names import shown_name
from desktop.hub.places import forget_place
from desktop.messages import harmless
from desktop.paths import own_models_folder


@dataclass(frozen=True)
class Removed:
    """What became of it: `deleted` from our folder, or `forgotten` where it lies."""

    how: Literal["deleted", "forgotten"]
    path: Path
    freed_bytes: int


def remove_model(name: str, *, folder: Path | None = None) -> Removed:
    """Take a model away, whole, broken or half fetched.

    Args:
        name: Its id, or its file's name.
        folder: Our own folder; None for the usual one.

    Raises:
        HubError: `hub_unknown`, `hub_not_ours` or `hub_not_removed`.
    """
    own = own_models_folder() if folder is None else folder
    path = _meant(name, look_around(own))
    if path is None:
        raise HubError("hub_unknown", name=shown_name(name))
    # The link itself counts, not what it leads to; and a name from outside leads nowhere else.
    if path.parent == own:
        try:
            freed = path.lstat().st_size
            path.unlink()
        except OSError as error:
            reason = error.strerror or str(error)
            raise HubError("hub_not_removed", file=path.name, reason=reason) from error
        return Removed("deleted", path, freed)
    if path in model_places():
        forget_place(path)
        return Removed("forgotten", path, 0)
    raise HubError("hub_not_ours", path=harmless(str(path)))


def _meant(name: str, shelf: Shelf) -> Path | None:
    model = shelf.named(name)
    if model is not None:
        return model.path
    by_name = [model.path for model in shelf.models if model.path.name == name]
    by_name += [broken.path for broken in shelf.broken if broken.path.name == name]
    by_name += [part.path for part in shelf.unfinished if part.file == name]
    return by_name[0] if by_name else None
