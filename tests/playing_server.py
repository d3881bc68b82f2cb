"""A server on loopback that answers what a test says, byte by byte if need be: the kind, the odd and the hostile.

Every request is kept. An answer is written by a function of the test's own, onto the bare line.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

Line = socket.socket
Answer = Callable[[Line], None]


@dataclass(frozen=True)
class Request:
    """What was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


class PlayingServer:
    """Use it in a `with`; `answers` maps a path to what is written for it, others get a 404."""

    def __init__(self, answers: Mapping[str, Answer], *, host: str = "127.0.0.1") -> None:
        self.answers = dict(answers)
        self.requests: list[Request] = []
        self.hung_up = threading.Event()
        self._socket = socket.create_server((host, 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._lines: list[Line] = []

    def __enter__(self) -> PlayingServer:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        # Closing alone leaves an `accept` waiting.
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def asked(self, path: str) -> list[dict[str, Any]]:
        """The bodies that were posted to a path, oldest first."""
        return [request.body for request in self.requests if request.path == path]

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self._lines.append(line)
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: Line) -> None:
        try:
            request = _read(line)
            self.requests.append(request)
            self.answers.get(request.path, nothing_here)(line)
        except OSError:
            self.hung_up.set()
        finally:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


def _read(line: Line) -> Request:
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(65536) or _gone()
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *others = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in others)}
    while len(rest) < int(headers.get("content-length", "0")):
        rest += line.recv(65536) or _gone()
    return Request(method, path, headers, json.loads(rest) if rest else {})


def _gone() -> bytes:
    raise OSError("the other side has gone")


def head(status: str = "200 OK", kind: str = "application/json", *more: str) -> bytes:
    """The head of an answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *more, "", ""]
    return "\r\n".join(lines).encode("latin-1")


STREAM = head("200 OK", "text/event-stream")


def plain(facts: object, status: str = "200 OK") -> Answer:
    """Answer a JSON value."""
    data = json.dumps(facts).encode()
    return lambda line: line.sendall(head(status, "application/json", f"Content-Length: {len(data)}") + data)


def raw(*pieces: bytes) -> Answer:
    """Write these bytes and end."""
    return lambda line: [line.sendall(piece) for piece in pieces][:0] and None


nothing_here = plain({"error": {"message": "no such page"}}, "404 Not Found")


def event(facts: object) -> bytes:
    """One event of a stream."""
    return b"data: " + json.dumps(facts, ensure_ascii=False).encode() + b"\n\n"


def piece(text: str, finish: str | None = None, **more: Any) -> bytes:
    """A piece of text as `chat/completions` streams it."""
    return event({"choices": [{"delta": {"content": text, **more}, "finish_reason": finish}]})


def usage(prompt_tokens: int, tokens: int, **more: Any) -> bytes:
    """The last event, with the lengths."""
    return event(
        {"choices": [], "usage": {"prompt_tokens": prompt_tokens, "completion_tokens": tokens}, **more}
    )


DONE = b"data: [DONE]\n\n"


def said(*texts: str) -> Answer:
    """Stream these pieces, as a good server does."""
    return raw(STREAM, *(piece(text) for text in texts), piece("", "stop"), usage(5, len(texts)), DONE)


def llama_pages(context: int = 2048, **more: Answer) -> dict[str, Answer]:
    """What makes a client believe that this is llama-server."""
    return {
        "/v1/models": plain({"data": [{"id": "tiny"}]}),
        "/props": plain({"default_generation_settings": {"n_ctx": context}}),
        "/v1/chat/completions": said("Hello", " you"),
        **more,
    }
