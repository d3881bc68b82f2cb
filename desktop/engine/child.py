"""One run of the child process: its pipes, its log, and who waits for which answer.

It is started once and never restarted; `client.Engine` makes another one when it has to.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from desktop.engine import protocol
from desktop.engine.unseen import UNSEEN
from desktop.errors import EngineError

START_TIMEOUT_S = 60.0  # the first start after an installation may wait for a virus scanner
STOP_TIMEOUT_S = 2.0
LOG_LINES = 400
LOG_LINE_CHARACTERS = 500
# Else ggml, when it gives up, first starts a debugger where there is one, and that may ask the network.
_WHEN_DYING = {"GGML_NO_BACKTRACE": "1"}

Answers = queue.SimpleQueue[protocol.Piece | protocol.Stage | protocol.Done | protocol.Failed | None]


def worker_command() -> tuple[str, ...]:
    """Return the command that starts the child: the program itself, through its own door."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--worker")
    # -P: a folder named `desktop` where the person happens to be must not be taken for the program.
    return (sys.executable, "-P", "-m", "desktop", "--worker")


class Child:
    """A child that has said hello, or has died before; without `gpus` it cannot see any graphics processor.

    Raises:
        EngineError: `engine_start` if it cannot be started, or says nothing or something else.
    """

    def __init__(self, command: Sequence[str], log: deque[str], *, gpus: bool = True) -> None:
        source = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**_WHEN_DYING, **os.environ, "PYTHONPATH": path, **({} if gpus else UNSEEN)},
                # Its own group: Ctrl-C in the terminal is for the parent, also while the child still starts.
                process_group=None if sys.platform == "win32" else 0,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise EngineError("engine_start") from error
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._requests: IO[bytes] = self._process.stdin
        self._log = log
        self._waiting: dict[int, Answers] = {}
        self._lock = threading.Lock()
        self._greeted = threading.Event()  # or died
        self._over = self.has_greeted = False
        self._understood = True
        self._threads = (
            threading.Thread(target=self._read_answers, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._read_log, args=(self._process.stderr,), daemon=True),
        )
        for thread in self._threads:
            thread.start()
        if not self._greeted.wait(START_TIMEOUT_S) or not self._understood:
            self.stop(kill=True)
            raise EngineError("engine_start")

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether answers can still come."""
        return not self._over

    def ask(self, request: protocol.Request) -> Answers:
        """Send a request; its answers come in the queue that is returned, `None` when the child is gone."""
        answers: Answers = queue.SimpleQueue()
        with self._lock:
            if not self._over:
                self._waiting[request.id] = answers
        self.tell(request)
        if self._over:
            answers.put(None)
        return answers

    def tell(self, request: protocol.Request) -> None:
        """Send a request that has no answer of its own."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            # A closed pipe shows as the end of the answers, to those who wait for some.
            self._requests.write(protocol.write_line(request))
            self._requests.flush()

    def stop(self, *, kill: bool = False) -> None:
        """End the child and wait until it is gone, so that no zombie stays."""
        if kill:
            self._process.kill()
        with contextlib.suppress(OSError):
            self._requests.close()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _read_answers(self, stream: IO[bytes]) -> None:
        with stream:
            while line := stream.readline(protocol.MAX_LINE_BYTES):
                try:
                    self._pass_on(protocol.read_line(line))
                except protocol.MalformedError as error:
                    self._log.append(f"not understood: {error}")
                    self._understood = False
                    self._process.kill()
        with self._lock:
            self._over = True
            waiting = tuple(self._waiting.values())
            self._waiting.clear()
        self._greeted.set()
        for answers in waiting:
            answers.put(None)

    def _pass_on(self, answer: protocol.Request | protocol.Answer) -> None:
        if isinstance(answer, protocol.Hello):
            self._understood = answer.version == protocol.VERSION
            self.has_greeted = True
            self._greeted.set()
        elif isinstance(answer, (protocol.Piece, protocol.Stage)):
            answers = self._waiting.get(answer.id)
            if answers is not None:
                answers.put(answer)
        elif isinstance(answer, (protocol.Done, protocol.Failed)):
            with self._lock:
                last = self._waiting.pop(answer.id, None)
            if last is not None:
                last.put(answer)
        else:
            raise protocol.MalformedError("a request came from the child", answer.id)

    def _read_log(self, stream: IO[bytes]) -> None:
        with stream:
            # Bounded reads: a line without an end must not fill the memory.
            while line := stream.readline(LOG_LINE_CHARACTERS):
                self._log.append(line.decode("utf-8", "replace").rstrip())
