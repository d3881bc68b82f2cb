"""What a model takes: memory to be held, and memory to be read for each token."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.model_file import ModelHeader


@dataclass(frozen=True, slots=True)
class Need:
    """What a model takes, known from its file or, before there is one, from the catalogue.

    Attributes:
        parameters: Number of weights that take part in one token: all of them, but in a mixture of
            experts; at least 1.
        weights_bytes: Their size: they are read once for every token that is written.
        memory_bytes: Memory held while it works, a context of the usual length included.
    """

    parameters: int
    weights_bytes: int
    memory_bytes: int

    def __post_init__(self) -> None:
        if self.parameters < 1 or self.weights_bytes < 1 or self.memory_bytes < 1:
            raise ValueError("a model has weights, and they take memory")


def need_of_header(header: ModelHeader) -> Need:
    """What the model of a file takes."""
    return Need(
        parameters=max(1, round(header.parameters * header.active_share)),
        weights_bytes=max(1, round(header.file_bytes * header.active_share)),
        memory_bytes=header.needed_bytes(),
    )
