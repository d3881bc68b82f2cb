"""How fast a model will be that was never run here, from the probe alone.

Writing a token reads all weights once and multiplies each: it takes as long as the slower of the two, which
is arithmetic on few cores and memory on many (the "roofline" of Williams et al. 2009). Reading a prompt
multiplies each weight with many tokens at once, and memory does not matter. A part that lies on the
graphics card runs as fast there as on a modest card; the first run knows better.
"""

from __future__ import annotations

from desktop.engine.plan import SMALL_MODEL_BYTES
from desktop.fitting.machine import Machine
from desktop.fitting.need import Need
from desktop.fitting.probing import Probe
from desktop.fitting.speeds import Speed

READ_SHARE = 0.8
WRITING_PRODUCTS_SHARE = 0.6
PROMPT_PRODUCTS_SHARE = 1.6
"""What llama.cpp reaches of the probe's figures, on the cautious side. Measured once on two quiet cores, with
a model of 1.8 billion random weights in 1 GB (Q4_0): 0.68 of the probe's products while it writes, and 2.9 or
more while it reads a prompt, where it multiplies 8-bit numbers. A model of 7.6 billion weights in 4.4 GB
once wrote 8.5 and read 20 tokens a second on two cores; that is 0.6 and 1.4 of what this probe gives here.
Memory is the limit only on more cores than could be tried.
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
    written_here_s = max(
        need.weights_bytes / (probe.read_bytes_per_s * READ_SHARE),
        need.parameters / (probe.products_per_s * WRITING_PRODUCTS_SHARE),
    )
    written_s = here * written_here_s + card * need.weights_bytes / CARD_READ_BYTES_PER_S
    prompt_here_s = need.parameters / (probe.products_per_s * PROMPT_PRODUCTS_SHARE)
    prompt_s = here * prompt_here_s + card * need.parameters / CARD_PRODUCTS_PER_S
    return Speed(1 / prompt_s, 1 / written_s)
