"""An engine that is listened to: what it writes is told as it comes, and what it costs is counted.

It stands between whoever asks and the model, so that an answer that cannot be used has its cost too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Unpack

from desktop.engine.completion import Completion, HowToWrite, Message, ModelFacts, TextEngine
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

    def generate(self, prompt: str, **how: Unpack[HowToWrite]) -> Completion:
        """Continue `prompt`, told and counted."""
        return self._counted(self._engine.generate(prompt, **self._told(how)))

    def chat(self, messages: Sequence[Message], **how: Unpack[HowToWrite]) -> Completion:
        """Answer a conversation, told and counted."""
        return self._counted(self._engine.chat(messages, **self._told(how)))

    def close(self) -> None:
        """Let the model go."""
        self._engine.close()

    def _told(self, how: HowToWrite) -> HowToWrite:
        """The same, with an ear for each piece of the round that begins."""
        self._round += 1
        pieces: list[str] = []
        on_text = how.get("on_text")
        self.tell("reading")

        def told(piece: str) -> None:
            pieces.append(piece)
            self.tell("writing", "".join(pieces))
            if on_text is not None:
                on_text(piece)

        return {**how, "on_text": told}

    def _counted(self, done: Completion) -> Completion:
        self.prompt_tokens += done.prompt_tokens
        self.tokens += done.tokens
        self._learn(done)
        return done
