"""Who loads what: native code stays out of the window's process, Jinja out of Spindle's child."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("module", "absent"),
    [("desktop.engine", "llama_cpp"), ("desktop.engine", "jinja2"), ("desktop.engine.worker", "jinja2")],
)
def test_not_loaded(module, absent):
    """Importing the one does not load the other."""
    program = f"import sys, {module}; sys.exit({absent!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
