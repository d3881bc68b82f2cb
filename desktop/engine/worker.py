"""The child process: reads requests from stdin, runs the models, answers on stdout.

One thread reads, so that a cancel is heard while a text is being written, and so that the end of stdin
(the parent is gone, however it died) ends the process at once. The main thread does the requests in
the order in which they came. llama.cpp writes its log to stderr; stdout is moved out of its way first.
"""

from __future__ import annotations

import base64
import dataclasses
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from desktop.engine import protocol
from desktop.engine.backends import processor_variant
from desktop.engine.chat_template import ChatTemplate
from desktop.engine.completion import Message, Role
from desktop.engine.devices import backends, devices
from desktop.engine.encoder import Encoder
from desktop.engine.loading import LoadedWriter, is_small, load_writer, usual_threads
from desktop.engine.model_file import check_model
from desktop.engine.native import llama, start_native
from desktop.engine.prompt_parts import Part
from desktop.engine.unseen import are_unseen
from desktop.engine.writer import DeviceFailedError, Writer
from desktop.errors import EngineError, HomespunError, ModelError

LONGEST_SEQUENCE = 8192  # an encoder's memory grows with the square of it
_ROLES: dict[str, Role] = {"system": "system", "user": "user", "assistant": "assistant"}
TEMPLATE_LIMIT_S = 10.0  # a template needs a thousandth of a second, its first use a tenth


def main() -> NoReturn:
    """Serve until stdin ends or a shutdown comes; the process ends here, with status 0."""
    # Ctrl-C in a terminal reaches the whole group; what it means is the parent's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    start_native()
    Worker(sys.stdin.buffer, answers).serve()


class Worker:
    """The loop and the loaded models."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._waiting: queue.SimpleQueue[protocol.Request | protocol.Failed] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._writing = threading.Lock()
        self._loaded: LoadedWriter | None = None
        self._template: ChatTemplate | None = None
        self._encoders: list[Encoder] = []
        self._names = ("", "")
        self._threads = usual_threads(small=True)

    def serve(self) -> NoReturn:
        """Say hello, then answer requests for good."""
        self._send(protocol.Hello(version=protocol.VERSION))
        threading.Thread(target=self._listen, daemon=True).start()
        while True:
            request = self._waiting.get()
            if isinstance(request, protocol.Shutdown):
                _leave()
            self._send(request if isinstance(request, protocol.Failed) else self._answer(request))

    def _listen(self) -> None:
        try:
            while line := self._requests.readline(protocol.MAX_LINE_BYTES):
                self._hear(line)
        finally:
            # Nobody is left to answer to, or nobody to listen.
            _leave()

    def _hear(self, line: bytes) -> None:
        try:
            request = protocol.read_line(line)
        except protocol.MalformedError as error:
            print(f"malformed request: {error}", file=sys.stderr, flush=True)
            self._waiting.put(_failed(error.id, EngineError("engine_protocol")))
            return
        if isinstance(request, protocol.Cancel):
            self._cancelled.add(request.target)
        elif isinstance(request, protocol.Request):
            self._waiting.put(request)
        else:
            self._waiting.put(_failed(0, EngineError("engine_protocol")))

    def _answer(self, request: protocol.Request) -> protocol.Answer:
        try:
            return protocol.Done(request.id, self._do(request))
        except HomespunError as error:
            return _failed(request.id, error)
        except DeviceFailedError:
            print("the graphics processor failed", file=sys.stderr, flush=True)
            _leave()  # the next process does without it: see `client`
        except Exception:  # noqa: BLE001 - the worker's loop: one bad request must not end the process
            traceback.print_exc()
            return _failed(request.id, EngineError("engine_protocol"))
        finally:
            self._cancelled.discard(request.id)

    def _do(self, request: protocol.Request) -> dict[str, Any]:
        match request:
            case protocol.Load():
                return self._load(request)
            case protocol.Generate():
                return self._generate(request)
            case protocol.Chat():
                return self._chat(request)
            case protocol.Encode():
                return self._encode(request)
            case protocol.Measure():
                return dataclasses.asdict(self._the_writer().measure(request.prompt, request.tokens))
            case _:
                return self._info(request.id)

    def _load(self, request: protocol.Load) -> dict[str, Any]:
        writer, encoder = Path(request.writer), Path(request.encoder)
        if request.writer:
            self._loaded = load_writer(request)
            self._threads = self._loaded.threads
        self._encoders = []
        for path in (encoder, *map(Path, request.others)) if request.encoder else ():
            expected = request.encoder_bytes if path == encoder else 0
            header = check_model(path, expected or None, context_limit=LONGEST_SEQUENCE)
            small = is_small(header)
            threads = request.threads or usual_threads(small=small)
            limit = min(header.context_tokens, LONGEST_SEQUENCE)
            paced = small and not request.threads
            self._encoders.append(Encoder(str(path), path.name, limit, threads, paced=paced))
            self._threads = max(self._threads, threads)
        self._names = (writer.name, encoder.name)
        return {"measured_threads": self._loaded.measured_threads if self._loaded else 0}

    def _generate(self, request: protocol.Generate) -> dict[str, Any]:
        return self._write(request, request.prompt, stop_at_end=request.stop_at_end)

    def _chat(self, request: protocol.Chat) -> dict[str, Any]:
        messages = [Message(_ROLES[role], text) for role, text in request.messages]
        with self._watched(request.id):
            parts = self._the_template().parts(messages)
        return self._write(request, parts)

    def _write(
        self,
        request: protocol.Generate | protocol.Chat,
        prompt: str | Sequence[Part],
        *,
        stop_at_end: bool = True,
    ) -> dict[str, Any]:
        completion = self._the_writer().generate(
            prompt,
            grammar=request.grammar,
            max_tokens=request.max_tokens,
            seed=request.seed,
            temperature=request.temperature,
            stop_at_end=stop_at_end,
            emit=lambda text: self._send(protocol.Piece(request.id, text)) if text else None,
            cancelled=lambda: request.id in self._cancelled,
        )
        return dataclasses.asdict(completion)

    def _encode(self, request: protocol.Encode) -> dict[str, Any]:
        if not 0 <= request.encoder < len(self._encoders):
            raise EngineError("engine_without_reader")
        encoder = self._encoders[request.encoder]
        vectors = [encoder.encode(sequence) for sequence in request.sequences]
        return {
            "width": encoder.vector_size,
            "vectors": [base64.b64encode(vector.tobytes()).decode("ascii") for vector in vectors],
        }

    @contextmanager
    def _watched(self, id: int) -> Iterator[None]:
        """Let the client watch the clock: what runs here is out of a stranger's file."""
        self._send(protocol.Stage(id, TEMPLATE_LIMIT_S, self._names[0]))
        yield
        self._send(protocol.Stage(id, 0.0, self._names[0]))

    def _the_template(self) -> ChatTemplate:
        if self._template is None:
            tokens, source = self._the_writer().special_tokens, self._the_loaded().header.chat_template
            self._template = ChatTemplate(source, tokens.begin, tokens.end, self._names[0])
        return self._template

    def _has_chat(self, id: int) -> bool:
        """Whether a conversation can be put into the model's words; tried once."""
        if self._loaded is None or not self._loaded.header.chat_template:
            return False
        try:
            with self._watched(id):
                self._the_template().parts([Message("user", "Hello")])
        except ModelError as error:
            print(error, error.__cause__, file=sys.stderr, flush=True)
            return False
        return True

    def _info(self, id: int) -> dict[str, Any]:
        loaded = self._loaded
        return {
            "pid": os.getpid(),
            "llama_version": llama.llama_version().decode(),
            "system": llama.llama_print_system_info().decode(),
            "threads": self._threads,
            "writer": self._names[0],
            "context_tokens": loaded.plan.context_tokens if loaded else 0,
            "encoder": self._names[1],
            "vector_size": self._encoders[0].vector_size if self._encoders else 0,
            "name": loaded.header.name if loaded else "",
            "has_chat": self._has_chat(id),
            "backends": backends(),
            "variant": processor_variant(),
            "devices": [dataclasses.asdict(device) for device in devices()],
            "layers": len(loaded.header.layer_bytes) + 1 if loaded else 0,
            "gpu_layers": loaded.plan.gpu_layers if loaded else 0,
            "offload": loaded.plan.offload if loaded else "failed" if are_unseen() else "none",
        }

    def _the_writer(self) -> Writer:
        return self._the_loaded().writer

    def _the_loaded(self) -> LoadedWriter:
        if self._loaded is None:
            raise EngineError("engine_without_writer")
        return self._loaded

    def _send(self, answer: protocol.Answer) -> None:
        line = memoryview(protocol.write_line(answer))
        with self._writing:
            while line:
                line = line[self._answers.write(line) :]


def _leave() -> NoReturn:
    # Nothing here needs saving, and this way out works from any thread, also in the middle of native code.
    os._exit(0)


def _failed(id: int, error: HomespunError) -> protocol.Failed:
    return protocol.Failed(id, type(error).__name__, error.key, dict(error.facts))


if __name__ == "__main__":
    main()
