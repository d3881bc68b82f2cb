"""The engine as the rest of the program sees it: an object that writes text and reads words.

It starts the child when it is first needed, waits for its answers, and starts it once more when it has
died. Any thread may use it; requests are done one after the other in the child.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop.engine import protocol
from desktop.engine.answering import error_of, facts_of, info_of, vectors_of, wait
from desktop.engine.child import LOG_LINES, Child, worker_command
from desktop.engine.completion import Completion, EngineInfo, Message, ModelFacts, RawSpeed, Vectors
from desktop.engine.prefix_store import Prefixes
from desktop.engine.thread_memory import ThreadMemory
from desktop.engine.wanted import Wanted
from desktop.errors import EngineError

ATTEMPTS = 2
STARTS = 3
FEWEST_TIMED_TOKENS = 8  # of fewer, the time says more about the computer's mood than about its speed


class Engine:
    """llama.cpp in a child process, with at most one writer, and encoders.

    Args:
        writer: GGUF file of the decoder that writes; `None` for none.
        encoder: GGUF file of the encoder that reads; `None` for none.
        threads: Threads to compute with, always; `None` for this computer's real cores, at most 4 of
            them for a small model, which then also makes room for other programs (see `pacing`).
        others: More encoders, beside the first.
        gpu: Whether graphics processors may be used; whatever happens there, the processor takes over.
        prefixes: Where beginnings of prompts are kept between two starts; `None` keeps none.
        thread_memory: Remembers how many threads a large model writes fastest with; `None` measures anew.
        command: The command that starts the child, for tests; `None` for the program itself.

    Every method but `close` and `log` raises EngineError (`engine_died`, `engine_start`,
    `engine_protocol`) when the child fails and one restart did not help, and ModelError when a model's
    file cannot be used. After an error the next call starts afresh.
    """

    def __init__(
        self,
        writer: Path | None,
        encoder: Path | None,
        threads: int | None = None,
        *,
        others: Sequence[Path] = (),
        gpu: bool = True,
        prefixes: Prefixes | None = None,
        thread_memory: ThreadMemory | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self._wanted = Wanted(writer, encoder, tuple(others), threads, gpu, prefixes, thread_memory)
        self._command = tuple(command or worker_command())
        self._ids = itertools.count(1)
        self._starting = threading.Lock()
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        self._child: Child | None = None
        self._ending: weakref.finalize[[], Engine] | None = None
        self._tokens_per_s: float | None = None
        self._model_facts: ModelFacts | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the child and load the models now, so that the first request need not wait."""
        self._running()

    def close(self) -> None:
        """End the child; whoever still waits for it gets an EngineError. The engine may be used again."""
        with self._starting:
            child, self._child = self._child, None
            if self._ending is not None:
                self._ending.detach()
                self._ending = None
        if child is not None:
            child.tell(protocol.Shutdown(next(self._ids)))
            child.stop()

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the last text was written; None if none was, or it was too short to tell."""
        return self._tokens_per_s

    def log(self) -> tuple[str, ...]:
        """Return the last lines that the child and llama.cpp wrote on stderr, oldest first."""
        return tuple(self._log)

    def generate(
        self,
        prompt: str,
        *,
        grammar: str | None = None,
        max_tokens: int = 512,
        seed: int = 0,
        temperature: float = 0.0,
        stop_at_end: bool = True,
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Completion:
        """Continue a prompt.

        Args:
            prompt: The text; special tokens written in it are parsed as such.
            grammar: GBNF with a rule `root` that the text must obey; `None` for none.
            max_tokens: The budget; the model's context may end sooner.
            seed: Only used when `temperature` is above 0. Same seed, same text.
            temperature: 0 takes the likeliest token each time; 1 follows the model's probabilities.
            stop_at_end: `False` forbids the model to end its text, so that it fills the budget.
            on_text: Called in this thread with each new piece of text, in whole characters; the
                pieces joined are the text. It must not use this engine.
            cancelled: Set it, from any thread, to stop; the text so far is returned.

        Raises:
            EngineError: Also `engine_grammar` if the grammar cannot be used, `engine_context` if the
                prompt leaves no room in the model's context, `engine_without_writer`.
            ModelError: If the model's file cannot be used.
        """
        return self._text(
            lambda id: protocol.Generate(id, prompt, grammar, max_tokens, seed, temperature, stop_at_end),
            on_text,
            cancelled,
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
        """Answer a conversation in the words of the model's own template; the options are `generate`'s.

        `messages` is what was said, oldest first, a user's text last. Special tokens in it are just letters,
        and spaces around each text are taken off.

        Raises:
            EngineError: As `generate`.
            ModelError: Also `model_without_chat`, `model_chat_template` if the template cannot be carried
                out, `model_chat_endless` if it does not end.
        """
        said = tuple((message.role, message.text) for message in messages)
        return self._text(
            lambda id: protocol.Chat(id, said, grammar, max_tokens, seed, temperature), on_text, cancelled
        )

    def _text(
        self,
        request: Callable[[int], protocol.Request],
        on_text: Callable[[str], None] | None,
        cancelled: threading.Event | None,
    ) -> Completion:
        """Ask for a text; a child that dies over it is started once more."""
        so_far = ""

        def tell(text: str) -> None:
            nonlocal so_far
            so_far += text
            if on_text is not None and len(so_far) > told[0]:
                # After a restart the same text comes again from its beginning: tell only what is new.
                on_text(so_far[told[0] :])
                told[0] = len(so_far)

        told = [0]

        def afresh(id: int) -> protocol.Request:
            nonlocal so_far
            so_far = ""
            return request(id)

        facts = self._ask(afresh, tell, cancelled)
        if facts is None:
            return Completion(so_far, 0, "cancelled", 0, 0.0, 0.0, 0.0)
        written = facts_of(Completion, facts)
        if written.tokens >= FEWEST_TIMED_TOKENS and written.decode_s > 0:
            self._tokens_per_s = written.tokens / written.decode_s
        return written

    def encode(self, sequences: Sequence[Sequence[int]], encoder: int = 0) -> tuple[Vectors, ...]:
        """Return an encoder's vectors, one array of shape (tokens, vector size) for each sequence.

        Args:
            sequences: Token ids of the encoder's own vocabulary, [CLS] and [SEP] included.
            encoder: Which: 0 the first, 1 the first of the others.

        Raises:
            EngineError: Also `engine_context` if a sequence is longer than the encoder can read,
                `engine_without_reader`, `engine_protocol` for an id outside the vocabulary.
            ModelError: If the model's file cannot be used.
        """
        plain = tuple(tuple(int(id) for id in sequence) for sequence in sequences)
        return vectors_of(self._ask(lambda id: protocol.Encode(id, plain, encoder)))

    def measure(self, prompt: str, tokens: int) -> RawSpeed:
        """Time bare llama.cpp on the writer: the prompt, then `tokens` decode steps without a sampler."""
        return facts_of(RawSpeed, self._ask(lambda id: protocol.Measure(id, prompt, tokens)))

    def info(self) -> EngineInfo:
        """Return what is loaded, starting the child if need be."""
        return info_of(self._ask(protocol.Info))

    def facts(self) -> ModelFacts:
        """Return what can be asked of the writer, starting the child if need be."""
        self._running()
        if self._model_facts is None:
            info = self.info()
            self._model_facts = ModelFacts(
                info.name or info.writer,
                info.context_tokens,
                info.has_chat,
                has_grammar=True,
                fell_back=info.offload == "failed",
            )
        return self._model_facts

    def _ask(
        self,
        request: Callable[[int], protocol.Request],
        on_text: Callable[[str], None] = lambda text: None,
        cancelled: threading.Event | None = None,
    ) -> dict[str, Any] | None:
        """Send a request and return what came of it; `None` if the child had to be ended to cancel it."""
        for attempt in range(ATTEMPTS):
            if cancelled is not None and cancelled.is_set():
                return None
            child = self._running(cancelled, again=attempt > 0)
            if child is None:
                return None
            id = next(self._ids)
            try:
                answer = wait(child, id, child.ask(request(id)), on_text, cancelled)
            except BaseException:
                # A caller that is interrupted, or whose `on_text` raised, has no use for the rest.
                child.tell(protocol.Cancel(next(self._ids), id))
                raise
            if isinstance(answer, protocol.Done):
                return answer.facts
            if isinstance(answer, protocol.Failed):
                raise error_of(answer)
            if self._child is None:
                break  # it was closed meanwhile: nobody wants the model back
        if cancelled is not None and cancelled.is_set():
            return None
        raise EngineError("engine_died")

    def _running(self, cancelled: threading.Event | None = None, *, again: bool = False) -> Child | None:
        """Return the child, its models loaded; `None` if that took longer than somebody wanted to wait.

        `again` says that the last one died at its work.
        """
        with self._starting:
            child = self._child
            if child is not None and child.alive:
                return child
            if child is not None:
                child.stop()
            self._model_facts = None
            gpus = greeted = True
            for attempt in range(STARTS):
                if self._ending is not None:
                    self._ending.detach()
                self._child = child = Child(self._command, self._log, gpus=gpus)
                self._ending = weakref.finalize(self, child.stop)
                # A driver that fails takes the child along: once more, then, without using it. Some fail
                # as soon as llama.cpp looks for them, which it does before hello: then out of its sight.
                request = self._wanted.request(next(self._ids), gpu_failed=again or attempt > 0)
                answer = wait(child, 0, child.ask(request), lambda text: None, cancelled)
                if isinstance(answer, protocol.Done):
                    self._wanted.remember(answer.facts)
                    return child
                child.stop()
                self._child = None
                if isinstance(answer, protocol.Failed):
                    raise error_of(answer)
                if cancelled is not None and cancelled.is_set():
                    return None
                greeted = child.has_greeted
                gpus = greeted and attempt == 0
            raise EngineError("engine_died" if greeted else "engine_start")
