"""The parts behind the commands, each reached through one callable and imported when it is needed.

`homespun --help` must answer at once and `homespun build` must run where Qt is not installed, so
nothing heavy is imported before somebody walks through its door. Tests walk through other doors.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import EngineError

if TYPE_CHECKING:
    from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Doors:
    """How a command reaches the rest of the program.

    Attributes:
        session: Opens a session with the model file given, or the shipped one for None.
        window: Opens the window, on an app's folder or empty, and returns its exit code.
        bench: Runs the benchmark with its own arguments and returns its exit code.
    """

    session: Callable[[Path | None], Session]
    window: Callable[[Path | None], int]
    bench: Callable[[Sequence[str]], int]


def _open_session(model: Path | None) -> Session:
    from desktop.session import Session

    return Session.open(model=model)


def _open_window(folder: Path | None) -> int:
    if importlib.util.find_spec("PySide6") is None:
        raise EngineError("window_missing")
    from desktop.shell.application import run

    return run(folder)


def _bench(arguments: Sequence[str]) -> int:
    from desktop.cli.bench import main

    return main(arguments)


REAL_DOORS = Doors(session=_open_session, window=_open_window, bench=_bench)
