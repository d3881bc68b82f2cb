"""What an engine gives back, and what every engine (the real one and the fake) can do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy
from numpy.typing import NDArray

Stopped = Literal["end", "budget", "loop", "cancelled"]
Vectors = NDArray[numpy.float32]


@dataclass(frozen=True)
class Completion:
    """One finished text.

    Attributes:
        text: What was written, without the token that ended it.
        tokens: How many tokens were chosen, the ending one included.
        stopped: Why it ended: the model said so, the token budget (or the context) was used up, the
            text had begun to repeat itself, or it was cancelled.
        prompt_tokens: The prompt's length in tokens, reused ones included.
        prompt_s: Seconds spent reading the prompt (near 0 where it was kept from the call before).
        decode_s: Seconds spent writing, from the first choice to the last.
        mean_logprob: Mean natural log-probability of the chosen tokens under the model, at
            temperature 1 and before the grammar; 0.0 when nothing was chosen.
    """

    text: str
    tokens: int
    stopped: Stopped
    prompt_tokens: int
    prompt_s: float
    decode_s: float
    mean_logprob: float


@dataclass(frozen=True)
class RawSpeed:
    """Seconds that bare llama.cpp needs: the prompt, then a `llama_decode` loop without a sampler.

    `threads` is how many it computed with at the end.
    """

    prompt_tokens: int
    prompt_s: float
    decode_tokens: int
    decode_s: float
    threads: int


@dataclass(frozen=True)
class EngineInfo:
    """What `doctor` shows of a running engine; `context_tokens` is 0 without a writer."""

    pid: int
    llama_version: str
    system: str
    threads: int
    writer: str
    context_tokens: int
    encoder: str
    vector_size: int


class ModelEngine(Protocol):
    """What `spindle/` asks of an engine; `client.Engine` and `fake.FakeEngine` both are one."""

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
        """Continue `prompt`; see `client.Engine.generate`."""
        ...

    def encode(self, sequences: Sequence[Sequence[int]], encoder: int = 0) -> tuple[Vectors, ...]:
        """Return one vector per token; see `client.Engine.encode`."""
        ...
