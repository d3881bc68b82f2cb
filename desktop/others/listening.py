"""An engine that is listened to: what it writes is told as it comes, and what it costs is counted.

It stands between whoever asks and the model, so that an answer that cannot be used has its cost too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from desktop.engine.completion import Completion, Message, ModelFacts, TextEngine
from desktop.outcomes import Progress

OnProgress = Callable[[Progress], None]


class Listening:
    """A `TextEngine` that tells and counts.

    Args:
        engine: Runs the model.
        on_progress: Told `loading` before the first text, then `writing` with the text so far; each text
            begins a round of its own.
        learn: Told of each text when it is done.

    Attributes:
        prompt_tokens, tokens: What was read and written, all texts together.
    """

    def __init__(
        self, engine: TextEngine, on_progress: OnProgress, learn: Callable[[Completion], None]
    ) -> None:
        self._engine = engine
        self._on_progress = on_progress
        self._learn = learn
        self._round = 0
        self.prompt_tokens = 0
        self.tokens = 0

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the last text was written."""
        return self._engine.tokens_per_s

    def tell(self, stage: str, text: str = "") -> None:
        """Tell of a stage of the round that goes on."""
        self._on_progress(Progress(stage, text, max(self._round, 1)))

    def facts(self) -> ModelFacts:
        """Return what the model is; that loads it."""
        if not self._round:
            self.tell("loading")
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
        """Continue `prompt`, told and counted."""
        done = self._engine.generate(
            prompt,
            grammar=grammar,
            max_tokens=max_tokens,
            seed=seed,
            temperature=temperature,
            on_text=self._next_round(on_text),
            cancelled=cancelled,
        )
        return self._counted(done)

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
        """Answer a conversation, told and counted."""
        done = self._engine.chat(
            messages,
            grammar=grammar,
            max_tokens=max_tokens,
            seed=seed,
            temperature=temperature,
            on_text=self._next_round(on_text),
            cancelled=cancelled,
        )
        return self._counted(done)

    def close(self) -> None:
        """Let the model go."""
        self._engine.close()

    def _next_round(self, on_text: Callable[[str], None] | None) -> Callable[[str], None]:
        self._round += 1
        pieces: list[str] = []
        self.tell("reading")

        def told(piece: str) -> None:
            pieces.append(piece)
            self.tell("writing", "".join(pieces))
            if on_text is not None:
                on_text(piece)

        return told

    def _counted(self, done: Completion) -> Completion:
        self.prompt_tokens += done.prompt_tokens
        self.tokens += done.tokens
        self._learn(done)
        return done
