"""Chances of labels → the same chances, shaken: what is less likely wins now and then.

The likeliest label of a stretch of chances to which Gumbel noise was added is a draw by these chances
(E. J. Gumbel, 1954). The noise is weaker than that, so that what is sure stays so: what the draws agree on
says how sure a reading is as a whole, and where they do not, what else may have been meant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LABEL_NOISE = 0.6
"""Of each token's labels, as a share of the noise that draws by the chances themselves."""
ASK_NOISE, OPERATION_NOISE = 0.3, 0.6
"""Of each token's asks; and of an operation everywhere, for an ask is many words long."""


def drawn(labels: Floats, asks: Floats, request: str, count: int) -> Iterator[tuple[Floats, Floats]]:
    """Shake the chances of a request's labels and asks.

    Args:
        labels: (tokens, labels) probabilities.
        asks: (tokens, ask labels) probabilities.
        request: The words; the noise follows from them.
        count: How often.

    Yields:
        Pairs like (labels, asks); a row's sum is no longer one.
    """
    seed = int.from_bytes(hashlib.sha256(request.encode("utf-8", "replace")).digest()[:8], "little")
    noise = np.random.default_rng(seed)
    for _ in range(count):
        label_noise = LABEL_NOISE * noise.gumbel(size=labels.shape)
        ask_noise = OPERATION_NOISE * noise.gumbel(size=asks.shape[1:]) + ASK_NOISE * noise.gumbel(
            size=asks.shape
        )
        yield _shaken(labels, label_noise), _shaken(asks, ask_noise)


def _shaken(chances: Floats, noise: NDArray[np.float64]) -> Floats:
    logits = np.log(chances + 1e-9) + noise
    return np.asarray(np.exp(logits - logits.max(-1, keepdims=True)), dtype=np.float32)
