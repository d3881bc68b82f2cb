"""How the number of threads follows what others leave of the computer; a made-up clock, no model."""

from __future__ import annotations

import pytest

from desktop.engine import pacing
from desktop.engine.pacing import Pace


class Clock:
    """Stands for the computer's clocks, and for a model that takes as long as the test says."""

    def __init__(self) -> None:
        self.now = 100.0
        self.alone_s = 0.001
        self.together_s = 0.0006
        self.threads = 0

    def step(self):
        self.now += self.alone_s if self.threads == 1 else self.together_s


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(pacing.time, "perf_counter", lambda: clock.now)
    monkeypatch.setattr(pacing.time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def pace(clock):
    pace = Pace(4, lambda threads: setattr(clock, "threads", threads))
    pace.calibrate(clock.step)
    return pace


def test_idle_cores_are_all_used(clock, pace):
    """As long as all threads together are faster, they stay."""
    for _ in range(1000):
        pace.note(1, clock.together_s)
    assert pace.threads == clock.threads == 4


def test_one_slow_step_is_forgiven(clock, pace):
    """A short hiccup now and then costs less than giving up."""
    for _ in range(20):
        pace.note(1, 0.005)
        for _ in range(50):
            pace.note(1, clock.together_s)
    assert pace.threads == 4


def test_busy_cores_leave_one_thread(clock, pace):
    """Steps that take longer than one thread would need are soon over."""
    steps = 0
    while pace.threads > 1:
        pace.note(1, 0.02)
        steps += 1
    assert steps == 1
    assert clock.threads == 1


def test_long_prompt_is_judged_by_its_length(pace):
    """A block of many tokens may take its time."""
    pace.note(128, 0.1)
    assert pace.threads == 4


def test_all_threads_are_tried_again(clock, pace):
    """After a while one token is risked with all threads, never a whole prompt."""
    pace.note(1, 0.02)
    pace.note(1, 0.001)
    assert pace.threads == 1
    clock.now += pacing.ALONE_S + 1
    pace.note(128, 0.1)
    assert pace.threads == 1
    pace.note(1, 0.001)
    assert pace.threads == clock.threads == 4


def test_busy_from_the_start(clock):
    """A computer that is busy while the model loads begins with one thread."""
    clock.together_s = 0.02
    pace = Pace(4, lambda threads: setattr(clock, "threads", threads))
    pace.calibrate(clock.step)
    assert clock.threads == 1


def test_single_core_stays_single(clock):
    """Where there is one core there is nothing to decide."""
    pace = Pace(1, lambda threads: setattr(clock, "threads", threads))
    pace.calibrate(clock.step)
    pace.note(1, 10.0)
    clock.now += 100
    pace.note(1, 0.001)
    assert (clock.threads, pace.threads) == (1, 1)
