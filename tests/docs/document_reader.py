"""Somebody who reads a document and types what it says: a folder, a home, and a PATH with the program on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120
_LOOK_EVERY_S = 0.1
_CLOSED_PORT = "http://127.0.0.1:9"
_HOMESPUN = '#!/bin/sh\nexec "{python}" -P -m desktop "$@"\n'
# `run.py` sets up a checkout before it becomes the program; tests/test_run_script.py tries that part.
_PYTHON = '#!/bin/sh\n[ "$1" = run.py ] || exit 64\nshift\nexec "{python}" -P -m desktop "$@"\n'


class Reader:
    """A home of their own, without a network, and with the program of this checkout."""

    def __init__(self, place: Path) -> None:
        self.home = place / "home"
        self.desk = self.home / "desk"
        self.desk.mkdir(parents=True)
        programs = place / "programs"
        programs.mkdir()
        for name, script in (("homespun", _HOMESPUN), ("python", _PYTHON)):
            (programs / name).write_text(script.format(python=sys.executable), encoding="utf-8")
            (programs / name).chmod(0o755)
        usual = {key: value for key, value in os.environ.items() if not key.startswith(("HOMESPUN_", "XDG_"))}
        environment = usual | {
            "HOME": str(self.home),
            "USER": "reader",
            "PATH": os.pathsep.join((str(programs), "/usr/bin", "/bin")),
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "HF_ENDPOINT": _CLOSED_PORT,
        }
        self._sitting = {
            "cwd": self.desk,
            "env": environment,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
            "text": True,
        }

    def type(self, script: str) -> subprocess.CompletedProcess[str]:
        """Type some commands; the first that fails ends it. Both streams come as one."""
        return subprocess.run(["sh", "-ec", script], timeout=PATIENCE_S, check=False, **self._sitting)

    def open_window(self, script: str) -> None:
        """Type a command that opens a window, wait until the window is there, and close it.

        Raises:
            AssertionError: It ended by itself, or did not come.
        """
        lock = self.home / ".config" / "homespun" / "preview.lock"
        lock.unlink(missing_ok=True)
        process = subprocess.Popen(["sh", "-ec", script], start_new_session=True, **self._sitting)
        try:
            end = time.monotonic() + PATIENCE_S
            while not lock.exists():
                assert process.poll() is None, process.communicate()[0]
                assert time.monotonic() < end, f"no window after {PATIENCE_S} s: {script}"
                time.sleep(_LOOK_EVERY_S)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # the browser's processes as well
            process.communicate()
