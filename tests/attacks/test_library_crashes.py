"""The process is killed while it copies, bins, brings back or renames: every project is whole afterwards.

Here every few steps and a few moments of chance are tried; all of them with
`python tests/attacks/library_killer.py FOLDER OPERATION 1 300`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize(
    ("operation", "every"), [("duplicate", 29), ("bin", 4), ("bring-back", 4), ("folder", 1), ("rename", 83)]
)
def test_a_killed_process_leaves_whole_projects(tmp_path: Path, operation: str, every: int) -> None:
    """In its old or its new place, with all its records, and the next command leaves no trace of the killed one."""
    ran = subprocess.run(
        [sys.executable, str(HERE / "library_killer.py"), str(tmp_path / "apps"), operation, str(every), "3"],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert int(ran.stdout.split()[0]) >= 3
