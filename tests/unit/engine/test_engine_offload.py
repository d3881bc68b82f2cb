"""Layers on a graphics processor, and what happens where that fails.

There need not be one where this is tested: the child is given a card that it believes in. What llama.cpp
makes of one is tried in `test_engine_vulkan.py`.
"""

from __future__ import annotations

import sys

import pytest

from desktop.engine import Engine
from desktop.engine.plan import Device

CARD = Device("CUDA0", "a card that is none", "gpu", 8 * 2**30, 8 * 2**30)
BELIEVES = f"""
import os
from desktop.engine import loading, plan, worker, writer
from desktop.engine.plan import Device

plan.SMALL_MODEL_BYTES = 0
loading.devices = worker.devices = lambda: ({CARD!r},)
load = writer.load_model
"""
WORKS = BELIEVES + "worker.main()"
REFUSES = (
    BELIEVES + "writer.load_model = lambda path, layers: None if layers else load(path, 0)\nworker.main()"
)
KILLS = (
    BELIEVES
    + "writer.load_model = lambda path, layers: os.abort() if layers else load(path, 0)\nworker.main()"
)
KILLS_AT_SIGHT = (
    BELIEVES
    + """
from desktop.engine.unseen import are_unseen

loading.devices = worker.devices = lambda: () if are_unseen() else os.abort()
worker.main()
"""
)
KILLS_BEFORE_HELLO = """
import os
from desktop.engine.unseen import are_unseen

if not are_unseen():
    os.abort()
from desktop.engine import worker

worker.main()
"""
STOPS_LATER = (
    BELIEVES
    + """
decode = writer.llama.llama_decode
writer.load_model = lambda path, layers: asked.append(layers) or load(path, 0)
writer.llama.llama_decode = lambda *given: -3 if asked[-1] else decode(*given)
asked = []
worker.main()
"""
)
KILLS_LATER = (
    BELIEVES
    + """
write = writer.Writer.generate

def generate(self, *arguments, **options):
    if worker_gpu_layers[-1]:
        os.abort()
    return write(self, *arguments, **options)

def noted(path, layers):
    worker_gpu_layers.append(layers)
    return load(path, 0)

worker_gpu_layers = []
writer.load_model, writer.Writer.generate = noted, generate
worker.main()
"""
)


def engine_of(models, program, **options):
    return Engine(models / "writer.gguf", None, command=(sys.executable, "-c", program), **options)


def test_layers_go_to_the_card(models):
    """All of them, the output counted as one; the card and its memory are told."""
    with engine_of(models, WORKS) as engine:
        info = engine.info()
        assert (info.gpu_layers, info.layers, info.offload) == (3, 3, "full")
        assert info.devices == (CARD,)
        assert engine.generate("a").text == "bcdefghijklm"


@pytest.mark.parametrize(
    "program",
    [REFUSES, KILLS, KILLS_AT_SIGHT, KILLS_BEFORE_HELLO, KILLS_LATER, STOPS_LATER],
    ids=["no", "dies", "dies at sight", "dies before hello", "dies later", "stops later"],
)
def test_a_card_that_fails_is_done_without(models, program):
    """Whether the driver says no or takes the child along, at once or at work: the processor does it, and that is told."""
    with engine_of(models, program) as engine:
        assert engine.generate("a").text == "bcdefghijklm"
        info = engine.info()
        assert (info.gpu_layers, info.offload) == (0, "failed")


def test_a_driver_that_fails_is_told_without_a_model():
    """`homespun doctor` asks an engine that has loaded nothing."""
    with Engine(None, None, command=(sys.executable, "-c", KILLS_BEFORE_HELLO)) as engine:
        info = engine.info()
    assert (info.devices, info.offload) == ((), "failed")


def test_a_card_can_be_left_alone(models):
    """Switched off, it is not asked."""
    with engine_of(models, KILLS, gpu=False) as engine:
        assert engine.generate("a").text == "bcdefghijklm"
        assert engine.info().offload == "off"


def test_backends_are_told(engine):
    """What the installed llama.cpp was built with, the processor at least."""
    info = engine.info()
    assert "CPU" in info.backends
    assert (info.gpu_layers, info.layers) == (0, 3)
    assert all(device.free_bytes <= device.total_bytes for device in info.devices)


def test_facts_of_a_writer(models):
    """Its own name, its context, and that it holds no conversations."""
    with Engine(models / "writer.gguf", None) as engine:
        facts = engine.facts()
    assert (facts.name, facts.context_tokens, facts.has_chat, facts.has_grammar) == (
        "chain",
        512,
        False,
        True,
    )
