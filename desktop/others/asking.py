"""Who is asked, and who comes next: the walk from the first model that routing names to the last.

Whoever fails is followed by the next better one, unless the person has named somebody. Failures are kept with
what they cost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, TypeVar

from desktop.engine.completion import Completion
from desktop.errors import AnswerError, Cancelled, EngineError, ModelError, RequestError
from desktop.fitting import PATIENCE_S, Speeds
from desktop.messages import say
from desktop.others.listening import Listening, OnProgress
from desktop.outcomes import Progress
from desktop.pins import pinned
from desktop.routing import Candidate, Roster, Route, TaskName, Use, Uses, escalate, route, task_named

T = TypeVar("T")


def _untold(progress: Progress) -> None:
    del progress


@dataclass(frozen=True, slots=True)
class How:
    """How somebody is asked.

    Attributes:
        by: The id or the name of a model; "" leaves it to the pin of the app and to routing.
        on_progress: Told from the calling thread, often.
        cancelled: Set it from another thread to stop.
    """

    by: str = ""
    on_progress: OnProgress = _untold
    cancelled: threading.Event | None = None


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """What one model made of a task.

    Attributes:
        value: What came of it.
        good: Whether it passed the checker and its run; if not, the next model is asked.
    """

    value: T
    good: bool = True


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """What came of a task in the end.

    Attributes:
        value: What the model made.
        candidate: Which model it was.
        name: What it is called, without a server's address: it is kept with the app, which may be given
            away.
        use: What that cost.
        notes: In plain words, who had failed before.
    """

    value: T
    candidate: Candidate
    name: str
    use: Use
    notes: tuple[str, ...]


class Asking:
    """Asks the models that are at hand.

    Args:
        roll: Looks around who is here.
        speeds: Learns how fast they are.
        uses: Keeps what they did.
        fingerprint: Of a candidate's file; "" where that is not known.
    """

    def __init__(
        self,
        roll: Callable[[], Roster],
        speeds: Speeds,
        uses: Uses,
        fingerprint: Callable[[Candidate], str],
    ) -> None:
        self.roll = roll
        self.uses = uses
        self.fingerprint = fingerprint
        self._speeds = speeds

    def ask(
        self, name: TaskName, folder: Path | None, how: How, work: Callable[[Listening], Work[T]]
    ) -> Answered[T]:
        """Have a task done.

        Args:
            name: The task's name.
            folder: The app's; None before there is one.
            how: How the person wants it.
            work: Does the task with a model.

        Raises:
            RequestError: `others_nobody`, or `others_unknown` if no model is called so.
            AnswerError: Nothing that was written can be used; of the last that was asked.
            Cancelled: If it was stopped.
            EngineError, ModelError: A model cannot be run, or the server not be used.
        """
        roster = self.roll()
        way = way_for(name, roster.candidates, folder, how.by)
        notes: list[str] = []
        second_best: Answered[T] | None = None
        while way.first is not None:
            candidate = way.first
            began_s = time.perf_counter()
            engine = Listening(roster.engine(candidate), how.on_progress, self._learner(candidate))
            failure: AnswerError | None = None
            why = "others.use_failed"
            try:
                done = work(engine)
                if done.good:
                    why = way.why
            except AnswerError as error:
                failure = error
            except Cancelled:
                why = "others.use_stopped"
                raise
            except (EngineError, ModelError):
                why = "others.use_broke"
                raise
            finally:
                seconds = time.perf_counter() - began_s
                use = self._use(name, candidate, engine, seconds, folder, why, good=why == way.why)
                self.uses.keep(use)
            if failure is None:
                called = engine.facts().name if candidate.where == "server" else candidate.name
                if candidate.where == "here" and engine.facts().fell_back:
                    notes.append(say("others.card_failed", name=candidate.name))
                answered = Answered(done.value, candidate, called, use, tuple(notes))
                if done.good:
                    return answered
                second_best = answered
            following = escalate(way)
            if following.first is None:
                if second_best is not None:
                    return second_best
                assert failure is not None
                raise failure
            notes.append(say("others.next", name=candidate.name, other=following.first.name))
            way = following
        raise RequestError("others_nobody", task=say(f"routing.{name}"))

    def _learner(self, candidate: Candidate) -> Callable[[Completion], None]:
        def learn(completion: Completion) -> None:
            self._speeds.learn(candidate.id, completion, candidate.fit.reckoned)

        return learn

    @staticmethod
    def _use(
        name: TaskName,
        candidate: Candidate,
        engine: Listening,
        seconds: float,
        folder: Path | None,
        why: str,
        *,
        good: bool,
    ) -> Use:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        place = str(folder) if folder is not None else ""
        cost = (round(seconds, 2), engine.prompt_tokens, engine.tokens)
        return Use(name, candidate.name, *cost, why, place, at, good)


def way_for(name: TaskName, candidates: tuple[Candidate, ...], folder: Path | None, by: str = "") -> Route:
    """Return who does a task that Spindle does not do.

    Args:
        name: The task's name.
        candidates: The models there are.
        folder: The app's, for which a model may be pinned; None before there is one.
        by: The id or the name of a model; only it is asked then.

    Raises:
        RequestError: `others_nobody`, or `others_unknown` if no model is called so.
    """
    task = task_named(name)
    others = tuple(one for one in candidates if one.where != "shipped")
    if by:
        called = (one for one in others if by.casefold() in (one.id.casefold(), one.name.casefold()))
        chosen = next(called, None)
        if chosen is None:
            names = ", ".join(one.id for one in others) or say("others.none")
            raise RequestError("others_unknown", name=by, names=names)
        return Route(task, chosen, (), "routing.pinned")
    way = route(task, others, pinned_for(folder), longest_s=PATIENCE_S)
    if way.first is None:
        raise RequestError("others_nobody", task=say(f"routing.{name}"))
    return way


def pinned_for(folder: Path | None) -> str:
    """The id of the model that the person has chosen for an app; "" if none."""
    return pinned(folder) if folder is not None else ""
