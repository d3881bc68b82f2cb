"""Loop detection on its own: what repeats, and what only looks like it."""

from __future__ import annotations

import numpy
import pytest

from desktop.engine.sampling import is_looping, place_of


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


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 700, 5000])
def test_a_draw_lands_where_the_running_sum_says(count):
    """The quick way finds the same place as adding up all weights, at both ends too."""
    random = numpy.random.default_rng(count)
    weights = random.random(count) ** 8
    reach = numpy.cumsum(weights)
    for share in (0.0, *random.random(200), 1.0 - 2**-53):
        slow = min(int(numpy.searchsorted(reach, share * reach[-1], side="right")), count - 1)
        assert place_of(weights, share) == slow


def test_a_weight_of_nothing_is_never_drawn():
    """All weight on one token: that one comes, wherever it stands."""
    for place in (0, 255, 256, 999):
        weights = numpy.zeros(1000)
        weights[place] = 1e-300
        assert place_of(weights, 0.5) == place
