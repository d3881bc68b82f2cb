"""Memory decides: how long a context is, and how many layers a graphics processor takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.engine import plan as plans
from desktop.engine.model_file import WORKING_BYTES, ModelHeader
from desktop.engine.plan import Device, make_plan
from desktop.errors import ModelError

MIB = 1024 * 1024
GIB = 1024 * MIB
# A model of 8 layers with 100 MiB each and an output of 200 MiB; 8 KiB for each token of context.
HEADER = ModelHeader(
    architecture="llama",
    name="eight layers",
    context_tokens=131_072,
    parameters=2**30,
    file_bytes=1000 * MIB,
    memory_bytes_per_token=8 * 1024,
    layer_bytes=(100 * MIB,) * 8,
    output_bytes=200 * MIB,
)
SHORT = replace(HEADER, context_tokens=1536)
CONTEXT_MIB = 8192 * 8 // 1024  # of the usual context, all layers


def card(free_bytes: int, kind: plans.Kind = "gpu", name: str = "CUDA0") -> Device:
    return Device(name, "a card", kind, free_bytes, 64 * GIB)


def free_for(context: int) -> int:
    return HEADER.needed_bytes(context)


@pytest.mark.parametrize(
    ("free", "context"),
    [
        (free_for(2048), 2048),
        (free_for(4096), 4096),
        (free_for(8192) - 1, 4096),
        (free_for(8192), 8192),
        (None, 8192),
    ],
)
def test_context_is_what_memory_allows(free, context):
    """The usual one where it fits, and where nobody knows; a shorter one where not."""
    assert make_plan(HEADER, "m.gguf", (), free).context_tokens == context


WIDE = replace(HEADER, memory_bytes_per_token=64 * 1024)
PROMISED = WIDE.needed_bytes()
"""What is told before a model is fetched; a context twice as long takes 512 MiB more."""


@pytest.mark.parametrize(
    ("free", "context"),
    [
        (PROMISED, 8192),
        (PROMISED + 2 * GIB - 1, 8192),
        (PROMISED + 2 * GIB, 16384),
        (64 * GIB, 16384),
    ],
)
def test_more_than_was_promised_takes_a_quarter_of_what_is_left(free, context):
    """A computer that the model just fits keeps what is left for other programs."""
    assert make_plan(WIDE, "m.gguf", (), free).context_tokens == context


def test_context_is_never_longer_than_the_models():
    """A model is not asked for more than it learnt."""
    assert make_plan(SHORT, "m.gguf", (), 64 * GIB).context_tokens == 1536


def test_too_large_is_said_with_both_numbers():
    """Not even the shortest context fits."""
    with pytest.raises(ModelError, match=r"about 1064 MB .* only 1000 MB") as caught:
        make_plan(HEADER, "m.gguf", (), 1000 * MIB)
    assert caught.value.key == "model_too_large"


def test_a_card_with_room_takes_everything():
    """All eight layers and the output; the computer itself needs next to nothing."""
    plan = make_plan(HEADER, "m.gguf", (card(8 * GIB),), 2 * GIB)
    assert (plan.gpu_layers, plan.offload) == (9, "full")


@pytest.mark.parametrize("layers", range(1, 9))
def test_as_many_layers_as_fit(layers):
    """From the output backwards, each with its part of the context; not one byte too many."""
    sizes = (200 * MIB, *(100 * MIB + CONTEXT_MIB * MIB // 8,) * 8)
    room = sum(sizes[:layers])
    free = int((room + plans.GPU_RESERVE_BYTES) / plans.GPU_SHARE) + 2
    header = replace(HEADER, context_tokens=8192)
    plan = make_plan(header, "m.gguf", (card(free),), free_for(8192))
    assert (plan.gpu_layers, plan.offload) == (layers, "part")
    assert make_plan(header, "m.gguf", (card(free - 8),), free_for(8192)).gpu_layers == layers - 1


def test_two_cards_share():
    """What does not fit in one fits in two."""
    one, two = card(1 * GIB), card(1 * GIB, name="CUDA1")
    alone = make_plan(HEADER, "m.gguf", (one,), 4 * GIB).gpu_layers
    assert alone < make_plan(HEADER, "m.gguf", (one, two), 4 * GIB).gpu_layers


@pytest.mark.parametrize(
    ("devices", "header", "gpu", "offload"),
    [
        ((), HEADER, True, "none"),
        ((card(8 * GIB),), HEADER, False, "off"),
        ((card(100 * MIB),), HEADER, True, "too_little"),
        ((card(8 * GIB),), replace(HEADER, file_bytes=14 * MIB), True, "small"),
    ],
)
def test_without_a_card_it_is_said_why(devices, header, gpu, offload):
    """There is none, it is switched off, it is full, or the model is so small that it would only lose."""
    plan = make_plan(header, "m.gguf", devices, 4 * GIB, gpu=gpu)
    assert (plan.gpu_layers, plan.offload) == (0, offload)


def test_a_card_makes_room_for_what_would_not_fit():
    """What lies in the card's memory need not lie in the computer's."""
    free = 400 * MIB
    with pytest.raises(ModelError):
        make_plan(HEADER, "m.gguf", (), free)
    assert make_plan(HEADER, "m.gguf", (card(8 * GIB),), free).offload == "full"


def test_shared_memory_makes_no_room():
    """An integrated processor takes the same memory."""
    with pytest.raises(ModelError):
        make_plan(HEADER, "m.gguf", (card(8 * GIB, "igpu", "Vulkan0"),), 400 * MIB)


def test_no_layer_is_given_up_for_a_long_context():
    """A context longer than usual must fit beside all the layers that the usual one leaves room for."""
    header = replace(HEADER, memory_bytes_per_token=64 * 1024)
    free = int((1000 * MIB + 8192 * 64 * 1024 + plans.GPU_RESERVE_BYTES) / plans.GPU_SHARE) + 2
    plan = make_plan(header, "m.gguf", (card(free),), 64 * GIB)
    assert (plan.context_tokens, plan.offload) == (8192, "full")


def test_needed_bytes_has_no_hidden_parts():
    """File, context, working memory: the sum that people are told."""
    assert HEADER.needed_bytes(2048) == 1000 * MIB + 2048 * 8 * 1024 + WORKING_BYTES
