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
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from desktop.engine import protocol
from desktop.engine.encoder import Encoder
from desktop.engine.machine import physical_cores
from desktop.engine.model_file import check_model
from desktop.engine.native import llama, start_native
from desktop.engine.prefix_store import Prefixes
from desktop.engine.writer import MAX_CONTEXT_TOKENS, Writer
from desktop.errors import EngineError, HomespunError

SMALL_MODEL_BYTES = 256 * 1024 * 1024
SMALL_MODEL_THREADS = 4


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
        self._writer: Writer | None = None
        self._encoders: list[Encoder] = []
        self._names = ("", "")
        self._threads = _threads(small=True)

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
        while line := self._requests.readline(protocol.MAX_LINE_BYTES):
            try:
                request = protocol.read_line(line)
            except protocol.MalformedError as error:
                print(f"malformed request: {error}", file=sys.stderr, flush=True)
                self._waiting.put(_failed(error.id, EngineError("engine_protocol")))
                continue
            if isinstance(request, protocol.Cancel):
                self._cancelled.add(request.target)
            elif isinstance(request, protocol.Request):
                self._waiting.put(request)
            else:
                self._waiting.put(_failed(0, EngineError("engine_protocol")))
        # Nobody is left to answer to.
        _leave()

    def _answer(self, request: protocol.Request) -> protocol.Answer:
        try:
            return protocol.Done(request.id, self._do(request))
        except HomespunError as error:
            return _failed(request.id, error)
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
            case protocol.Encode():
                return self._encode(request)
            case protocol.Measure():
                return dataclasses.asdict(self._the_writer().measure(request.prompt, request.tokens))
            case _:
                return self._info()

    def _load(self, request: protocol.Load) -> dict[str, Any]:
        writer, encoder = Path(request.writer), Path(request.encoder)
        if request.writer:
            header = check_model(writer, request.writer_bytes or None, context_limit=MAX_CONTEXT_TOKENS)
            small = header.file_bytes < SMALL_MODEL_BYTES
            threads = request.threads or _threads(small)
            self._writer = Writer(
                str(writer), writer.name, header.context_tokens, threads, paced=small and not request.threads
            )
            self._threads = threads
            if request.prefix_folder:
                where = Path(request.prefix_folder)
                prefixes = Prefixes(where, request.prefix_most_bytes, request.prefix_least_work)
                self._writer.keep_prefixes(writer, header.parameters, prefixes)
        self._encoders = []
        for path in (encoder, *map(Path, request.others)) if request.encoder else ():
            expected = request.encoder_bytes if path == encoder else 0
            header = check_model(path, expected or None, context_limit=MAX_CONTEXT_TOKENS)
            small = header.file_bytes < SMALL_MODEL_BYTES
            threads = request.threads or _threads(small)
            limit = min(header.context_tokens, MAX_CONTEXT_TOKENS)
            paced = small and not request.threads
            self._encoders.append(Encoder(str(path), path.name, limit, threads, paced=paced))
            self._threads = max(self._threads, threads)
        self._names = (writer.name, encoder.name)
        return {}

    def _generate(self, request: protocol.Generate) -> dict[str, Any]:
        completion = self._the_writer().generate(
            request.prompt,
            grammar=request.grammar,
            max_tokens=request.max_tokens,
            seed=request.seed,
            temperature=request.temperature,
            stop_at_end=request.stop_at_end,
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

    def _info(self) -> dict[str, Any]:
        return {
            "pid": os.getpid(),
            "llama_version": llama.llama_version().decode(),
            "system": llama.llama_print_system_info().decode(),
            "threads": self._threads,
            "writer": self._names[0],
            "context_tokens": self._writer.context_tokens if self._writer else 0,
            "encoder": self._names[1],
            "vector_size": self._encoders[0].vector_size if self._encoders else 0,
        }

    def _the_writer(self) -> Writer:
        if self._writer is None:
            raise EngineError("engine_without_writer")
        return self._writer

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


def _threads(small: bool) -> int:
    # A small model's layer takes microseconds, less than it takes many threads to meet at its end.
    cores = physical_cores()
    return min(cores, SMALL_MODEL_THREADS) if small else cores


if __name__ == "__main__":
    main()
