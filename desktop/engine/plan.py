"""How a model is run on this computer: how long its context is, and how many layers a GPU takes.

Pure: header, free memory and devices in, a plan out. Memory decides. llama.cpp takes the context's
memory from the start, so a context longer than usual, which nobody was told of before the model was
fetched, is taken only where it costs little.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.engine.model_file import USUAL_CONTEXT_TOKENS, ModelHeader, too_large

CONTEXTS = (16_384, 8_192, 4_096, 2_048)
LUXURY = 4  # a context longer than usual may take a quarter of what the usual one leaves free
SMALL_MODEL_BYTES = 256 * 1024 * 1024
GPU_RESERVE_BYTES = 512 * 1024 * 1024  # the driver's own, llama.cpp's buffers, and the screen
GPU_SHARE = 0.9  # of what is free: other programs draw, too

Kind = Literal["gpu", "igpu"]
Offload = Literal["none", "small", "off", "full", "part", "too_little", "failed"]


@dataclass(frozen=True)
class Device:
    """A graphics processor that the installed llama.cpp can compute with.

    Attributes:
        name: llama.cpp's own, e.g. `CUDA0`, `Vulkan1`, `Metal`.
        description: The maker's.
        kind: `igpu` shares the computer's memory.
        free_bytes, total_bytes: Its memory.
    """

    name: str
    description: str
    kind: Kind
    free_bytes: int
    total_bytes: int


@dataclass(frozen=True)
class Plan:
    """What to ask llama.cpp for.

    Attributes:
        context_tokens: Length of the context.
        gpu_layers: How many layers, counted from the last, go to the devices; the output counts as one.
        offload: Why: there is no device; the model is so small that the processor is faster; it was
            switched off; everything fits; a part fits; not even one layer fits; it was tried and failed.
    """

    context_tokens: int
    gpu_layers: int
    offload: Offload


def make_plan(
    header: ModelHeader,
    name: str,
    devices: Sequence[Device],
    free_bytes: int | None,
    *,
    gpu: bool = True,
) -> Plan:
    """Return the plan with the longest context that fits.

    Args:
        header: What the file says.
        name: The file's name, for the error.
        devices: Every graphics processor that llama.cpp knows.
        free_bytes: Free memory of the computer itself; `None` if unknown, then nothing is refused.
        gpu: Whether the devices may be used.

    Raises:
        ModelError: `model_too_large` if not even the shortest context fits.
    """
    usual = min(header.context_tokens, USUAL_CONTEXT_TOKENS)
    usually = _plan(header, devices, usual, gpu=gpu)
    needed = header.needed_bytes(usual) - _moved_bytes(header, devices, usually)
    spare = 0 if free_bytes is None else free_bytes - needed
    for context in dict.fromkeys(min(header.context_tokens, most) for most in CONTEXTS):
        plan = _plan(header, devices, context, gpu=gpu)
        more = header.context_bytes(context) - header.context_bytes(usual)
        if context > usual and (plan.gpu_layers < usually.gpu_layers or more * LUXURY > spare):
            continue
        needed = header.needed_bytes(context) - _moved_bytes(header, devices, plan)
        if free_bytes is None or needed <= free_bytes:
            return plan
    assert free_bytes is not None
    raise too_large(name, needed, free_bytes)


def _plan(header: ModelHeader, devices: Sequence[Device], context: int, *, gpu: bool) -> Plan:
    if not devices:
        return Plan(context, 0, "none")
    if not gpu:
        return Plan(context, 0, "off")
    if header.file_bytes < SMALL_MODEL_BYTES:
        # A layer of such a model takes the processor microseconds, less than it takes to ask a GPU.
        return Plan(context, 0, "small")
    layers, all_layers = _layers_that_fit(header, devices, context), len(header.layer_bytes) + 1
    return Plan(context, layers, "full" if layers == all_layers else "part" if layers else "too_little")


def _layers_that_fit(header: ModelHeader, devices: Sequence[Device], context: int) -> int:
    """Return how many layers the devices hold, from the output backwards, as llama.cpp counts them."""
    room = sum(max(0, int(device.free_bytes * GPU_SHARE) - GPU_RESERVE_BYTES) for device in devices)
    # Each device has room of its own for the attention of one layer.
    room -= len(devices) * context * header.score_bytes_per_token
    layers = 0
    for size in _layer_sizes(header, context):
        room -= size
        if room < 0:
            break
        layers += 1
    return layers


def _layer_sizes(header: ModelHeader, context: int) -> tuple[int, ...]:
    """Each layer's weights with its part of the context's memory, the output first, then last to first."""
    memory = (context * header.memory_bytes_per_token + header.state_bytes) // max(1, len(header.layer_bytes))
    return header.output_bytes, *(size + memory for size in reversed(header.layer_bytes))


def _moved_bytes(header: ModelHeader, devices: Sequence[Device], plan: Plan) -> int:
    """What no longer lies in the computer's own memory."""
    if sys.platform == "darwin" or any(device.kind == "igpu" for device in devices):
        return 0  # it is one and the same memory
    return sum(_layer_sizes(header, plan.context_tokens)[: plan.gpu_layers])
