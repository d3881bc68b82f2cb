"""How much memory the program takes, with its page and its model's child. Where nobody tells, None.

Standard library only, and no Qt: it is work for an errand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_PS_TIMEOUT_S = 2.0


def family(process: int | None = None) -> tuple[int, ...]:
    """Return a process and all that it has started, and they in turn.

    Args:
        process: Its id; None for this one.

    Returns:
        Their ids, the first one first; that one alone where the system does not tell.
    """
    first = os.getpid() if process is None else process
    if sys.platform == "linux":
        return tuple(_below(first))
    parents = {pid: parent for pid, parent, _ in _listed()}
    found = [first]
    for known in found:
        found.extend(pid for pid, parent in parents.items() if parent == known and pid not in found)
    return tuple(found)


def memory_bytes() -> int | None:
    """Return what this program and all that it has started take together; None if unknown."""
    members = family()
    if sys.platform == "linux":
        sizes = [size for member in members if (size := _size_linux(member)) is not None]
        return sum(sizes) if sizes else None
    sizes = [size for pid, _, size in _listed() if pid in members]
    return sum(sizes) if sizes else None


def _below(process: int) -> list[int]:
    found = [process]
    for known in found:
        with suppress(OSError):
            for task in (_PROC / str(known) / "task").iterdir():
                found.extend(int(child) for child in (task / "children").read_text(encoding="ascii").split())
    return found


def _size_linux(process: int) -> int | None:
    """A share of what is shared, all of what is not: added up, the parts are the whole."""
    with suppress(OSError, ValueError):
        for line in (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return None


def _listed() -> list[tuple[int, int, int]]:
    """(process, its parent, bytes) of every process, where there is `ps`; Windows has none."""
    if sys.platform == "win32":
        return []
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        ran = subprocess.run(
            ["ps", "-axo", "pid=,ppid=,rss="],
            capture_output=True,
            text=True,
            timeout=_PS_TIMEOUT_S,
            check=True,
        )
        rows = (line.split() for line in ran.stdout.splitlines())
        return [(int(pid), int(parent), int(size) * 1024) for pid, parent, size in rows]
    return []
