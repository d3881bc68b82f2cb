"""What an engine gives back, and what every engine (the real one and the fake) can do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypedDict

import numpy
from numpy.typing import NDArray

from desktop.engine.plan import Device, Offload

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


Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True)
class Message:
    """One turn of a conversation with a model that follows instructions."""

    role: Role
    text: str


@dataclass(frozen=True)
class ModelFacts:
    """What can be asked of a model before it is asked for a text.

    Attributes:
        name: As a person would say it.
        context_tokens: The longest prompt and text together.
        has_chat: Whether `chat` works: the model brings a template for conversations.
        has_grammar: Whether a grammar is obeyed; where it is not, it is left away and what comes is checked.
        fell_back: Whether a graphics card was to be used and could not be, so that the processor does it all.
    """

    name: str
    context_tokens: int
    has_chat: bool
    has_grammar: bool
    fell_back: bool = False


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
    """What `doctor` shows of a running engine; `context_tokens` is 0 without a writer.

    Attributes:
        name: The writer's own name, perhaps empty.
        has_chat: Whether its template for conversations works.
        backends: What llama.cpp can compute with here, e.g. `CUDA`, `CPU`. One without its driver is none.
        variant: The generation of processors that its backend was compiled for, where it brings several;
            else "".
        devices: The graphics processors that it found; their free memory is that of this moment.
        layers: How many layers the writer has, its output counted as one.
        gpu_layers: How many of them a graphics processor has taken.
        offload: Why so many; see `plan.Plan`.
    """

    pid: int
    llama_version: str
    system: str
    threads: int
    writer: str
    context_tokens: int
    encoder: str
    vector_size: int
    name: str = ""
    has_chat: bool = False
    backends: tuple[str, ...] = ()
    variant: str = ""
    devices: tuple[Device, ...] = ()
    layers: int = 0
    gpu_layers: int = 0
    offload: Offload = "none"


class HowToWrite(TypedDict, total=False):
    """The keywords of `TextEngine.generate` and `.chat`, for engines that hand them on to another."""

    grammar: str | None
    max_tokens: int
    seed: int
    temperature: float
    on_text: Callable[[str], None] | None
    cancelled: threading.Event | None


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


class TextEngine(Protocol):
    """What writes text, wherever it runs: a model in a child process, a server in the room, or the fake.

    Every method but `close` may raise EngineError and ModelError. One text is written at a time.
    """

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the last text was written; None if none was, or it was too short to tell."""
        ...

    def facts(self) -> ModelFacts:
        """Return what the model is, starting it if need be."""
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
        """Continue `prompt` as it stands; see `client.Engine.generate`."""
        ...

    def chat(
        self,
        messages: Sequence[Message],
        *,
        grammar: str | None = None,
        max_tokens: int = 512,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Completion:
        """Answer a conversation, put into the words that the model was trained on."""
        ...

    def close(self) -> None:
        """Let the model go; the engine may be used again."""
        ...
