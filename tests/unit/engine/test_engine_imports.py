"""Native code, and what reads a stranger's template, stay out of the window's process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("library", ["llama_cpp", "jinja2"])
def test_not_loaded(library):
    """Importing the engine does not load it."""
    program = f"import sys, desktop.engine; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
