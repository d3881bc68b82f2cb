"""One request to a server and the bytes that come back, in a thread of their own.

A server may be slow anywhere: at its name, at the first byte, within a line, at the end. So the thread that
asks never touches the network. It waits for what arrives, looks at the clock and at Stop while it does, and
hangs up when it has waited long enough, wherever the other thread is.
"""

from __future__ import annotations

import http.client
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from desktop.errors import Cancelled, EngineError
from desktop.remote.addresses import Address
from desktop.remote.connecting import Connection
from desktop.remote.patience import Patience

POLL_S = 0.02
_CHUNK_BYTES = 16384
_MOST_WAITING = 64
"""So many chunks lie ready for a slow reader; then the server has to wait."""
LARGEST_BYTES = 64 * 1024 * 1024
"""More than any text that somebody would wait for, with everything that is sent around it."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of a server, and where.

    Attributes:
        address: The server.
        path: From `/v1` on, or a path of the server's own.
        body: JSON to post; None asks by GET.
        key: What the server wants to see of those who ask; "" for nothing.
        confirmed: Whether the person wants to speak to it wherever it is.
    """

    address: Address
    path: str
    body: bytes | None = None
    key: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer: its status, and whether it comes as a stream of events."""

    status: int
    is_stream: bool


class Exchange:
    """A running request. Use it in a `with`: leaving that hangs up.

    Args:
        call: What to ask.
        patience: How long to wait.
        cancelled: Set it, from any thread, to stop.
    """

    def __init__(self, call: Call, patience: Patience, cancelled: threading.Event | None = None) -> None:
        self._call = call
        self._patience = patience
        self._cancelled = cancelled
        self._arrivals: queue.Queue[Head | bytes | Exception | None] = queue.Queue(_MOST_WAITING)
        self._left = threading.Event()
        self._connection = Connection(
            call.address, confirmed=call.confirmed, timeout_s=max(patience.connect_s, 0.1)
        )
        self._began_s = time.monotonic()
        self._latest_s = self._began_s + patience.connect_s + patience.first_s
        self._heard = False

    def __enter__(self) -> Exchange:
        threading.Thread(target=self._run, name="remote", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        self._connection.hang_up()

    def progressed(self) -> None:
        """Say that something worth waiting for has come."""
        self._heard = True
        self._latest_s = time.monotonic() + self._patience.between_s

    def head(self) -> Head:
        """Return the beginning of the answer.

        Raises:
            EngineError: The server is not there, not near, too slow, or speaks no HTTP.
            Cancelled: It was cancelled.
        """
        arrived = self._next()
        if not isinstance(arrived, Head):
            raise EngineError("remote_strange", address=self._call.address)
        return arrived

    def chunks(self) -> Iterator[bytes]:
        """Yield what follows, as it arrives.

        Raises:
            EngineError: The server is too slow, sends too much, or is gone.
            Cancelled: It was cancelled.
        """
        size = 0
        while True:
            arrived = self._next()
            if not isinstance(arrived, bytes):
                return
            size += len(arrived)
            if size > LARGEST_BYTES:
                raise EngineError("remote_too_much", address=self._call.address)
            yield arrived

    def _next(self) -> Head | bytes | None:
        """Wait for what arrives next; None is the end."""
        address = self._call.address
        while True:
            if self._cancelled is not None and self._cancelled.is_set():
                raise Cancelled("cancelled")
            now = time.monotonic()
            if now > self._latest_s or now > self._began_s + self._patience.total_s:
                raise EngineError(
                    "remote_stalled" if self._heard else "remote_silent",
                    address=address,
                    seconds=round(now - self._began_s),
                )
            try:
                arrived = self._arrivals.get(timeout=POLL_S)
            except queue.Empty:
                continue
            if isinstance(arrived, EngineError):
                raise arrived
            if isinstance(arrived, http.client.IncompleteRead | OSError):
                raise EngineError("remote_broke", address=address) from arrived
            if isinstance(arrived, Exception):
                raise EngineError("remote_strange", address=address) from arrived
            return arrived

    def _run(self) -> None:
        """Speak to the server; everything that comes of it, errors included, goes into the queue."""
        call = self._call
        try:
            response = self._connection.ask(
                "GET" if call.body is None else "POST", call.path, call.body, call.key
            )
            with response:
                packed = response.getheader("Content-Encoding", "identity").strip().lower()
                if packed != "identity":
                    raise EngineError("remote_strange", address=call.address)
                kind = response.getheader("Content-Type", "")
                self._hand_over(Head(response.status, kind.startswith("text/event-stream")))
                while chunk := response.read1(_CHUNK_BYTES):
                    self._hand_over(chunk)
                if response.length:
                    raise http.client.IncompleteRead(b"", response.length)
        except (EngineError, OSError, http.client.HTTPException, ValueError) as problem:
            # ValueError: numbers and letters in the head of an answer that `http.client` cannot read.
            self._hand_over(problem)
        finally:
            # Whatever happened, nobody waits for what will not come.
            self._hand_over(None)
            self._connection.close()

    def _hand_over(self, arrival: Head | bytes | Exception | None) -> None:
        while not self._left.is_set():
            with suppress(queue.Full):
                self._arrivals.put(arrival, timeout=POLL_S)
                return
        # Nobody listens any more: the rest is not even read.
        self._connection.hang_up()
