"""What this computer can give a model now: memory, the graphics card's memory, and cores."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass

from desktop.engine.machine import free_memory_bytes, physical_cores


@dataclass(frozen=True, slots=True)
class Machine:
    """What a model may use.

    Attributes:
        free_bytes: Memory that a program may still take without swapping; None if the system does not say.
        total_bytes: All the memory there is, what other programs hold included; None if unknown.
        cores: Real cores that may be used.
        free_vram_bytes: Free memory of the graphics card that the engine can use; 0 without one.
        shares_memory: Whether that card has no memory of its own but uses the computer's.
    """

    free_bytes: int | None
    total_bytes: int | None
    cores: int
    free_vram_bytes: int = 0
    shares_memory: bool = False

    @property
    def own_vram_bytes(self) -> int:
        """Free memory that the graphics card brings beside the computer's own."""
        return 0 if self.shares_memory else self.free_vram_bytes

    @property
    def room_bytes(self) -> int | None:
        """All that a model may take now, in memory and on the card; None if unknown."""
        return None if self.free_bytes is None else self.free_bytes + self.own_vram_bytes


def measure_machine(free_vram_bytes: int = 0, *, shares_memory: bool | None = None) -> Machine:
    """Ask the system what this computer has.

    Args:
        free_vram_bytes: What the engine found free on a graphics card that it can use; only the engine's
            child, where native code runs, can tell.
        shares_memory: Whether the card uses the computer's own memory; None: as is usual for this kind of
            computer (Apple's own processors do).
    """
    usual = sys.platform == "darwin" and platform.machine() == "arm64"
    return Machine(
        free_bytes=free_memory_bytes(),
        total_bytes=_total_memory_bytes(),
        cores=physical_cores(),
        free_vram_bytes=free_vram_bytes,
        shares_memory=usual if shares_memory is None else shares_memory,
    )


def _total_memory_bytes() -> int | None:
    try:
        pages, page_bytes = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows has no sysconf, and not every system these names
        return None
    return pages * page_bytes if pages > 0 and page_bytes > 0 else None
