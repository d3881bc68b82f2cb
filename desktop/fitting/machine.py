"""What this computer can give a model now: memory, the graphics card's memory, and cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine.machine import free_memory_bytes, physical_cores
from desktop.engine.plan import GPU_RESERVE_BYTES, GPU_SHARE, Device


@dataclass(frozen=True, slots=True)
class Machine:
    """What a model may use.

    Attributes:
        free_bytes: Memory that a program may still take without swapping; None if the system does not say.
        total_bytes: All the memory there is, what other programs hold included; None if unknown.
        cores: Real cores that may be used.
        vram_bytes: Memory of graphics cards that a model may take; 0 without one.
        shares_memory: Whether these cards have no memory of their own but use the computer's.
    """

    free_bytes: int | None
    total_bytes: int | None
    cores: int
    vram_bytes: int = 0
    shares_memory: bool = False

    @property
    def own_vram_bytes(self) -> int:
        """What the graphics cards bring beside the computer's own memory."""
        return 0 if self.shares_memory else self.vram_bytes

    @property
    def room_bytes(self) -> int | None:
        """All that a model may take now, in memory and on the cards; None if unknown."""
        return None if self.free_bytes is None else self.free_bytes + self.own_vram_bytes


def measure_machine(devices: Sequence[Device] = ()) -> Machine:
    """Ask the system what this computer has.

    Args:
        devices: The graphics cards that the engine can use; only its child, where native code runs, can
            tell them (`EngineInfo.devices`). As much of their memory counts as the engine would fill.
    """
    return Machine(
        free_bytes=free_memory_bytes(),
        total_bytes=_total_memory_bytes(),
        cores=physical_cores(),
        vram_bytes=sum(max(0, int(card.free_bytes * GPU_SHARE) - GPU_RESERVE_BYTES) for card in devices),
        shares_memory=sys.platform == "darwin" or any(card.kind == "igpu" for card in devices),
    )


def _total_memory_bytes() -> int | None:
    try:
        pages, page_bytes = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows has no sysconf, and not every system these names
        return None
    return pages * page_bytes if pages > 0 and page_bytes > 0 else None
