"""With how many threads a model writes fastest, found by trying.

Reading a prompt is arithmetic and takes every core. Writing waits for memory: often half the cores are
enough to keep it busy, and more of them only stand in each other's way. Small models have their own
account of that, see `pacing`. The text is the same either way.
"""

from __future__ import annotations

from collections.abc import Callable

TRIALS = 3
PATIENCE_S = 0.5  # of a step that takes longer, one trial has to do
CLEARLY = 0.95  # fewer threads must be this much faster: a tie goes to the usual number


def fastest_threads(most: int, step_s: Callable[[int], float]) -> int:
    """Return the number of threads, at most `most`, with which a step takes least time.

    Args:
        most: The real cores.
        step_s: Does one step with so many threads and returns the seconds it took.
    """
    step_s(most)  # the first step fetches the weights from the disk
    best, best_s = most, _quickest(most, step_s)
    for threads in dict.fromkeys((most * 3 // 4, most // 2)):
        if not 0 < threads < most:
            continue
        seconds = _quickest(threads, step_s)
        if seconds < best_s * CLEARLY:
            best, best_s = threads, seconds
    return best


def _quickest(threads: int, step_s: Callable[[int], float]) -> float:
    seconds = step_s(threads)
    trials = TRIALS if seconds < PATIENCE_S else 1
    return min([seconds, *(step_s(threads) for _ in range(trials - 1))])
