"""What Spindle needs of an engine: a writer, and an encoder for each of its two readers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from desktop.engine import Completion
from desktop.spindle.reader import Floats


class Writing(Protocol):
    """What Spindle needs of an engine: a writer, and the two encoders of its readers."""

    def encode(self, sequences: tuple[tuple[int, ...], ...], encoder: int = 0) -> tuple[Floats, ...]:
        """Vectors of one of the encoders, 0 or 1, one (tokens, width) array for each sequence."""
        ...

    def generate(
        self,
        prompt: str,
        *,
        grammar: str | None = None,
        max_tokens: int = 512,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Completion:
        """Complete a prompt."""
        ...


class ChangeEncoder:
    """The engine's encoder that reads changes."""

    def __init__(self, engine: Writing) -> None:
        self._engine = engine

    def encode(self, sequences: tuple[tuple[int, ...], ...]) -> tuple[Floats, ...]:
        """Vectors, one (tokens, width) array for each sequence."""
        return self._engine.encode(sequences, 1)
