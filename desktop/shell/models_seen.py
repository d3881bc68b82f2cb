"""Which models are here and which could be, each with how it fits this computer: an errand's work.

Nothing leaves the computer for it; the hub is not asked.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.engine.plan import Device
    from desktop.fitting import Fit
    from desktop.hub import CatalogueEntry, HubFile, InstalledModel, Shelf
    from desktop.routing import Judge


@dataclass(frozen=True, slots=True)
class ModelsSeen:
    """What was found.

    Attributes:
        here: Models that are here, smallest first, each with how it fits.
        to_fetch: Models of the catalogue that are not, each with how it would fit.
        shelf: Everything else that lies there: what cannot be run, what has come in part.
    """

    here: tuple[tuple[InstalledModel, Fit], ...]
    to_fetch: tuple[tuple[CatalogueEntry, Fit], ...]
    shelf: Shelf


class ModelsLook:
    """Looks around. Any thread may ask it, but for the window's: the first look takes a second.

    Args:
        cards: Lists the graphics cards that the engine can use; None asks the engine.
    """

    def __init__(self, cards: Callable[[], tuple[Device, ...]] | None = None) -> None:
        self._list_cards = cards
        self._cards: tuple[Device, ...] | None = None
        self._looking = threading.Lock()

    def see(self, places: tuple[str, ...]) -> ModelsSeen:
        """Look around now.

        Args:
            places: Folders and files beside our own folder, as the settings have them.

        Raises:
            HubError: The catalogue that ships is damaged.
        """
        from desktop.hub import look_around, read_catalogue

        catalogue = read_catalogue()
        shelf = look_around(places=tuple(Path(place) for place in places))
        return ModelsSeen(*self._judge().shelf(shelf, catalogue), shelf)

    def fits(self, files: tuple[HubFile, ...]) -> tuple[tuple[HubFile, Fit], ...]:
        """Say how each file of the hub would fit."""
        from desktop.hub import about

        judge = self._judge()
        return tuple((file, judge.entry(about(file))) for file in files)

    def _judge(self) -> Judge:
        from desktop.fitting import graphics_cards
        from desktop.routing import Judge

        with self._looking:
            if self._cards is None:
                self._cards = (self._list_cards or graphics_cards)()
            return Judge.here(self._cards)
