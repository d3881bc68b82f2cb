"""The engine as the rest of the program sees it: an object that writes text and reads words.

It starts the child when it is first needed, waits for its answers, and starts it once more when it has
died. Any thread may use it; requests are done one after the other in the child.
"""

from __future__ import annotations

import base64
import itertools
import queue
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy

from desktop.engine import protocol
from desktop.engine.child import LOG_LINES, Answers, Child, worker_command
from desktop.engine.completion import Completion, EngineInfo, RawSpeed, Vectors
from desktop.engine.prefix_store import Prefixes
from desktop.errors import EngineError, ModelError

CANCEL_POLL_S = 0.02
CANCEL_PATIENCE_S = 3.0  # then Stop means stop: the child is ended in the middle of its work
ATTEMPTS = 2
FEWEST_TIMED_TOKENS = 8  # of fewer, the time says more about the computer's mood than about its speed

_T = TypeVar("_T")


class Engine:
    """llama.cpp in a child process, with at most one writer, and encoders.

    Args:
        writer: GGUF file of the decoder that writes; `None` for none.
        encoder: GGUF file of the encoder that reads; `None` for none.
        threads: Threads to compute with, always; `None` for this computer's real cores, at most 4 of
            them for a small model, which then also makes room for other programs (see `pacing`).
        others: More encoders, beside the first.
        prefixes: Where beginnings of prompts are kept between two starts; `None` keeps none.
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
        prefixes: Prefixes | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self._writer = writer
        self._encoder = encoder
        self._others = tuple(others)
        self._wanted_threads = threads
        self._prefixes = prefixes
        self._command = tuple(command or worker_command())
        self._ids = itertools.count(1)
        self._starting = threading.Lock()
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        self._child: Child | None = None
        self._ending: weakref.finalize[[], Engine] | None = None
        self._tokens_per_s: float | None = None

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
        so_far = ""

        def tell(text: str) -> None:
            nonlocal so_far
            so_far += text
            if on_text is not None and len(so_far) > told[0]:
                # After a restart the same text comes again from its beginning: tell only what is new.
                on_text(so_far[told[0] :])
                told[0] = len(so_far)

        told = [0]

        def request(id: int) -> protocol.Generate:
            nonlocal so_far
            so_far = ""
            return protocol.Generate(id, prompt, grammar, max_tokens, seed, temperature, stop_at_end)

        facts = self._ask(request, tell, cancelled)
        if facts is None:
            return Completion(so_far, 0, "cancelled", 0, 0.0, 0.0, 0.0)
        written = _facts(Completion, facts)
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
        facts = self._ask(lambda id: protocol.Encode(id, plain, encoder)) or {}
        try:
            rows = [numpy.frombuffer(base64.b64decode(text), numpy.float32) for text in facts["vectors"]]
            return tuple(row.reshape(-1, facts["width"]) for row in rows)
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError("engine_protocol") from error

    def measure(self, prompt: str, tokens: int) -> RawSpeed:
        """Time bare llama.cpp on the writer: the prompt, then `tokens` decode steps without a sampler."""
        return _facts(RawSpeed, self._ask(lambda id: protocol.Measure(id, prompt, tokens)))

    def info(self) -> EngineInfo:
        """Return what is loaded, starting the child if need be."""
        return _facts(EngineInfo, self._ask(protocol.Info))

    def _ask(
        self,
        request: Callable[[int], protocol.Request],
        on_text: Callable[[str], None] = lambda text: None,
        cancelled: threading.Event | None = None,
    ) -> dict[str, Any] | None:
        """Send a request and return what came of it; `None` if the child had to be ended to cancel it."""
        for _ in range(ATTEMPTS):
            if cancelled is not None and cancelled.is_set():
                return None
            child = self._running()
            id = next(self._ids)
            try:
                answer = _wait(child, id, child.ask(request(id)), on_text, cancelled)
            except BaseException:
                # A caller that is interrupted, or whose `on_text` raised, has no use for the rest.
                child.tell(protocol.Cancel(next(self._ids), id))
                raise
            if isinstance(answer, protocol.Done):
                return answer.facts
            if isinstance(answer, protocol.Failed):
                raise _error(answer)
        if cancelled is not None and cancelled.is_set():
            return None
        raise EngineError("engine_died")

    def _running(self) -> Child:
        with self._starting:
            child = self._child
            if child is not None and child.alive:
                return child
            if child is not None:
                child.stop()
            for _ in range(ATTEMPTS):
                if self._ending is not None:
                    self._ending.detach()
                self._child = child = Child(self._command, self._log)
                self._ending = weakref.finalize(self, child.stop)
                answer = _wait(child, 0, child.ask(self._load_request()), lambda text: None, None)
                if isinstance(answer, protocol.Done):
                    return child
                child.stop()
                self._child = None
                if isinstance(answer, protocol.Failed):
                    raise _error(answer)
            raise EngineError("engine_died")

    def _load_request(self) -> protocol.Load:
        # The child has no folder of its own to start from: paths are made whole here.
        writer = str(self._writer.resolve()) if self._writer else ""
        encoder = str(self._encoder.resolve()) if self._encoder else ""
        others = tuple(str(path.resolve()) for path in self._others)
        kept = self._prefixes
        return protocol.Load(
            next(self._ids),
            writer,
            encoder,
            threads=self._wanted_threads or 0,
            others=others,
            prefix_folder=str(kept.folder.resolve()) if kept else "",
            prefix_most_bytes=kept.most_bytes if kept else 0,
            prefix_least_work=kept.least_work if kept else 0,
        )


def _wait(
    child: Child,
    id: int,
    answers: Answers,
    on_text: Callable[[str], None],
    cancelled: threading.Event | None,
) -> protocol.Done | protocol.Failed | None:
    """Return a request's last answer, or `None` when the child is gone."""
    patience_ends = 0.0
    while True:
        if cancelled is not None and cancelled.is_set():
            if not patience_ends:
                child.tell(protocol.Cancel(0, id))
                patience_ends = time.monotonic() + CANCEL_PATIENCE_S
            elif time.monotonic() > patience_ends:
                child.stop(kill=True)
        try:
            answer = answers.get(timeout=None if cancelled is None else CANCEL_POLL_S)
        except queue.Empty:
            continue
        if not isinstance(answer, protocol.Piece):
            return answer
        on_text(answer.text)


def _error(answer: protocol.Failed) -> EngineError | ModelError:
    kind = ModelError if answer.error == "ModelError" else EngineError
    try:
        return kind(answer.key, **answer.facts)
    except (KeyError, TypeError):
        return EngineError("engine_protocol")


def _facts(kind: type[_T], facts: dict[str, Any] | None) -> _T:
    try:
        return kind(**(facts or {}))
    except TypeError as error:
        raise EngineError("engine_protocol") from error
