"""Choosing the next token: sample first, check that one token, and only then narrow the choice.

Sampling under the grammar's mask and sampling freely with a second draw under the mask after a refusal
give the same distribution, so the cheap way loses nothing.
"""

from __future__ import annotations

import math

import numpy
from numpy.typing import NDArray

from desktop.engine.grammar import Grammar
from desktop.engine.vocabulary import Characters, Vocabulary
from desktop.errors import EngineError

NEAREST = 32
STRETCH = 256


class Sampler:
    """Draws the tokens of one text, deterministic for a seed, such that the text is UTF-8.

    Args:
        vocabulary: The model's.
        grammar: What the text must obey, or `None`.
        seed: Any integer; only used when `temperature` is above 0.
        temperature: 0 takes the likeliest token each time; 1 follows the model's own probabilities.
        stop_at_end: `False` forbids the ending tokens, so that the text goes on to its budget.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        grammar: Grammar | None,
        *,
        seed: int,
        temperature: float,
        stop_at_end: bool,
    ) -> None:
        self._grammar = grammar
        self._characters = Characters(vocabulary)
        self._temperature = temperature
        self._random = numpy.random.Generator(numpy.random.PCG64(seed & 0xFFFFFFFFFFFFFFFF))
        self._all = numpy.arange(vocabulary.size, dtype=numpy.int32)
        self._work = numpy.empty(vocabulary.size, numpy.float32)
        self._weights = numpy.empty(vocabulary.size, numpy.float64)
        self._ones = numpy.ones(vocabulary.size, numpy.float32)  # their product is a sum, faster than sum()
        # A grammar that allows free text would also allow the letters of a control token's name.
        self._banned = (frozenset() if grammar is None else vocabulary.controls) | (
            frozenset() if stop_at_end else vocabulary.ends
        )
        self.logprob_sum = 0.0
        self.text = ""

    def choose(self, logits: NDArray[numpy.float32]) -> int:
        """Return the next token and take it as written; `text` is then what it adds, whole characters.

        Raises:
            EngineError: `engine_grammar` if the vocabulary has no token that may follow.
        """
        likeliest = int(logits.argmax())
        peak = logits[likeliest]
        work = self._work
        numpy.subtract(logits, peak, out=work)
        numpy.exp(work, out=work)
        total = float(work.dot(self._ones))
        id = likeliest if self._temperature <= 0 else self._draw(logits, self._all)
        grammar = self._grammar
        fits = id not in self._banned and self._characters.fits(id)
        if not fits or (grammar is not None and not grammar.allows(id)):
            id = self._choose_among_allowed(logits)
        if grammar is not None:
            grammar.accept(id)
        self.logprob_sum += float(logits[id] - peak) - math.log(total)
        self.text = self._characters.add(id)
        return id

    def _choose_among_allowed(self, logits: NDArray[numpy.float32]) -> int:
        if self._temperature <= 0 and len(logits) > NEAREST:
            nearest = numpy.argpartition(logits, -NEAREST)[-NEAREST:].astype(numpy.int32)
            best = self._best(logits, self._narrow(nearest))
            if best is not None:
                return best
        allowed = self._narrow(self._all)
        best = self._best(logits, allowed)
        if best is None:
            raise EngineError("engine_grammar")
        return best if self._temperature <= 0 else self._draw(logits, allowed)

    def _narrow(self, ids: NDArray[numpy.int32]) -> NDArray[numpy.int32]:
        if self._grammar is not None:
            ids = ids[self._grammar.allowed(ids)]
        if self._banned:
            ids = ids[~numpy.isin(ids, tuple(self._banned))]
        return self._characters.fitting(ids)

    @staticmethod
    def _best(logits: NDArray[numpy.float32], ids: NDArray[numpy.int32]) -> int | None:
        return int(ids[logits[ids].argmax()]) if len(ids) else None

    def _draw(self, logits: NDArray[numpy.float32], ids: NDArray[numpy.int32]) -> int:
        chosen = logits[ids] if len(ids) < len(logits) else logits
        # Into memory that is there already: getting it anew takes longer than the sums.
        work, weights = self._work[: len(ids)], self._weights[: len(ids)]
        numpy.subtract(chosen, chosen.max(), out=work)
        numpy.divide(work, self._temperature, out=work)
        numpy.exp(work, out=weights)
        return int(ids[place_of(weights, self._random.random())])


def place_of(weights: NDArray[numpy.float64], share: float) -> int:
    """Return the place at which the sum of the weights has reached a share of the whole.

    First the right stretch, then the place in it: a running sum over all takes ten times as long as a sum.
    """
    reach = numpy.cumsum(numpy.add.reduceat(weights, numpy.arange(0, len(weights), STRETCH)))
    goal = share * reach[-1]
    stretch = min(int(numpy.searchsorted(reach, goal, side="right")), len(reach) - 1)
    start = stretch * STRETCH
    inside = numpy.cumsum(weights[start : start + STRETCH])
    goal -= reach[stretch - 1] if stretch else 0.0
    return start + min(int(numpy.searchsorted(inside, goal, side="right")), len(inside) - 1)


def is_looping(ids: list[int]) -> bool:
    """Whether the tail repeats itself at least four times over at least 24 tokens.

    The second condition lets a price of 10000000 or a dashed line pass.
    """
    length = len(ids)
    last = ids[-1]
    for period in range(1, min(128, length // 4) + 1):
        if ids[-1 - period] != last:
            continue
        span = period * max(4, -(-24 // period))
        if span <= length and ids[length - span : length - period] == ids[length - span + period :]:
            return True
    return False
