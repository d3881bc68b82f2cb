"""With how many threads models of which size write fastest on this computer: measured once, remembered.

One small JSON file beside the settings: `{"cores": 8, "threads": {"31": 6}}`. The size is that of the
file, in bits of its number of bytes, so that models of about the same size share a measurement. A
computer with another number of cores is another computer.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from desktop.engine.machine import physical_cores
from desktop.settings import write_whole

THREADS_FILE = "threads.json"
_LARGEST_BITS = 64


class ThreadMemory:
    """The file in a folder; what is damaged in it counts as not measured.

    Args:
        folder: Where it lies.
        cores: Real cores; `None` for this computer's.
    """

    def __init__(self, folder: Path, cores: int | None = None) -> None:
        self._file = folder / THREADS_FILE
        self._cores = physical_cores() if cores is None else cores

    def recall(self, model: Path) -> int:
        """Return the number of threads for a model of this size, 0 if it was not measured yet."""
        return self._read().get(_size(model), 0)

    def remember(self, model: Path, threads: int) -> None:
        """Keep what was measured with a model of this size; where that cannot be, it is measured again."""
        known = {**self._read(), _size(model): threads}
        facts = {"cores": self._cores, "threads": known}
        with contextlib.suppress(OSError):
            write_whole(self._file, json.dumps(facts) + "\n")

    def _read(self) -> dict[str, int]:
        try:
            facts = json.loads(self._file.read_text(encoding="utf-8"))
            sound = facts["cores"] == self._cores and isinstance(facts["threads"], dict)
            entries = facts["threads"].items() if sound else ()
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return {}
        sizes = {str(bits) for bits in range(_LARGEST_BITS)}
        return {size: count for size, count in entries if size in sizes and self._is_count(count)}

    def _is_count(self, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= self._cores


def _size(model: Path) -> str:
    try:
        return str(model.stat().st_size.bit_length())
    except OSError:
        return "0"  # the engine will say what is wrong with the file
