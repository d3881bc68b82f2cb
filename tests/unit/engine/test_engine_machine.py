"""What the system says of itself is sensible."""

from __future__ import annotations

import os

from desktop.engine.machine import free_memory_bytes, physical_cores


def test_free_memory_is_between_nothing_and_a_lot():
    """Some memory is free on a computer that runs this test."""
    free = free_memory_bytes()
    assert free is not None
    assert 1024 * 1024 < free < 2**48


def test_cores_are_no_more_than_processors():
    """Real cores are at most the processors that the system counts."""
    assert 1 <= physical_cores() <= (os.cpu_count() or 1)
