"""A running `llama-server` or vLLM: started, waited for until it answers, and ended."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections import deque

from desktop.errors import EngineError
from desktop.remote.addresses import Address
from desktop.remote.answers import shown
from desktop.remote.asking import ask
from desktop.remote.exchange import Call
from desktop.remote.patience import Patience
from desktop.remote.programs import EVERYWHERE, FENCE, LOOPBACK, Serving, serving_command

_ASK_AGAIN_S = 0.2
_READY = Patience(connect_s=2.0, first_s=5.0, between_s=5.0, total_s=10.0)
_NOT_YET = ("remote_unreachable", "remote_busy", "remote_silent", "remote_broke")
_LOG_LINES = 200
_GRACE_S = 10.0


class RunningServer:
    """A server in a process of its own.

    Args:
        serving: How to start it.

    Raises:
        EngineError: `serving_port_taken`, `serving_failed`.
    """

    def __init__(self, serving: Serving) -> None:
        _check_port(serving)
        self.serving = serving
        self.address = Address("http", LOOPBACK, serving.port)
        self._lines: deque[str] = deque(maxlen=_LOG_LINES)
        try:
            self._process = subprocess.Popen(
                serving_command(serving),
                env=FENCE | os.environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise EngineError("serving_failed", program=serving.program.name, reason=error) from error
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> RunningServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def log(self) -> tuple[str, ...]:
        """Return the last lines that it wrote, oldest first."""
        return tuple(self._lines)

    def wait_until_ready(self, longest_s: float = 600.0) -> None:
        """Return as soon as it answers.

        Raises:
            EngineError: `serving_failed` if it ended, or did not answer in time.
        """
        ends = time.monotonic() + longest_s
        while time.monotonic() < ends:
            self._check_alive()
            try:
                ask(Call(self.address, ""), "/v1/models", _READY)
            except EngineError as problem:
                if problem.key not in _NOT_YET:
                    raise
                time.sleep(_ASK_AGAIN_S)
                continue
            self._check_alive()
            return
        raise EngineError("serving_slow", program=self.serving.program.name, seconds=round(longest_s))

    def wait(self) -> None:
        """Return when it has ended by itself.

        Raises:
            EngineError: `serving_failed`: a server does not end unless it is told to.
        """
        self._process.wait()
        self._check_alive()

    def stop(self) -> None:
        """End it; once more does nothing."""
        self._process.terminate()
        try:
            self._process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_GRACE_S)

    def _check_alive(self) -> None:
        if self._process.poll() is None:
            return
        self._reader.join(_GRACE_S)
        said = [line for line in self._lines if line.strip()]
        telling = [line for line in said if "error" in line.lower()] or said
        reason = shown(telling[-1]) if telling else f"exit code {self._process.returncode}"
        raise EngineError("serving_failed", program=self.serving.program.name, reason=reason)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.append(line.rstrip())


def _check_port(serving: Serving) -> None:
    """Another server at this port would be taken for ours.

    Raises:
        EngineError: `serving_port_taken`.
    """
    try:
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            line.bind((EVERYWHERE if serving.lan else LOOPBACK, serving.port))
    except OSError as error:
        raise EngineError("serving_port_taken", port=serving.port) from error
