"""Asks a general model one thing, whatever kind of engine it runs in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop.coder.outcomes import Spent
from desktop.coder.prompting import as_one_text
from desktop.engine.completion import HowToWrite, Message, TextEngine
from desktop.errors import AnswerError, Cancelled, EngineError

OnText = Callable[[str], None]
MENDING_TEMPERATURE = 0.4
"""A model that is asked again at 0 is likely to say the same again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered.

    Attributes:
        text: As it wrote it.
        whole: Whether the model itself ended it; not its budget.
        spent: What all answers together have cost.
    """

    text: str
    whole: bool
    spent: Spent


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked.

    Attributes:
        engine: Runs the model.
        budget: The most tokens of an answer.
        seed: Used only where an answer is mended; the first takes what is likeliest.
        on_text: Told each piece of text as it is written.
        cancelled: Set, from any thread, to stop.
    """

    engine: TextEngine
    budget: int
    seed: int = 0
    on_text: OnText | None = None
    cancelled: threading.Event | None = None

    def ask(
        self,
        messages: tuple[Message, ...],
        spent: Spent,
        *,
        grammar: str | None = None,
        loops_count: bool = False,
    ) -> Answer:
        """Ask, and return the answer.

        Args:
            messages: The conversation; the last turn is the person's.
            spent: What was spent before.
            grammar: What the answer must obey, where the engine can hold it to that; else it is left away.
            loops_count: Whether what was written counts also where the model began to repeat itself.

        Raises:
            Cancelled: If it was stopped.
            AnswerError: `answer_loops` if the model began to repeat itself.
            EngineError, ModelError: As the engine.
        """
        facts = self.engine.facts()
        held = grammar if facts.has_grammar else None
        temperature = MENDING_TEMPERATURE if spent.rounds else 0.0
        seed = self.seed + spent.rounds
        how: HowToWrite = {
            "grammar": held,
            "max_tokens": self.budget,
            "seed": seed,
            "temperature": temperature,
            "on_text": self.on_text,
            "cancelled": self.cancelled,
        }
        if facts.has_chat:
            completion = self.engine.chat(messages, **how)
        else:
            completion = self.engine.generate(as_one_text(messages), **how)
        if completion.stopped == "cancelled" or (self.cancelled is not None and self.cancelled.is_set()):
            raise Cancelled("cancelled")
        if completion.stopped == "loop" and not loops_count:
            raise AnswerError("answer_loops")
        return Answer(completion.text, completion.stopped == "end", spent.plus(completion))

    def ask_again(
        self, messages: tuple[Message, ...], spent: Spent, *, grammar: str | None = None
    ) -> Answer | None:
        """Ask for something better than what there is; None if the model cannot read all that at once.

        Raises:
            Cancelled, AnswerError, EngineError, ModelError: As `ask`, but `engine_context`.
        """
        try:
            return self.ask(messages, spent, grammar=grammar)
        except EngineError as error:
            if error.key != "engine_context":
                raise
            return None
