"""Which models could be asked here: the shipped one, those installed, and the server in the room.

Each becomes a `Candidate`, judged against this computer as it is at this moment, and a candidate becomes an
open engine. Nothing is loaded and nobody is asked before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.engine import TextEngine
from desktop.engine.plan import Device
from desktop.engine.resident import Residents
from desktop.errors import EngineError
from desktop.fitting import Machine, Probes, Speeds, measure_machine
from desktop.hub.catalogue import CatalogueEntry, read_catalogue
from desktop.hub.installed import InstalledModel, look_around
from desktop.remote import RemoteEngine, chosen_server
from desktop.routing.candidate import Candidate
from desktop.routing.judging import Judge
from desktop.settings import Settings


class Roster:
    """The models that could be asked.

    Args:
        judge: Knows this computer.
        installed: The models that lie here.
        residents: Opens them.
        server: The server in the room; None for none.
        server_model: The server's name for its model; "" for the first that it has.
        catalogue: What is known about models.
        server_problem: Why the server of the settings is not called.
    """

    def __init__(
        self,
        judge: Judge,
        installed: Sequence[InstalledModel],
        residents: Residents,
        server: RemoteEngine | None = None,
        server_model: str = "",
        catalogue: tuple[CatalogueEntry, ...] = (),
        server_problem: EngineError | None = None,
    ) -> None:
        self._server_problem = server_problem
        self._engines: dict[str, TextEngine] = {}
        candidates = [judge.shipped()]
        for model in installed:
            candidates.append(judge.installed(model))
            self._engines[candidates[-1].id] = residents.engine(model.path)
        if server:
            candidates.append(judge.server(server, server_model, catalogue))
            self._engines[candidates[-1].id] = server
        self._candidates = tuple(candidates)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every model that could be asked, the shipped one first, the server's last."""
        return self._candidates

    @property
    def server_problem(self) -> EngineError | None:
        """Why the server of the settings is not among them, to be shown; None if it is, or none is named."""
        return self._server_problem

    def candidate(self, id: str) -> Candidate | None:
        """The candidate of that id; None if it is gone."""
        return next((one for one in self._candidates if one.id == id), None)

    def engine(self, candidate: Candidate) -> TextEngine:
        """Return what asks a candidate; its model is loaded with the first text.

        Raises:
            KeyError: It is none of this roster's, or the shipped one, which is asked through the session.
        """
        return self._engines[candidate.id]


def call_the_roll(
    settings: Settings,
    residents: Residents,
    *,
    devices: Sequence[Device] = (),
    speeds: Speeds | None = None,
) -> Roster:
    """Look around for every model that could be asked.

    It reads files' headers and, the first time on a computer, probes it for half a second: not for the
    thread that draws the window. No server is asked for anything.

    Args:
        settings: They name the server, and the folders besides our own.
        residents: Opens installed models.
        devices: The graphics cards that the engine can use (`EngineInfo.devices`).
        speeds: How fast models have been; None reads it from the settings' folder.

    Raises:
        HubError: The catalogue that ships is damaged.
    """
    installed = look_around().models
    machine = with_loaded_given_back(measure_machine(devices), installed, residents)
    judge = Judge(machine, Probes().probe(), speeds or Speeds())
    server, problem = None, None
    try:
        server = chosen_server(settings)
    except EngineError as wrong_address:
        # What was typed there takes nobody the models that lie here.
        problem = wrong_address
    return Roster(judge, installed, residents, server, settings.server_model, read_catalogue(), problem)


def with_loaded_given_back(
    machine: Machine, installed: Sequence[InstalledModel], residents: Residents
) -> Machine:
    """The machine as it is when our own models have made room, as they do when another is asked for.

    Their weights are files mapped into memory, which the system calls free already; the rest is not.
    """
    loaded = set(residents.loaded())
    if machine.free_bytes is None:
        return machine
    headers = (model.header for model in installed if model.path.absolute() in loaded)
    held = sum(header.needed_bytes() - header.file_bytes for header in headers)
    most = machine.total_bytes or machine.free_bytes + held
    return replace(machine, free_bytes=max(machine.free_bytes, min(most, machine.free_bytes + held)))
