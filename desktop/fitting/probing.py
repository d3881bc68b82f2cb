"""How fast this computer reads memory and multiplies: a probe of half a second, remembered.

Writing a token reads all weights once, so it is as fast as memory; reading a prompt multiplies each
weight with many tokens at once, so it is as fast as arithmetic (Pope et al. 2022, "Efficiently scaling
transformer inference"). Both are probed with numpy, in this process: no model is needed, so the forecast
is there before anything is downloaded.

Other programs that are busy meanwhile must not spoil what is remembered for long: memory is taken at the
quickest of many tries, and arithmetic by the time that the processor itself spent on it. Rejected: one
large product on all cores, which was fifty times slower on a busy computer, because numpy's threads wait
for each other.

Not probed: the graphics card. numpy does not use one, and the first run tells more.
"""

from __future__ import annotations

import json
import math
import os
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.engine.machine import physical_cores
from desktop.paths import settings_folder
from desktop.settings import write_whole

_FILE = "probe.json"
_LARGEST_FILE_BYTES = 4096
PROBE_S = 0.5
_VECTOR_BYTES = 128 * 1024 * 1024  # larger than every cache of a desktop processor
_MATRICES, _MATRIX_SIDE = 64, 64  # so small that numpy leaves each product to one thread
_MOST_READERS = 16  # as many cores as are ever needed to keep memory busy
LEAST_BYTES_PER_S, MOST_BYTES_PER_S = 1e7, 1e14
LEAST_PRODUCTS_PER_S, MOST_PRODUCTS_PER_S = 1e7, 1e17
"""Outside these bounds a figure is no measurement of any computer there is, and is measured again."""


@dataclass(frozen=True, slots=True)
class Probe:
    """How fast a computer is.

    Attributes:
        read_bytes_per_s: Memory read by all cores together.
        products_per_s: Multiplications, each with its addition, of 32-bit matrices by all cores together.
    """

    read_bytes_per_s: float
    products_per_s: float


class Probes:
    """Keeps the probe of this computer, in one small file, and takes it anew on another.

    Args:
        folder: Where the file lies; None for the settings folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or settings_folder()) / _FILE
        self._known: Probe | None = None

    def known(self) -> Probe | None:
        """What was probed on this computer before; None if nothing was."""
        if self._known is None:
            self._known = _read(self._file)
        return self._known

    def probe(self) -> Probe:
        """What was probed before, or a new probe, which takes half a second and is remembered."""
        known = self.known()
        if known is None:
            known = self._known = take_probe()
            try:
                write_whole(self._file, json.dumps({"computer": _computer(), **asdict(known)}))
            except OSError:
                # It costs half a second to take it again.
                return known
        return known


def take_probe(seconds: float = PROBE_S) -> Probe:
    """Probe this computer.

    Args:
        seconds: For about so long; on a slow or busy computer until each kind of work was done once.
    """
    read, products = _read_bytes_per_s(seconds / 2), _products_per_s(seconds / 2)
    return Probe(
        read_bytes_per_s=min(MOST_BYTES_PER_S, max(LEAST_BYTES_PER_S, read)),
        products_per_s=min(MOST_PRODUCTS_PER_S, max(LEAST_PRODUCTS_PER_S, products)),
    )


def _read_bytes_per_s(seconds: float) -> float:
    """Let every core find the largest number of its part: nothing to reckon, so it waits for memory alone."""
    import numpy  # only where it is needed: `homespun --help` must answer at once

    vector = numpy.ones(_VECTOR_BYTES // 4, numpy.float32)
    readers = min(physical_cores(), _MOST_READERS)
    parts = numpy.array_split(vector, readers)
    best_s = math.inf
    with ThreadPoolExecutor(readers) as pool:
        ends = time.perf_counter() + seconds
        while best_s == math.inf or time.perf_counter() < ends:
            started = time.perf_counter()
            tuple(pool.map(numpy.max, parts))
            best_s = min(best_s, max(time.perf_counter() - started, 1e-9))
    return vector.nbytes / best_s


def _products_per_s(seconds: float) -> float:
    """Multiply on one core, by the time that this thread has really had, times the cores."""
    import numpy

    matrices = numpy.full((_MATRICES, _MATRIX_SIDE, _MATRIX_SIDE), 0.5, numpy.float32)
    started, spent, products = time.perf_counter(), time.thread_time(), 0
    while not products or time.perf_counter() < started + seconds:
        matrices @ matrices
        products += _MATRICES * _MATRIX_SIDE**3
    # Some systems count a thread's time in steps so large that it may not have moved.
    spent_s = (time.thread_time() - spent) or (time.perf_counter() - started)
    # On Apple's processors the matrix unit that numpy uses is one for all cores.
    cores = 1 if sys.platform == "darwin" else physical_cores()
    return cores * products / max(spent_s, 1e-9)


def _computer() -> str:
    """What makes a probe worthless when it changes."""
    return f"{platform.machine()} {physical_cores()} {os.cpu_count() or 0} {platform.node()}"


def _read(file: Path) -> Probe | None:
    facts = _facts(file)
    if facts.get("computer") != _computer():
        return None
    read = _between(facts.get("read_bytes_per_s"), LEAST_BYTES_PER_S, MOST_BYTES_PER_S)
    products = _between(facts.get("products_per_s"), LEAST_PRODUCTS_PER_S, MOST_PRODUCTS_PER_S)
    return None if read is None or products is None else Probe(read, products)


def _facts(file: Path) -> dict[str, Any]:
    """The file's object; empty if it is missing or damaged: then the probe is taken anew."""
    try:
        with file.open("rb") as opened:
            facts = json.loads(opened.read(_LARGEST_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _between(value: object, least: float, most: float) -> float | None:
    sound = isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most
    return float(value) if sound and isinstance(value, (int, float)) else None
