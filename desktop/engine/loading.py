"""Loading a writer in the child: checked first, planned to fit, and without the GPU where that fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.engine import protocol
from desktop.engine.devices import devices
from desktop.engine.machine import free_memory_bytes, physical_cores
from desktop.engine.model_file import ModelHeader, check_size, read_header
from desktop.engine.plan import SMALL_MODEL_BYTES, Plan, make_plan
from desktop.engine.prefix_store import Prefixes
from desktop.engine.unseen import are_unseen
from desktop.engine.writer import Writer
from desktop.errors import ModelError

SMALL_MODEL_THREADS = 4


@dataclass(frozen=True)
class LoadedWriter:
    """A writer, what its file says, and how it is run; `measured_threads` are for writing, 0 if given."""

    writer: Writer
    header: ModelHeader
    plan: Plan
    threads: int
    measured_threads: int = 0


def load_writer(request: protocol.Load) -> LoadedWriter:
    """Load the writer that a request names.

    Raises:
        ModelError: If the file cannot be used, or does not fit.
    """
    path = Path(request.writer)
    header = read_header(path)
    check_size(header, path.name, request.writer_bytes or None)
    small = is_small(header)
    threads = request.threads or usual_threads(small=small)

    def opened(plan: Plan) -> LoadedWriter:
        writer = Writer(str(path), path.name, plan, threads, paced=small and not request.threads)
        if request.prefix_folder:
            where = Path(request.prefix_folder)
            prefixes = Prefixes(where, request.prefix_most_bytes, request.prefix_least_work)
            writer.keep_prefixes(path, header, plan, prefixes)
        if small or request.threads:
            return LoadedWriter(writer, header, plan, threads)
        measured = 0 if request.decode_threads else writer.fastest_threads(threads)
        writer.write_with(request.decode_threads or measured, threads)
        return LoadedWriter(writer, header, plan, threads, measured)

    found, free = devices(), free_memory_bytes()
    plan = make_plan(header, path.name, found, free, gpu=request.gpu and not request.gpu_failed)
    if request.gpu_failed and request.gpu and (plan.offload == "off" or are_unseen()):
        return opened(replace(plan, offload="failed"))
    try:
        return opened(plan)
    except ModelError:
        if plan.gpu_layers == 0:
            raise
    # llama.cpp said no, but not why. What the processor cannot run either is said by the second try.
    plan = make_plan(header, path.name, found, free, gpu=False)
    return opened(replace(plan, offload="failed"))


def is_small(header: ModelHeader) -> bool:
    """Whether a model is so small that its threads cost more time than its sums."""
    return header.file_bytes < SMALL_MODEL_BYTES


def usual_threads(*, small: bool) -> int:
    """Return how many threads to compute with, if nobody says."""
    # A small model's layer takes microseconds, less than it takes many threads to meet at its end.
    cores = physical_cores()
    return min(cores, SMALL_MODEL_THREADS) if small else cores
