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
    import threading

    from desktop.coder import Fault
    from desktop.others import Others
    from desktop.outcomes import Edited
    from desktop.session import Session

    TryFolder = Callable[[Path, threading.Event], tuple[Fault, ...]]


def _open_others() -> Others:
    from desktop.fitting import graphics_cards
    from desktop.others import Others

    return Others.open(graphics_cards())


def _beside_pages(work: Callable[[TryFolder | None], Edited]) -> Edited:
    if importlib.util.find_spec("PySide6") is None:
        return work(None)
    from desktop.preview.beside import beside_pages

    return beside_pages(
        lambda desk: work(
            lambda folder, cancelled: desk.run(folder, own_part=True, press=True, cancelled=cancelled)
        )
    )


@dataclass(frozen=True, slots=True)
class Doors:
    """How a command reaches the rest of the program.

    Attributes:
        session: Opens a session with the model file given, or the shipped one for None.
        window: Opens the window, on an app's folder or empty, and returns its exit code.
        bench: Runs the benchmark with its own arguments and returns its exit code.
        others: Opens the models by others.
        pages: Does some work that has parts of an app tried in hidden pages; the work gets None, and tries
            nothing, where Qt is not installed.
    """

    session: Callable[[Path | None], Session]
    window: Callable[[Path | None], int]
    bench: Callable[[Sequence[str]], int]
    others: Callable[[], Others] = _open_others
    pages: Callable[[Callable[[TryFolder | None], Edited]], Edited] = _beside_pages


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
