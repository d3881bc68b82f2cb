"""The words that client and worker exchange: one JSON object a line, over the child's stdin and stdout.

The child opens with a `Hello` that carries the protocol's version. Every request has an id; every
answer names the id it belongs to. A request ends with exactly one `Done` or `Failed`; `generate` and
`chat` send any number of `Piece` before it. `Cancel` and `Shutdown` get no answer of their own: a
cancelled request ends with its own `Done`. Fields are checked against the dataclasses below, so a line
that does not fit is a `MalformedError`, never a wrong value deeper inside.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from typing import Any

VERSION = 2
MAX_LINE_BYTES = 64 * 1024 * 1024


class MalformedError(ValueError):
    """A line that is not of this protocol; `id` is the request it names, 0 if it names none."""

    def __init__(self, reason: str, id: int = 0) -> None:
        super().__init__(reason)
        self.id = id


@dataclass(frozen=True)
class Load:
    """Load models; an empty path means none. Expected sizes in bytes; 0 means that any will do.

    `others` are more encoders, beside the first. The prefixes are those of `prefix_store.Prefixes`; an empty
    folder means that none are kept. `decode_threads` were measured for writing before; 0 if not.
    `gpu` lets the writer use graphics processors; `gpu_failed` says that the last child died of that.
    """

    id: int
    writer: str = ""
    encoder: str = ""
    writer_bytes: int = 0
    encoder_bytes: int = 0
    threads: int = 0
    others: tuple[str, ...] = ()
    prefix_folder: str = ""
    prefix_most_bytes: int = 0
    prefix_least_work: int = 0
    decode_threads: int = 0
    gpu: bool = True
    gpu_failed: bool = False


@dataclass(frozen=True)
class Generate:
    """Continue a prompt under a GBNF grammar (`None` for none), token by token."""

    id: int
    prompt: str
    grammar: str | None = None
    max_tokens: int = 512
    seed: int = 0
    temperature: float = 0.0
    stop_at_end: bool = True


@dataclass(frozen=True)
class Chat:
    """Answer a conversation: pairs of role and text, in the words of the model's own template."""

    id: int
    messages: tuple[tuple[str, ...], ...]
    grammar: str | None = None
    max_tokens: int = 512
    seed: int = 0
    temperature: float = 0.0


@dataclass(frozen=True)
class Encode:
    """Turn sequences of token ids, [CLS] and [SEP] included, into one vector per token.

    `encoder` says which: 0 the first, 1 the first of the `others`.
    """

    id: int
    sequences: tuple[tuple[int, ...], ...]
    encoder: int = 0


@dataclass(frozen=True)
class Measure:
    """Run bare llama.cpp over a prompt and then `tokens` decode steps: the benchmark's yardstick."""

    id: int
    prompt: str
    tokens: int


@dataclass(frozen=True)
class Info:
    """Ask what is loaded."""

    id: int


@dataclass(frozen=True)
class Cancel:
    """Stop the request `target`, which may have ended already."""

    id: int
    target: int


@dataclass(frozen=True)
class Shutdown:
    """Leave, now."""

    id: int


@dataclass(frozen=True)
class Hello:
    """The child's first line."""

    version: int


@dataclass(frozen=True)
class Piece:
    """Some more text of a running `Generate`."""

    id: int
    text: str


@dataclass(frozen=True)
class Stage:
    """From now on a stranger's program runs in the child, out of a model's file, and has so many seconds.

    0 seconds: it has ended, and there is no limit any more.
    """

    id: int
    limit_s: float
    file: str


@dataclass(frozen=True)
class Done:
    """The end of a request that went well; `facts` are its results, plain JSON."""

    id: int
    facts: dict[str, Any]


@dataclass(frozen=True)
class Failed:
    """The end of a request that did not: an error class and key of `desktop.errors`, and its facts."""

    id: int
    error: str
    key: str
    facts: dict[str, Any]


Request = Load | Generate | Chat | Encode | Measure | Info | Cancel | Shutdown
Answer = Hello | Piece | Stage | Done | Failed
_KINDS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in (*Request.__args__, *Answer.__args__)}
_TYPES = {kind: typing.get_type_hints(kind) for kind in _KINDS.values()}


def write_line(message: Request | Answer) -> bytes:
    """Return the message as one line of JSON in ASCII, its line feed included."""
    body = {"is": type(message).__name__.lower(), **_plain(message)}
    return json.dumps(body, separators=(",", ":")).encode("ascii") + b"\n"


def read_line(line: bytes) -> Request | Answer:
    """Return the message in a line.

    Raises:
        MalformedError: If the line is no JSON object, of no known kind, or a field is missing, unknown or
            of the wrong type.
    """
    try:
        body = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedError("not JSON") from error
    if not isinstance(body, dict):
        raise MalformedError("not an object")
    named = body.get("id")
    id = named if isinstance(named, int) and not isinstance(named, bool) else 0
    kind = _KINDS.get(str(body.pop("is", "")))
    if kind is None:
        raise MalformedError("unknown kind of message", id)
    hints = _TYPES[kind]
    for name, value in body.items():
        if name not in hints or not _fits(value, hints[name]):
            raise MalformedError(f"field {name!r} is unknown or of the wrong type", id)
    try:
        message: Request | Answer = kind(**{name: _frozen(value) for name, value in body.items()})
    except TypeError as error:
        raise MalformedError("a field is missing", id) from error
    return message


def _plain(message: Request | Answer) -> dict[str, Any]:
    # Not dataclasses.asdict: it would copy every list of token ids element by element.
    return {field.name: getattr(message, field.name) for field in dataclasses.fields(message)}


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Lists as tuples; an object's insides are left as they are."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - a type hint has no narrower type
    origin = typing.get_origin(hint)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        return isinstance(value, list) and all(_fits(item, inner) for item in value)
    if origin is types.UnionType:
        return any(_fits(value, choice) for choice in typing.get_args(hint))
    if origin is dict:
        return isinstance(value, dict)
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)
