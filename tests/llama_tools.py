"""llama.cpp's own programs, for the tests that ask a real server and the benches that compare.

`python run.py test` compiles them once and names their folder in the environment.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.remote.running import RunningServer


NAMED_IN = "HOMESPUN_LLAMA_TOOLS"


def llama_tool(name: str) -> Path | None:
    """Return a program of llama.cpp: from the folder that is named, the search path, or where it was compiled.

    Args:
        name: `llama-server` or `llama-bench`.

    Returns:
        None where it is not here.
    """
    for path in (os.environ.get(NAMED_IN), os.environ.get("PATH"), compiled_folder()):
        found = shutil.which(name, path=path) if path else None
        if found:
            return Path(found)
    return None


def compiled_folder() -> str:
    """The folder where `run.py` compiled them last; "" where it has not, or in a home that is not the person's."""
    from desktop.paths import cache_folder

    folders = sorted((cache_folder() / "llama-tools").glob("*"), key=lambda folder: folder.stat().st_mtime)
    return str(folders[-1]) if folders else ""


@contextmanager
def llama_server(
    model: Path, *, at_once: int = 1, tokens_each: int = 512, threads: int = 0
) -> Iterator[RunningServer]:
    """Run a real llama-server on a free port of this computer; it answers when this yields.

    Args:
        model: A GGUF file.
        at_once: How many it answers at the same time.
        tokens_each: The context of each of them.
        threads: Threads to compute with; 0 leaves it to the program.
    """
    # Not before the tests have a home of their own.
    from desktop.remote import Serving
    from desktop.remote.running import RunningServer

    tool = llama_tool("llama-server")
    assert tool is not None, "the marker `llama_server` leaves such tests out"
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = int(line.getsockname()[1])
    serving = Serving(
        tool, "llama-server", model, port, at_once=at_once, tokens_each=tokens_each, threads=threads
    )
    with RunningServer(serving) as server:
        server.wait_until_ready()
        yield server
