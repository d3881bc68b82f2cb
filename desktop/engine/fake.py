"""A real engine without a model: it says what it was told to say, at once, the same each time.

For tests and for trying the window. It streams, counts, honours cancel and budget as the real one does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy

from desktop.engine.completion import Completion, Message, ModelFacts, Stopped, Vectors
from desktop.errors import EngineError, ModelError

DEFAULT_FACTS = ModelFacts("fake", context_tokens=8192, has_chat=True, has_grammar=True)


class FakeEngine:
    """Answers each `generate` with the next of its texts, and again with the last when none are left.

    Args:
        texts: What to say.
        vector_size: Length of the vectors that `encode` gives; they depend on the token id alone.
        fail_with: Raised by every call instead of an answer, to see how a failure is told.
        facts: What it says of itself.
        piece_characters: How many characters make a piece; a piece counts as one token.
    """

    def __init__(
        self,
        texts: Sequence[str] = ("",),
        *,
        vector_size: int = 8,
        fail_with: EngineError | None = None,
        facts: ModelFacts = DEFAULT_FACTS,
        piece_characters: int = 4,
    ) -> None:
        self._texts = tuple(texts)
        self._vector_size = vector_size
        self._fail_with = fail_with
        self._piece_characters = piece_characters
        self._facts = facts
        self._prompts: list[str] = []
        self._conversations: list[tuple[Message, ...]] = []

    @property
    def tokens_per_s(self) -> float | None:
        """None: what takes no time has no speed."""
        return None

    @property
    def prompts(self) -> tuple[str, ...]:
        """The prompts it was given, oldest first."""
        return tuple(self._prompts)

    @property
    def conversations(self) -> tuple[tuple[Message, ...], ...]:
        """The conversations it was given, oldest first."""
        return tuple(self._conversations)

    def facts(self) -> ModelFacts:
        """Return what it was told to be."""
        if self._fail_with is not None:
            raise self._fail_with
        return self._facts

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
        """Say the next text; `prompts` gets the conversation as one text, a line for each message."""
        if self._fail_with is None and not self._facts.has_chat:
            raise ModelError("model_without_chat", file=self._facts.name)
        self._conversations.append(tuple(messages))
        prompt = "\n".join(f"{message.role}: {message.text.strip()}" for message in messages)
        return self.generate(prompt, max_tokens=max_tokens, on_text=on_text, cancelled=cancelled)

    def close(self) -> None:
        """Nothing is let go, and everything may go on."""

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
        """Say the next text; the grammar, the seed and the temperature change nothing."""
        if self._fail_with is not None:
            raise self._fail_with
        length = len(prompt.split())
        if length >= self._facts.context_tokens:
            raise EngineError("engine_context", tokens=length, limit=self._facts.context_tokens)
        text = self._texts[min(len(self._prompts), len(self._texts) - 1)]
        self._prompts.append(prompt)
        said: list[str] = []
        stopped: Stopped = "end"
        for start in range(0, len(text), self._piece_characters):
            if cancelled is not None and cancelled.is_set():
                stopped = "cancelled"
                break
            if len(said) == max_tokens:
                stopped = "budget"
                break
            said.append(text[start : start + self._piece_characters])
            if on_text is not None:
                on_text(said[-1])
        return Completion("".join(said), len(said), stopped, length, 0.0, 0.0, 0.0)

    def encode(self, sequences: Sequence[Sequence[int]], encoder: int = 0) -> tuple[Vectors, ...]:
        """Return a vector of length 1 for each token, the same wherever it stands, of whatever encoder."""
        del encoder
        if self._fail_with is not None:
            raise self._fail_with
        return tuple(self._vectors(ids) for ids in sequences)

    def _vectors(self, ids: Sequence[int]) -> Vectors:
        vectors = numpy.zeros((len(ids), self._vector_size), numpy.float32)
        for row, id in zip(vectors, ids, strict=True):
            row[:] = numpy.random.default_rng(id).standard_normal(self._vector_size)
            row /= numpy.linalg.norm(row)
        return vectors
