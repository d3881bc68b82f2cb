"""Loop detection on its own: what repeats, and what only looks like it."""

from __future__ import annotations

import pytest

from desktop.engine.sampling import is_looping


@pytest.mark.parametrize(
    "ids",
    [
        [5] * 24,
        [1, 2] * 12,
        [9, 9, 9, *([1, 2, 3, 4, 5, 6] * 4)],
        [7, 8, *(list(range(100)) * 4)],
    ],
)
def test_repetition_is_a_loop(ids):
    """A tail that comes four times over, 24 tokens at least, is a loop."""
    assert is_looping(ids)


@pytest.mark.parametrize(
    "ids",
    [
        [1],
        [0] * 12,
        [1, 2] * 8,
        list(range(100)) * 3,
        [*([1, 2, 3, 4, 5, 6] * 4), 7],
        [*([1, 2, 3, 4, 5, 6] * 3), 1, 2, 3, 4, 5, 7],
    ],
)
def test_what_only_looks_like_a_loop(ids):
    """A row of zeros, a few equal lines, a list that goes on differently."""
    assert not is_looping(ids)
