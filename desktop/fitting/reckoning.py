"""How fast a model will be that was never run here, from the probe alone.

Writing a token reads all weights once, and reading a prompt multiplies each weight with each token. Both
are taken at a share of what the probe reached, because llama.cpp is another program than numpy. A part that
lies on the graphics card runs as fast there as a modest card's memory; the first run knows better.
"""

from __future__ import annotations

from desktop.engine.plan import SMALL_MODEL_BYTES
from desktop.fitting.machine import Machine
from desktop.fitting.need import Need
from desktop.fitting.probing import Probe
from desktop.fitting.speeds import Speed

READ_SHARE = 0.9
PRODUCTS_SHARE = 1.1
"""What llama.cpp reaches of the probe's figures, on the cautious side: a model of 7.6 billion weights in
4.4 GB once wrote 8.5 and read 20 tokens a second on two cores of a kind for which the probe gives 30 GB and
108 billion products a second; that is 1.2 and 1.4. It exceeds numpy because it multiplies 8-bit numbers.
"""
CARD_READ_BYTES_PER_S = 150e9
CARD_PRODUCTS_PER_S = 2e12
"""A modest graphics card: memory as of GDDR6 on 128 bits at half its nominal rate, 4 TFLOPS reached."""


def on_card(need: Need, machine: Machine) -> float:
    """The share of a model that lies on graphics cards, 0 to 1; a small one is left to the processor."""
    if need.weights_bytes < SMALL_MODEL_BYTES:
        return 0.0
    return min(1.0, machine.vram_bytes / need.memory_bytes)


def reckon(need: Need, machine: Machine, probe: Probe) -> Speed:
    """How fast a model will probably be.

    Args:
        need: What it takes.
        machine: What there is; the card's memory counts.
        probe: How fast the computer is.
    """
    card = on_card(need, machine)
    here = 1 - card
    written_s = need.weights_bytes * (
        here / (probe.read_bytes_per_s * READ_SHARE) + card / CARD_READ_BYTES_PER_S
    )
    prompt_s = need.parameters * (here / (probe.products_per_s * PRODUCTS_SHARE) + card / CARD_PRODUCTS_PER_S)
    return Speed(1 / prompt_s, 1 / written_s)
