"""Which models could be asked here: the shipped one, those installed, and the server in the room.

Each becomes a `Candidate`, judged against this computer as it is at this moment, and a candidate becomes an
open engine. Nothing is loaded and nobody is asked before that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.engine import TextEngine
from desktop.engine.model_file import ModelHeader
from desktop.fitting import (
    Machine,
    Probe,
    Speeds,
    fit,
    fit_elsewhere,
    fit_shipped,
    need_of_header,
    reckon,
)
from desktop.routing.candidate import SHIPPED, Candidate

SHIPPED_NAME = "Spindle"
SHIPPED_PARAMETERS = 32_000_000
SHIPPED_SCORES = (("create", 0.85), ("edit", 0.4))
"""As `models/README.md` has them: items met in domains never trained on, and edits exactly right."""


class Installed(Protocol):
    """What is asked of an installed model; `hub.InstalledModel` is one."""

    @property
    def id(self) -> str:
        """Its stable id."""
        ...

    @property
    def name(self) -> str:
        """As a person would say it."""
        ...

    @property
    def path(self) -> Path:
        """Its file."""
        ...

    @property
    def header(self) -> ModelHeader:
        """What the file says of itself."""
        ...


@dataclass(frozen=True, slots=True)
class Server:
    """A model on a server in the local network, as the settings name it.

    Attributes:
        address: Where the server is.
        model: The server's own name for the model.
    """

    address: str
    model: str

    @property
    def id(self) -> str:
        """The candidate's id."""
        return f"{self.model} @ {self.address}"


class Roster:
    """The models that could be asked, judged against this computer.

    Args:
        installed: The models that lie on this computer.
        server: The server in the room; None for none.
        machine: What this computer has now.
        probe: How fast it is.
        speeds: How fast models have been.
        scores: The catalogue's scores of an installed model, (task, 0 to 1) pairs.
        open_file: Opens an installed model's file (`engine.resident.Residents`).
        open_server: Opens the server's model (`remote.RemoteEngine`).
    """

    def __init__(
        self,
        installed: Sequence[Installed],
        server: Server | None,
        machine: Machine,
        probe: Probe,
        speeds: Speeds,
        *,
        scores: Callable[[Installed], tuple[tuple[str, float], ...]] = lambda model: (),
        open_file: Callable[[Path], TextEngine],
        open_server: Callable[[Server], TextEngine],
    ) -> None:
        self._installed = {model.id: model for model in installed}
        self._server = server
        self._machine = machine
        self._probe = probe
        self._speeds = speeds
        self._scores = scores
        self._open_file = open_file
        self._open_server = open_server

    def candidates(self) -> tuple[Candidate, ...]:
        """Every model that could be asked, the shipped one first, the server's last."""
        here = (
            installed_candidate(model, self._scores(model), self._machine, self._probe, self._speeds)
            for model in self._installed.values()
        )
        there = [server_candidate(self._server, self._speeds)] if self._server else []
        return (shipped_candidate(self._speeds), *here, *there)

    def engine(self, candidate: Candidate) -> TextEngine:
        """Open a candidate; the shipped model is asked through the session and is none of these.

        Raises:
            KeyError: It is none of this roster's, or the shipped one.
            ModelError: Its file cannot be used.
            EngineError: The server cannot be used.
        """
        if self._server and candidate.id == self._server.id:
            return self._open_server(self._server)
        return self._open_file(self._installed[candidate.id].path)


def shipped_candidate(speeds: Speeds) -> Candidate:
    """The model that ships with the program."""
    return Candidate(
        id=SHIPPED,
        name=SHIPPED_NAME,
        where="shipped",
        parameters=SHIPPED_PARAMETERS,
        scores=SHIPPED_SCORES,
        fit=fit_shipped(speeds.measured(SHIPPED)),
        capable=("create", "edit"),
    )


def installed_candidate(
    model: Installed,
    scores: tuple[tuple[str, float], ...],
    machine: Machine,
    probe: Probe,
    speeds: Speeds,
) -> Candidate:
    """A model that lies on this computer."""
    need = need_of_header(model.header)
    reckoned = reckon(need, machine, probe)
    measured = speeds.measured(model.id).tokens_per_s is not None
    judged = fit(need, machine, speeds.expected(model.id, reckoned), measured=measured, reckoned=reckoned)
    return Candidate(model.id, model.name, "here", model.header.parameters, scores, judged)


def server_candidate(server: Server, speeds: Speeds) -> Candidate:
    """The model of the server in the room: nobody says how large it is, and only runs say how fast."""
    return Candidate(server.id, server.model, "server", 0, (), fit_elsewhere(speeds.measured(server.id)))
