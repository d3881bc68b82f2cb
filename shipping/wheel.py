"""The Python package: for people who have Python, with everything that ships in it (`setup.py`)."""

from __future__ import annotations

import sys
from pathlib import Path

import run


def made_wheel(out: Path) -> Path:
    """Make the wheel; returns its file.

    Raises:
        run.SetupError: pip failed.
    """
    step = run.Step("Making the wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "-w", str(out)]
    run.run_logged([sys.executable, "-m", "pip", "wheel", *options, str(run.ROOT)], step)
    step.end()
    return max(out.glob("homespun-*.whl"), key=lambda path: path.stat().st_mtime)
