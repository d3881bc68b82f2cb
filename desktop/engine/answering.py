"""Waiting for the child's answer to one request, and what its answers mean in our own words."""

from __future__ import annotations

import base64
import dataclasses
import math
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy

from desktop.engine import protocol
from desktop.engine.child import Answers, Child
from desktop.engine.completion import EngineInfo, Vectors
from desktop.engine.plan import Device
from desktop.errors import EngineError, ModelError

CANCEL_POLL_S = 0.02
CANCEL_PATIENCE_S = 3.0  # then Stop means stop: the child is ended in the middle of its work

_T = TypeVar("_T")


def wait(
    child: Child,
    id: int,
    answers: Answers,
    on_text: Callable[[str], None],
    cancelled: threading.Event | None,
) -> protocol.Done | protocol.Failed | None:
    """Return a request's last answer, or `None` when the child is gone.

    A child in which a stranger's program runs longer than it may is ended.
    """
    patience_ends = ends = math.inf
    file = ""
    while True:
        if cancelled is not None and cancelled.is_set():
            if patience_ends == math.inf:
                child.tell(protocol.Cancel(0, id))
                patience_ends = time.monotonic() + CANCEL_PATIENCE_S
            elif time.monotonic() > patience_ends:
                child.stop(kill=True)
        if time.monotonic() > ends:
            child.stop(kill=True)
            return protocol.Failed(id, "ModelError", "model_chat_endless", {"file": file})
        try:
            answer = answers.get(timeout=None if cancelled is None and ends == math.inf else CANCEL_POLL_S)
        except queue.Empty:
            continue
        if isinstance(answer, protocol.Piece):
            on_text(answer.text)
        elif isinstance(answer, protocol.Stage):
            file = answer.file
            ends = time.monotonic() + answer.limit_s if answer.limit_s > 0 else math.inf
        else:
            return answer


def error_of(answer: protocol.Failed) -> EngineError | ModelError:
    """Return the error that the child names."""
    kind = ModelError if answer.error == "ModelError" else EngineError
    try:
        return kind(answer.key, **answer.facts)
    except (KeyError, TypeError):
        return EngineError("engine_protocol")


def facts_of(kind: type[_T], facts: dict[str, Any] | None) -> _T:
    """Return the facts of an answer as what they are meant to be.

    Raises:
        EngineError: `engine_protocol` if they are something else.
    """
    try:
        return kind(**(facts or {}))
    except TypeError as error:
        raise EngineError("engine_protocol") from error


def info_of(facts: dict[str, Any] | None) -> EngineInfo:
    """Return what is loaded.

    Raises:
        EngineError: As `facts_of`.
    """
    info = facts_of(EngineInfo, facts)
    listed: Any = info.devices  # so far what JSON made of them
    devices = tuple(facts_of(Device, device) for device in listed)
    return dataclasses.replace(info, backends=tuple(info.backends), devices=devices)


def vectors_of(facts: dict[str, Any] | None) -> tuple[Vectors, ...]:
    """Return an encoder's vectors.

    Raises:
        EngineError: As `facts_of`.
    """
    try:
        found = facts or {}
        rows = [numpy.frombuffer(base64.b64decode(text), numpy.float32) for text in found["vectors"]]
        return tuple(row.reshape(-1, found["width"]) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError("engine_protocol") from error
