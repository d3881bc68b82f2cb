"""A task carried out along its route: whoever fails is followed by the next, and each attempt is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, TypeVar

from desktop.errors import Cancelled, EngineError, ModelError
from desktop.routing.candidate import Candidate
from desktop.routing.route import Route, escalate
from desktop.routing.uses import Use, Uses

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attempt(Generic[T]):
    """What came of asking one model.

    Attributes:
        result: What it made.
        good: Whether the checker, or the preview's run, had nothing to say against it.
        prompt_tokens, tokens: What was read and written; 0 where nobody counted.
    """

    result: T
    good: bool
    prompt_tokens: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class CarriedOut(Generic[T]):
    """What came of a task.

    Attributes:
        attempt: The good one; where none was, the last that came to anything.
        by: Who made it.
        uses: Every attempt, in order, also those that failed.
    """

    attempt: Attempt[T]
    by: Candidate
    uses: tuple[Use, ...]


def carry_out(
    route: Route,
    ask: Callable[[Candidate], Attempt[T]],
    *,
    uses: Uses,
    project: Path | None = None,
    on_turn: Callable[[Route], None] = lambda route: None,
) -> CarriedOut[T] | None:
    """Ask one model after the other until one does it well.

    Args:
        route: Whom to ask.
        ask: Asks one; it may raise EngineError and ModelError, then the next is asked.
        uses: Keeps what each attempt has cost.
        project: The app's folder; None before there is one.
        on_turn: Called with the rest of the route before each is asked: its `sentence` says who, and why.

    Returns:
        What came of it; None if the route names nobody.

    Raises:
        Cancelled: The person stopped it.
        EngineError: Nobody came to anything; this is what stopped the last.
        ModelError: Likewise.
    """
    account: list[Use] = []
    made: tuple[Attempt[T], Candidate] | None = None
    stopped: EngineError | ModelError | None = None
    while route.first is not None:
        on_turn(route)
        started = time.monotonic()
        attempt: Attempt[T] | None = None
        try:
            attempt = ask(route.first)
        except Cancelled:
            raise
        except (EngineError, ModelError) as problem:
            stopped = problem
        account.append(_use(route, route.first, attempt, time.monotonic() - started, project))
        uses.keep(account[-1])
        if attempt is not None:
            made = (attempt, route.first)
            if attempt.good:
                break
        route = escalate(route)
    if made is not None:
        return CarriedOut(*made, tuple(account))
    if stopped is not None:
        raise stopped
    return None


def _use(
    route: Route, candidate: Candidate, attempt: Attempt[T] | None, seconds: float, project: Path | None
) -> Use:
    return Use(
        task=route.task.name,
        model=candidate.name,
        seconds=round(seconds, 2),
        prompt_tokens=attempt.prompt_tokens if attempt else 0,
        tokens=attempt.tokens if attempt else 0,
        why=route.why,
        project=str(project) if project else "",
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        good=attempt is not None and attempt.good,
    )
