"""How many threads a model writes fastest with: found by trying, once, and remembered."""

from __future__ import annotations

import json

import pytest

from desktop.engine.thread_memory import ThreadMemory
from desktop.engine.thread_probe import fastest_threads


def steps(seconds):
    """A computer on which a step takes so long, by the number of threads; and what was tried."""
    tried = []

    def step_s(threads):
        tried.append(threads)
        return seconds[threads]

    return step_s, tried


@pytest.mark.parametrize(
    ("seconds", "best"),
    [
        ({8: 0.10, 6: 0.07, 4: 0.08}, 6),
        ({8: 0.10, 6: 0.08, 4: 0.05}, 4),
        ({8: 0.10, 6: 0.12, 4: 0.20}, 8),
        ({8: 0.10, 6: 0.098, 4: 0.097}, 8),
        ({2: 0.10, 1: 0.19}, 2),
        ({1: 0.10}, 1),
    ],
)
def test_the_fastest_is_found(seconds, best):
    """Fewer threads only where they are clearly faster."""
    step_s, _ = steps(seconds)
    assert fastest_threads(max(seconds), step_s) == best


def test_a_large_model_is_not_kept_waiting():
    """Where a step takes seconds there is one trial of each, after the one that fetches the weights."""
    step_s, tried = steps({8: 2.0, 6: 1.5, 4: 2.5})
    assert fastest_threads(8, step_s) == 6
    assert tried == [8, 8, 6, 4]


def test_it_is_remembered_for_models_of_about_that_size(tmp_path):
    """Another start knows it; a model twice as large was not measured."""
    small, alike, large = (tmp_path / name for name in ("small", "alike", "large"))
    for file, size in ((small, 700), (alike, 900), (large, 2000)):
        file.write_bytes(bytes(size))
    ThreadMemory(tmp_path, cores=8).remember(small, 6)
    again = ThreadMemory(tmp_path, cores=8)
    assert (again.recall(small), again.recall(alike), again.recall(large)) == (6, 6, 0)
    again.remember(large, 4)
    assert (again.recall(small), again.recall(large)) == (6, 4)


def test_another_computer_measures_anew(tmp_path):
    """Settings that travel to a computer with other cores do not bring its threads."""
    model = tmp_path / "model"
    model.write_bytes(bytes(700))
    ThreadMemory(tmp_path, cores=8).remember(model, 6)
    assert ThreadMemory(tmp_path, cores=4).recall(model) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"cores": 8}',
        '{"cores": 8, "threads": []}',
        '{"cores": 8, "threads": {"10": 0}}',
        '{"cores": 8, "threads": {"10": 9}}',
        '{"cores": 8, "threads": {"10": true}}',
        '{"cores": 8, "threads": {"10": "6"}}',
        '{"cores": true, "threads": {"10": 6}}',
        '{"threads": {"10": 6}}',
    ],
)
def test_a_damaged_file_counts_for_nothing(tmp_path, text):
    """It is as if nothing had been measured, and the next measurement mends it."""
    model = tmp_path / "model"
    model.write_bytes(bytes(700))
    (tmp_path / "threads.json").write_text(text, encoding="utf-8")
    memory = ThreadMemory(tmp_path, cores=8)
    assert memory.recall(model) == 0
    memory.remember(model, 5)
    assert json.loads((tmp_path / "threads.json").read_text(encoding="utf-8"))["threads"] == {"10": 5}


def test_nothing_can_be_written(tmp_path):
    """Then it is measured again next time; nobody is kept from working."""
    (tmp_path / "file").write_bytes(b"in the way")
    memory = ThreadMemory(tmp_path / "file", cores=8)
    memory.remember(tmp_path / "file", 5)
    assert memory.recall(tmp_path / "file") == 0
