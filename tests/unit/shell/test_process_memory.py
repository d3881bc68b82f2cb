"""What the program and its children take in memory, as the system has it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop.shell.process_memory import family, memory_bytes


def test_this_process_comes_first():
    assert family()[0] == os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell so easily; nothing is shown there")
def test_a_child_and_its_child_belong_to_it():
    """All that was started is counted, and no longer once it has ended."""
    with subprocess.Popen(
        [sys.executable, "-c", "import subprocess, sys; subprocess.run(['sleep', '30'])"],
        start_new_session=True,
    ) as child:
        try:
            while len(family(child.pid)) < 2:
                pass
            assert child.pid in family()
            assert len(family()) >= 3
        finally:
            os.killpg(child.pid, 9)
    assert child.pid not in family()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell so easily; nothing is shown there")
def test_it_is_a_size_that_can_be():
    """Python alone takes some megabytes; nobody has a terabyte."""
    size_bytes = memory_bytes()
    assert size_bytes is not None
    assert 5_000_000 < size_bytes < 10**12
