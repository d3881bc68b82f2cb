"""How likely it is that a draft is what was meant: a chance that says what it promises, from a few facts.

A logistic regression, fitted after training on requests that nobody was trained on
(`models/train/calibrate.py`) and shipped with the reader's heads. The program asks, or shows several takes,
where the chance is small.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop.certainty import SURE
from desktop.spindle.assembler import Assembly
from desktop.spindle.memory import Remembered
from desktop.spindle.reading import Reading

FACTS: tuple[str, ...] = (
    "similarity of the nearest app",
    "its lead over the second",
    "probability of the kind",
    "mean probability of the marks",
    "least probability of a mark",
    "fields named, of eight",
    "whole app taken over",
    "length, of 400 letters",
)
"""What is looked at, in the order of the weights; each about 0 to 1."""
UNSURE = SURE
"""Chance below which it is better to offer several takes."""


def facts_of(reading: Reading, remembered: tuple[Remembered, ...], assembly: Assembly) -> NDArray[np.float32]:
    """The facts on a request and what was made of it, (facts,)."""
    near = sorted((one.similarity for one in remembered), reverse=True) or [0.0]
    sure = [mark.confidence for mark in reading.marks] or [0.5]
    return np.array(
        [
            near[0],
            near[0] - near[min(1, len(near) - 1)],
            reading.kind_confidence,
            sum(sure) / len(sure),
            min(sure),
            min(len(reading.tagged("f")), 8) / 8,
            float(bool(assembly.whole)),
            min(len(reading.request), 400) / 400,
        ],
        dtype=np.float32,
    )


def chance(facts: NDArray[np.float32], weights: NDArray[np.float32], bias: float) -> float:
    """The chance, 0 to 1, that an app of these facts is what was meant.

    Args:
        facts: (facts,).
        weights: (facts,).
        bias: Added to their product.
    """
    return float(0.5 + 0.5 * np.tanh(0.5 * (facts @ weights + bias)))
