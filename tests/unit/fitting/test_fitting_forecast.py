"""Durations are said as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fitting import measure_machine, spoken_duration


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a second or two"),
        (2.9, "a second or two"),
        (3, "about 5 seconds"),
        (38.2, "about 40 seconds"),
        (58, "about 1 minute"),
        (200, "about 3 minutes"),
        (5400, "about 2 hours"),
        (1e12, "about 48 hours"),
        (float("inf"), "about 48 hours"),
    ],
)
def test_durations_in_words(seconds, words):
    assert spoken_duration(seconds) == words


@given(st.floats(min_value=0, allow_subnormal=False))
def test_every_duration_has_words(seconds):
    assert spoken_duration(seconds)


def test_this_computer_says_what_it_has():
    """What is known is at least plausible."""
    machine = measure_machine()
    assert machine.cores >= 1
    assert machine.free_bytes is None or machine.free_bytes > 0
    if machine.free_bytes is not None and machine.total_bytes is not None:
        assert machine.free_bytes <= machine.total_bytes
