"""Where llama.cpp's own programs are, for the tests that ask a real server and the benches that compare.

`python run.py test` compiles them once and names their folder in HOMESPUN_LLAMA_TOOLS.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def llama_tool(name: str) -> Path | None:
    """Return a program of llama.cpp, from that folder or the search path; None where it is not here.

    Args:
        name: `llama-server` or `llama-bench`.
    """
    folder = os.environ.get("HOMESPUN_LLAMA_TOOLS")
    found = (shutil.which(name, path=folder) if folder else None) or shutil.which(name)
    return Path(found) if found else None
