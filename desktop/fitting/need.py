"""What a model takes: memory to be held, and memory to be read for each token."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.model_file import ModelHeader
from desktop.engine.plan import USUAL_CONTEXT_TOKENS

FITTED_CONTEXT_TOKENS = USUAL_CONTEXT_TOKENS
"""The context that a model is judged with: prompt and answer of everything we ask fit in it."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a model takes, known from its file or, before there is one, from the catalogue.

    Attributes:
        parameters: Number of weights that take part in one token: all of them, but in a mixture of
            experts; at least 1.
        weights_bytes: Their size: they are read once for every token that is written.
        memory_bytes: Memory held while it works, its context of `FITTED_CONTEXT_TOKENS` included.
    """

    parameters: int
    weights_bytes: int
    memory_bytes: int

    def __post_init__(self) -> None:
        if self.parameters < 1 or self.weights_bytes < 1 or self.memory_bytes < 1:
            raise ValueError("a model has weights, and they take memory")


def need_of_header(header: ModelHeader, active_share: float = 1.0) -> Need:
    """What the model of a file takes.

    Args:
        header: What the file says of itself.
        active_share: The part of the weights that takes part in one token, above 0 and at most 1; a file
            does not say it.
    """
    return Need(
        parameters=max(1, round(header.parameters * active_share)),
        weights_bytes=max(1, round(header.file_bytes * active_share)),
        memory_bytes=header.needed_bytes(FITTED_CONTEXT_TOKENS),
    )
