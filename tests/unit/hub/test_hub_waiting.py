"""A source that blocks can be walked away from; what it gives and how it fails comes over as it is."""

from __future__ import annotations

import threading

import pytest

from desktop.errors import Cancelled, HubError
from desktop.hub.waiting import stoppable

LONG_S = 60.0


def test_everything_comes_in_order():
    """Also more than lies ready at once."""
    assert list(stoppable(lambda: iter_of(1000))) == list(range(1000))


def iter_of(count):
    yield from range(count)


def test_its_error_is_told_after_what_came():
    def source():
        yield 1
        raise HubError("hub_cut")

    came = []
    with pytest.raises(HubError):
        came.extend(stoppable(source))
    came = []
    with pytest.raises(HubError):
        for each in stoppable(source):
            came.append(each)
    assert came == [1]


def test_stop_ends_the_wait_and_not_only_the_next_piece():
    """The source is in the middle of a long wait, and is left there."""
    stop, over = threading.Event(), threading.Event()

    def source():
        yield 1
        over.wait(LONG_S)
        yield 2

    with pytest.raises(Cancelled):
        for _ in stoppable(source, stop):
            stop.set()
    assert not over.is_set()
    over.set()


def test_who_leaves_early_ends_the_source():
    """It is closed in its own thread, so that what it holds is let go."""
    closed = threading.Event()

    def source():
        try:
            yield from range(10**9)
        finally:
            closed.set()

    pieces = stoppable(source)
    assert next(pieces) == 0
    pieces.close()
    assert closed.wait(LONG_S)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_programmers_mistake_is_not_waited_for():
    """An error that is not ours ends the wait too, as the mistake that it is."""

    def source():
        yield 1
        raise ZeroDivisionError

    with pytest.raises(RuntimeError, match="not ours"):
        list(stoppable(source))
