"""How a model fits this computer: one that lies here, one of the catalogue, or one that runs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from desktop.engine.plan import Device
from desktop.fitting import (
    Fit,
    Machine,
    Need,
    Probe,
    Probes,
    Speeds,
    fit,
    fit_elsewhere,
    fit_shipped,
    measure_machine,
    need_of_header,
    reckon,
)
from desktop.hub.catalogue import CatalogueEntry, entry_called
from desktop.hub.installed import InstalledModel, Shelf
from desktop.hub.names import shown_name
from desktop.remote import RemoteEngine
from desktop.routing.candidate import SHIPPED, Candidate

SHIPPED_NAME = "Spindle"
SHIPPED_PARAMETERS = 32_000_000
SHIPPED_SCORES = (("create", 0.85), ("edit", 0.4))
"""As `models/README.md` has them: items met in domains never trained on, and edits exactly right."""


class Judge:
    """Judges models against one computer at one moment.

    Args:
        machine: What it has.
        probe: How fast it is.
        speeds: How fast models have been on it.
    """

    def __init__(self, machine: Machine, probe: Probe, speeds: Speeds) -> None:
        self._machine = machine
        self._probe = probe
        self._speeds = speeds

    @classmethod
    def here(cls, devices: Sequence[Device]) -> Self:
        """Return who judges against this computer as it is now; the first time on one it is probed.

        Args:
            devices: The graphics cards that the engine can use (`fitting.graphics_cards`).
        """
        return cls(measure_machine(devices), Probes().probe(), Speeds())

    def shelf(
        self, shelf: Shelf, catalogue: Sequence[CatalogueEntry]
    ) -> tuple[tuple[tuple[InstalledModel, Fit], ...], tuple[tuple[CatalogueEntry, Fit], ...]]:
        """How each model that is here fits, and each of the catalogue that is not."""
        known = {model.entry.id for model in shelf.models if model.entry is not None}
        return (
            tuple((model, self.installed(model).fit) for model in shelf.models),
            tuple((entry, self.entry(entry)) for entry in catalogue if entry.id not in known),
        )

    def entry(self, entry: CatalogueEntry) -> Fit:
        """How a model of the catalogue would fit, before anything is downloaded."""
        return self._fit(entry.id, need_of_entry(entry))

    def installed(self, model: InstalledModel) -> Candidate:
        """A model that lies on this computer, as a candidate."""
        scores = model.entry.scores if model.entry else ()
        # A file may have any name, also that of the model that ships; no id of a file has an @.
        id = model.id if model.id != SHIPPED else f"{model.id}@file"
        fitted = self._fit(id, need_of_header(model.header))
        return Candidate(id, shown_name(model.name), "here", model.header.parameters, scores, fitted)

    def server(
        self, server: RemoteEngine, model: str, catalogue: tuple[CatalogueEntry, ...] = ()
    ) -> Candidate:
        """A server's model, as a candidate: nobody says how large it is, and only runs say how fast.

        Args:
            server: The server.
            model: Its own name for the model; "" for the first that it has.
            catalogue: A model that is known by its name has the scores that stand there.
        """
        id = f"{model} @ {server.address}" if model else str(server.address)
        known = entry_called(model, catalogue)
        return Candidate(
            id,
            shown_name(model) or str(server.address),
            "server",
            known.parameters if known else 0,
            known.scores if known else (),
            fit_elsewhere(self._speeds.measured(id)),
        )

    def shipped(self) -> Candidate:
        """The model that ships with the program, as a candidate."""
        fitted = fit_shipped(self._speeds.measured(SHIPPED))
        tasks = tuple(task for task, _ in SHIPPED_SCORES)
        return Candidate(SHIPPED, SHIPPED_NAME, "shipped", SHIPPED_PARAMETERS, SHIPPED_SCORES, fitted, tasks)

    def _fit(self, id: str, need: Need) -> Fit:
        reckoned = reckon(need, self._machine, self._probe)
        measured = self._speeds.measured(id).tokens_per_s is not None
        speed = self._speeds.expected(id, reckoned)
        return fit(need, self._machine, speed, measured=measured, reckoned=reckoned)


def need_of_entry(entry: CatalogueEntry) -> Need:
    """What a model of the catalogue takes."""
    read_bytes = max(1, round(entry.size_bytes * entry.active_parameters / entry.parameters))
    return Need(entry.active_parameters, read_bytes, entry.needed_bytes())
