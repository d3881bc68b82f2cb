"""A plain question to a server: one answer, read whole."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import Any

from desktop.remote.answers import plain_object, problem_in
from desktop.remote.exchange import Call, Exchange
from desktop.remote.lines import whole
from desktop.remote.patience import Patience

_HTTP_OK = 200


def ask(
    call: Call,
    path: str,
    patience: Patience,
    body: dict[str, Any] | None = None,
    cancelled: threading.Event | None = None,
) -> dict[str, Any]:
    """Return the object that a server answers.

    Args:
        call: Whom to ask.
        path: What to ask for.
        patience: How long to wait.
        body: What to post; None asks by GET.
        cancelled: Set it, from any thread, to stop.

    Raises:
        EngineError: There is no such answer.
        Cancelled: It was cancelled.
    """
    data = None if body is None else json.dumps(body).encode("utf-8")
    with Exchange(replace(call, path=path, body=data), patience, cancelled) as exchange:
        head = exchange.head()
        text = whole(exchange.chunks(), call.address)
    if head.status != _HTTP_OK:
        raise problem_in(readable(text), head.status, call.address)
    return plain_object(text, call.address)


def readable(text: str) -> dict[str, Any]:
    """The object in the answer of a server that did not do what it was asked; {} where there is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
