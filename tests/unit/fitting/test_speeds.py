"""Speeds are learnt from runs, kept within bounds, and a damaged file teaches nothing."""

from __future__ import annotations

import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import Completion
from desktop.fitting import Speed, Speeds
from desktop.fitting.speeds import KEPT_RUNS, MOST_MODELS
from desktop.paths import settings_folder


def run(tokens_per_s: float = 10.0, prompt_tokens_per_s: float = 100.0, tokens: int = 100) -> Completion:
    """A text that was read and written so fast."""
    return Completion("x", tokens, "end", 200, 200 / prompt_tokens_per_s, tokens / tokens_per_s, 0.0)


def test_nothing_is_known_before_the_first_run():
    assert Speeds().measured("a") == Speed()
    assert Speeds().expected("a", Speed(50.0, 5.0)) == Speed(50.0, 5.0)


def test_what_was_measured_comes_back():
    """Also in the next session."""
    Speeds().learn("a", run(10.0, 100.0))
    assert Speeds().measured("a") == Speed(100.0, 10.0)
    assert Speeds().expected("a", Speed(1.0, 1.0)) == Speed(100.0, 10.0)


def test_one_slow_afternoon_changes_little():
    speeds = Speeds()
    for rate in (10.0, 11.0, 0.1):
        speeds.learn("a", run(rate))
    assert speeds.measured("a").tokens_per_s == 10.0


def test_others_correct_what_was_reckoned():
    """Where other models wrote at half the speed that was reckoned, so will this one, it is said."""
    speeds = Speeds()
    speeds.learn("a", run(10.0), Speed(400.0, 20.0))
    assert speeds.expected("b", Speed(400.0, 8.0)) == Speed(400.0, 4.0)


def test_what_ran_in_another_way_corrects_nothing():
    """A hundred times faster than reckoned is no correction: it ran on something else."""
    speeds = Speeds()
    speeds.learn("a", run(2000.0), Speed(400.0, 20.0))
    assert speeds.expected("b", Speed(400.0, 8.0)) == Speed(400.0, 8.0)


@pytest.mark.parametrize(
    "told",
    [
        Completion("", 0, "cancelled", 0, 0.0, 0.0, 0.0),
        Completion("x", 3, "end", 10, 0.1, 0.1, 0.0),
        Completion("x", 100, "end", 100, 0.0, 0.0, 0.0),
        Completion("x", 100, "end", 100, -1.0, float("nan"), 0.0),
        Completion("x", 100, "end", 100, 1e-12, 1e12, 0.0),
    ],
)
def test_what_tells_nothing_is_let_go(told):
    """Too short, no time at all, or a clock that was set back."""
    speeds = Speeds()
    speeds.learn("a", told)
    assert speeds.measured("a") == Speed()


def test_a_kept_prompt_still_tells_how_fast_it_writes():
    speeds = Speeds()
    speeds.learn("a", Completion("x", 100, "end", 200, 0.0, 10.0, 0.0))
    assert speeds.measured("a") == Speed(None, 10.0)


def test_it_never_grows_beyond_its_bounds():
    """Many runs of many models: the latest are kept."""
    speeds = Speeds()
    for number in range(MOST_MODELS + 5):
        speeds.learn(f"m{number}", run())
    for _ in range(KEPT_RUNS + 5):
        speeds.learn("again", run())
    facts = json.loads((settings_folder() / "speeds.json").read_text("utf-8"))
    assert len(facts) == MOST_MODELS
    assert len(facts["again"]["written"]) == KEPT_RUNS
    assert "m0" not in facts
    speeds.learn("x" * 10_000, run())
    assert speeds.measured("x" * 10_000) == Speed()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"a": 1, "b": [], "c": {"prompt": 3, "written": ["x", true, null, -1, 0, 1e300]}}',
        '{"a": {"prompt": [NaN, Infinity], "written": {}, "reckoned": "fast"}}',
        "x" * 1_000_000,
    ],
)
def test_damaged_files_teach_nothing(text):
    settings_folder().mkdir(parents=True)
    (settings_folder() / "speeds.json").write_text(text, "utf-8")
    speeds = Speeds()
    assert [speeds.measured(name) for name in "abc"] == [Speed()] * 3
    speeds.learn("a", run())
    assert Speeds().measured("a").tokens_per_s == 10.0


def test_many_threads_may_learn_at_once():
    """Nothing is lost: a server writes several texts at a time."""
    speeds = Speeds()
    threads = [threading.Thread(target=speeds.learn, args=(f"m{number}", run())) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(Speeds().measured(f"m{number}").tokens_per_s == 10.0 for number in range(20))


def test_a_disk_that_refuses_stops_nobody(tmp_path):
    """It is remembered for now."""
    (tmp_path / "taken").write_text("a file where the folder should be", "utf-8")
    speeds = Speeds(tmp_path / "taken")
    speeds.learn("a", run())
    assert speeds.measured("a").tokens_per_s == 10.0


rates = st.floats(0.01, 1e5)


@given(st.lists(rates, min_size=1, max_size=30))
def test_what_is_told_lies_between_what_was_measured(tmp_path_factory, runs):
    speeds = Speeds(tmp_path_factory.mktemp("speeds"))
    for rate in runs:
        speeds.learn("a", run(rate))
    last = runs[-KEPT_RUNS:]
    assert min(last) * 0.999 <= speeds.measured("a").tokens_per_s <= max(last) * 1.001
