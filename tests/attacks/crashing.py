"""Ends a process in the middle of its work, at a step that can be counted or at any moment.

A step is whatever Python asks of the file system: opening, renaming, removing, making a folder. SIGKILL leaves
a process no time for anything, so what is on the disk then is what a crash leaves.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime", "shutil.rmtree"})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PATIENCE_S = 120
"""A fork of a process with threads may find a lock that nobody opens any more: then it is ended, and says so."""


class _Counter:
    """Counts steps, and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0
        self.active = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.active or event not in STEPS:
            return
        if event == "open":
            flags = arguments[2]
            if not isinstance(flags, int) or not flags & WRITING:
                return
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def _in_a_child(work: Callable[[], object]) -> int:
    """Do some work in a fork of this process; give back its process id."""
    child = os.fork()
    if child:
        return child
    code = 1
    signal.alarm(PATIENCE_S)
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a child that is killed at a step.

    Returns:
        Whether it was killed; False if the work was done before.
    """

    def counted() -> None:
        counter = _Counter(step)
        sys.addaudithook(counter)
        counter.active = True
        work()
        counter.active = False

    return _ended(_in_a_child(counted))


def killed_after(wait_s: float, work: Callable[[], object]) -> bool:
    """Do some work in a child that is killed after a while; give back whether it was."""
    child = _in_a_child(work)
    time.sleep(wait_s)
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def on_a_slow_disk(work: Callable[[], object], wait_s: float = 0.03) -> Callable[[], object]:
    """The same work where each flush and each rename takes its time; for a child only."""

    def slowly() -> None:
        flush, move = os.fsync, os.replace

        def late_flush(handle: int) -> None:
            time.sleep(wait_s)
            flush(handle)

        def late_move(*places: str) -> None:
            time.sleep(wait_s)
            move(*places)

        os.fsync, os.replace = late_flush, late_move  # type: ignore[assignment]
        work()

    return slowly


def _ended(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the work itself failed"
    return False


def copy_of(folder: Path, place: Path) -> Path:
    """A fresh copy of a folder."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place, symlinks=True)
    return place
