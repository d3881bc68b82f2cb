"""Bytes from a server, cut into what it sends: events of a stream, or one whole answer. Sizes are bounded.

A stream is "server-sent events" (HTML Living Standard, 9.2): lines `data: …`, an empty line after each event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.errors import EngineError
from desktop.remote.addresses import Address

LONGEST_LINE_BYTES = 1024 * 1024
"""An event carries a token; the last one may carry the whole prompt's description."""
LARGEST_ANSWER_BYTES = 8 * 1024 * 1024
_END = "[DONE]"


def events(chunks: Iterable[bytes], address: Address) -> Iterator[str]:
    """Yield each event's data, until the server says that it was the last.

    Args:
        chunks: The bytes, cut anywhere.
        address: Whose they are, for the sentence.

    Raises:
        EngineError: `remote_too_much` for a line without an end, `remote_strange` for what is no UTF-8.
    """
    data: list[str] = []
    size = 0
    for line in _lines(chunks, address):
        if not line:
            if data:
                whole = "\n".join(data)
                data, size = [], 0
                if whole == _END:
                    return
                yield whole
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
            size += len(value)
            if size > LONGEST_LINE_BYTES:
                raise EngineError("remote_too_much", address=address)
        elif name == "error":
            # WORKAROUND llama-server before 2025 ends a stream that failed with a field of this name.
            yield f'{{"error": {value}}}'
    if data:
        yield "\n".join(data)


def whole(chunks: Iterable[bytes], address: Address) -> str:
    """Return one answer.

    Raises:
        EngineError: `remote_too_much`, `remote_strange`.
    """
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST_ANSWER_BYTES:
            raise EngineError("remote_too_much", address=address)
    return _decoded(b"".join(parts), address)


def _lines(chunks: Iterable[bytes], address: Address) -> Iterator[str]:
    begun = bytearray()
    for chunk in chunks:
        begun += chunk
        if b"\n" in chunk:
            *finished, rest = begun.split(b"\n")
            begun = bytearray(rest)
            for line in finished:
                yield _decoded(bytes(line.removesuffix(b"\r")), address)
        if len(begun) > LONGEST_LINE_BYTES:
            raise EngineError("remote_too_much", address=address)
    if begun:
        yield _decoded(bytes(begun), address)


def _decoded(data: bytes, address: Address) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EngineError("remote_strange", address=address) from error
