"""Which graphics cards the engine can use, asked of its child: only there native code runs."""

from __future__ import annotations

from desktop.engine import Engine
from desktop.engine.plan import Device
from desktop.errors import EngineError


def graphics_cards() -> tuple[Device, ...]:
    """Return the graphics cards that the engine can use, with their memory that is free at this moment.

    Takes about half a second, because a child is started for it; not for the thread that draws the window.
    Where the engine does not start there are none: `homespun doctor` says why.
    """
    try:
        with Engine(None, None) as engine:
            return engine.info().devices
    except EngineError:
        return ()
