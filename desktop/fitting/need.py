"""What a model takes: memory to be held, and memory to be read for each token."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.model_file import ModelHeader

FITTED_CONTEXT_TOKENS = 8192
"""The context that a model is judged with: prompt and answer of everything we ask fit in it."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a model takes, known from its file or, before there is one, from the catalogue.

    Attributes:
        parameters: Number of weights; at least 1.
        weights_bytes: Size of the file: nearly all of it is read once for every token that is written.
        memory_bytes: Memory held while it works, its context of `FITTED_CONTEXT_TOKENS` included.
    """

    parameters: int
    weights_bytes: int
    memory_bytes: int

    def __post_init__(self) -> None:
        if self.parameters < 1 or self.weights_bytes < 1 or self.memory_bytes < 1:
            raise ValueError("a model has weights, and they take memory")


def need_of_header(header: ModelHeader, context_tokens: int = FITTED_CONTEXT_TOKENS) -> Need:
    """What the model of a file takes, with a context of at most that many tokens."""
    return Need(
        parameters=max(1, header.parameters),
        weights_bytes=header.file_bytes,
        memory_bytes=header.needed_bytes(context_tokens),
    )
