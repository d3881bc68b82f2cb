"""How long work takes is guessed from how long it took, and a damaged memory costs no more than the guess."""

from __future__ import annotations

import pytest

from desktop.shell.forecast import KEPT, Forecast


def test_nothing_is_guessed_before_the_first_time(tmp_path):
    assert Forecast(tmp_path).expected_s("build") is None


def test_the_middle_of_the_last_ten_counts(tmp_path):
    """One slow afternoon changes nothing, and what is long ago is forgotten."""
    forecast = Forecast(tmp_path)
    for _ in range(KEPT):
        forecast.took("build", 60)
    for duration_s in (2, 2, 2, 2, 2, 2, 2, 2, 2, 500):
        forecast.took("build", duration_s)
    assert forecast.expected_s("build") == 2
    assert forecast.expected_s("edit") is None


def test_it_is_remembered(tmp_path):
    """The next start knows it."""
    Forecast(tmp_path).took("build", 3)
    assert Forecast(tmp_path).expected_s("build") == 3


@pytest.mark.parametrize(
    "text", ["", "[]", "nonsense", '{"build": "long"}', '{"build": [true, -1, "x", null]}', "[" * 100_000]
)
def test_a_damaged_memory_is_no_memory(tmp_path, text):
    (tmp_path / "durations.json").write_text(text, encoding="utf-8")
    assert Forecast(tmp_path).expected_s("build") is None


def test_a_disk_that_refuses_disturbs_nobody(tmp_path):
    """The guess is good until the program ends."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    forecast = Forecast(tmp_path / "file")
    forecast.took("build", 4)
    assert forecast.expected_s("build") == 4


def test_nonsense_is_not_learnt(tmp_path):
    """A clock that was put back tells nothing."""
    forecast = Forecast(tmp_path)
    forecast.took("build", -5)
    assert forecast.expected_s("build") is None
