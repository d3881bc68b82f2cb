"""A task goes from one model to the next until one does it well, and each attempt is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import Cancelled, EngineError, ModelError
from desktop.routing import Attempt, Uses, carry_out, route, task_named
from tests.unit.routing.candidates import candidate

CUSTOM = task_named("custom")
SMALL, LARGE = candidate("small", 1.5, 0.55), candidate("large", 32, 0.9)
ROUTE = route(CUSTOM, (SMALL, LARGE))


def test_what_is_good_is_taken():
    """Nobody else is asked."""
    done = carry_out(
        ROUTE, lambda one: Attempt(one.id, True, 100, 20), uses=Uses(), project=Path("/apps/shed")
    )
    assert (done.attempt.result, done.by) == ("small", SMALL)
    (use,) = Uses().all()
    assert done.uses == (use,)
    assert (use.task, use.model, use.prompt_tokens, use.tokens) == ("custom", "Small", 100, 20)
    assert (use.why, use.project) == ("routing.smallest", str(Path("/apps/shed")))
    assert use.at.endswith("+00:00")


def test_what_is_not_good_goes_to_the_next():
    """The person is told at each turn who tries, and both attempts are kept."""
    told = []
    done = carry_out(
        ROUTE,
        lambda one: Attempt(one.id, one is LARGE),
        uses=Uses(),
        on_turn=lambda turn: told.append(turn.sentence()),
    )
    assert (done.attempt.result, done.by) == ("large", LARGE)
    assert [(use.model, use.good) for use in done.uses] == [("Small", False), ("Large", True)]
    assert told == [
        "Small is the smallest that does this well.",
        "The one before did not get it right, so Large tries.",
    ]


def test_one_that_breaks_is_followed_by_the_next():
    def ask(one):
        if one is SMALL:
            raise ModelError("model_damaged", file="small.gguf")
        return Attempt(one.id, True)

    done = carry_out(ROUTE, ask, uses=Uses())
    assert done.by is LARGE
    assert len(done.uses) == 2


def test_where_none_is_good_the_last_is_given():
    """With what is wrong in it: taking it back can then be offered."""
    done = carry_out(ROUTE, lambda one: Attempt(one.id, False), uses=Uses())
    assert (done.attempt.good, done.by) == (False, LARGE)


def test_what_came_to_something_is_better_than_an_error():
    def ask(one):
        if one is LARGE:
            raise EngineError("engine_died")
        return Attempt(one.id, False)

    assert carry_out(ROUTE, ask, uses=Uses()).by is SMALL


def test_where_all_break_the_last_error_is_raised():
    def ask(one):
        raise EngineError("engine_died" if one is LARGE else "engine_start")

    with pytest.raises(EngineError) as problem:
        carry_out(ROUTE, ask, uses=Uses())
    assert problem.value.key == "engine_died"
    assert len(Uses().all()) == 2


def test_stop_means_stop():
    """Nobody else is asked after it."""
    asked = []

    def ask(one):
        asked.append(one)
        raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        carry_out(ROUTE, ask, uses=Uses())
    assert asked == [SMALL]


def test_nobody_to_ask():
    assert carry_out(route(CUSTOM, ()), lambda one: Attempt(one.id, True), uses=Uses()) is None
