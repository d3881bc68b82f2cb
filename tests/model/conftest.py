"""What training leaves behind in this process is put right, for whatever test comes next in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch


@pytest.fixture(autouse=True)
def smallest_numbers_again() -> Iterator[None]:
    """Training has the processor take the smallest numbers for zero; others reckon with them."""
    yield
    torch.set_flush_denormal(False)
