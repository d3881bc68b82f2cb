"""An engine that remembers how fast it was: every text teaches the forecasts of the next."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from desktop.engine import Completion, Message, ModelFacts, TextEngine
from desktop.fitting import Speed, Speeds


class LearningEngine:
    """A `TextEngine` that passes everything on.

    Args:
        engine: Does the work.
        model: The candidate's id.
        speeds: Remembers.
        reckoned: What the probe promised for this model.
    """

    def __init__(self, engine: TextEngine, model: str, speeds: Speeds, reckoned: Speed) -> None:
        self._engine = engine
        self._model = model
        self._speeds = speeds
        self._reckoned = reckoned

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the last text was written; None if none was, or it was too short to tell."""
        return self._engine.tokens_per_s

    def facts(self) -> ModelFacts:
        """Return what the model is, starting it if need be."""
        return self._engine.facts()

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
        return self._learnt(
            self._engine.generate(
                prompt,
                grammar=grammar,
                max_tokens=max_tokens,
                seed=seed,
                temperature=temperature,
                on_text=on_text,
                cancelled=cancelled,
            )
        )

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
        """Answer a conversation; see `client.Engine.chat`."""
        return self._learnt(
            self._engine.chat(
                messages,
                grammar=grammar,
                max_tokens=max_tokens,
                seed=seed,
                temperature=temperature,
                on_text=on_text,
                cancelled=cancelled,
            )
        )

    def close(self) -> None:
        """Let the model go; the engine may be used again."""
        self._engine.close()

    def _learnt(self, completion: Completion) -> Completion:
        self._speeds.learn(self._model, completion, self._reckoned)
        return completion
