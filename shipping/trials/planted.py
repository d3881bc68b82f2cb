"""Libraries that somebody has left where a person happens to be: the bundle must load none of them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from shipping.trials.room import USER, Room, TrialError, must_say, require

_MARK = "a planted library was here"
_SOURCE = """
#include <stdio.h>
__attribute__((constructor)) static void start(void) {
    FILE *file = fopen("/tmp/mark", "w");
    if (file) { fputs("%s", file); fclose(file); }
}
"""
_NAMES = ("libggml-cpu-planted.so", "libggml-vulkan.so", "libggml-cuda.so", "libllama.so", "libggml-base.so")
"""What ggml looks for by itself, and what the linker would."""


def try_planted(room: Room, program: str) -> None:
    """Start the program from a folder full of them, and with the variable that names one.

    Args:
        room: In which the program runs.
        program: Its path there.

    Raises:
        TrialError: One was loaded, or would have done nothing if it had been.
    """
    require({"cc": "gcc"})
    home = Path(f"{room.root}{room.home}")
    place = home / "Downloads"
    place.mkdir()
    mark = Path(f"{room.root}/tmp/mark")
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "planted.c"
        source.write_text(_SOURCE % _MARK, encoding="utf-8")
        for name in _NAMES:
            subprocess.run(["cc", "-shared", "-fPIC", "-o", str(place / name), str(source)], check=True)
    for path in (place, *place.iterdir()):
        os.chown(path, USER, USER)
    _must_bite(place / _NAMES[0])
    there = f"{room.home}/Downloads"
    named = f"{there}/{_NAMES[0]}"
    command = shlex.join([program, "build", "a bean diary", "--out", "../beans"])
    script = f"cd {shlex.quote(there)} && {command}"
    must_say(room.run("/bin/sh", "-ec", script, GGML_BACKEND_PATH=named), "is ready.")
    if mark.exists():
        raise TrialError(f"a library was loaded from {there}")
    print("Libraries left where it is started from, and one that a variable names: none was loaded.")


def _must_bite(library: Path) -> None:
    """Load it here, so that it is known to leave its mark where it is loaded."""
    mark = Path("/tmp/mark")
    mark.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-c", f"import ctypes; ctypes.CDLL({str(library)!r})"], check=True)
    if not mark.exists() or mark.read_text(encoding="utf-8") != _MARK:
        raise TrialError("the planted library does nothing even when it is loaded")
    mark.unlink()
