"""The bundle on processors of long ago, emulated: slower, but no illegal instruction, and the right variant.

qemu runs one program, and natively whatever that starts; the kernel sends it the others as well where it is
told so (`binfmt_misc`, within a namespace of the trial's own). It is told by the very first bytes of the
bundle's program, so that nothing else on this computer is emulated.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from shipping.trials.room import must_say, require, run_to_its_end

PROCESSORS = {"Nehalem": "sse42", "SandyBridge": "sandybridge", "Haswell": "haswell"}
"""A processor of 2008, of 2011 and of 2013, by qemu's names → the right variant of llama.cpp."""
_TOOLS = {"qemu-x86_64": "qemu-user", "unshare": "util-linux", "cc": "gcc"}
_HEADER_BYTES = 64
_WRAPPER = r"""
#include <stdlib.h>
#include <unistd.h>
int main(int count, char **words) {
    char **asked = calloc(count + 4, sizeof *asked);
    int next = 0;
    asked[next++] = "qemu-x86_64";
    asked[next++] = "-cpu";
    asked[next++] = getenv("TRIAL_PROCESSOR");
    for (int place = 1; place < count; place++) asked[next++] = words[place];
    execv("%s", asked);
    return 127;
}
"""
_SETTING_UP = """
set -e
mount -t binfmt_misc none {folder}/registry
printf '%s' ':homespun:M::{magic}::{folder}/wrapper:F' > {folder}/registry/register
exec "$@"
"""


def try_old_processors(bundle: Path) -> None:
    """Ask the bundle's doctor on each, and build an app.

    Raises:
        TrialError: Something is not as it should be.
    """
    require(_TOOLS)
    with tempfile.TemporaryDirectory(prefix="homespun-trial-") as name:
        folder = Path(name)
        program = bundle / "homespun"
        _prepare(folder)
        natively = _timed(("sh", "-c", 'exec "$@"', "sh"), program, folder, "")
        for processor, variant in PROCESSORS.items():
            script = _SETTING_UP.format(folder=folder, magic=_magic(program))
            front = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh")
            said = _run((*front, str(program), "doctor"), folder, processor)
            must_say(said, f"llama.cpp computes with: {variant} ", "Everything works.")
            took = _timed(front, program, folder, processor)
            print(f"{processor}: {variant}, an app in {took:.1f} s emulated, {natively:.1f} s natively")


def _prepare(folder: Path) -> None:
    (folder / "registry").mkdir()
    source = folder / "wrapper.c"
    source.write_text(_WRAPPER.replace("%s", shutil.which("qemu-x86_64") or ""), encoding="utf-8")
    subprocess.run(["cc", "-O1", "-o", str(folder / "wrapper"), str(source)], check=True)


def _magic(program: Path) -> str:
    """The first bytes of a program, as the kernel wants to be told them."""
    with program.open("rb") as file:
        return "".join(f"\\x{byte:02x}" for byte in file.read(_HEADER_BYTES))


def _timed(front: tuple[str, ...], program: Path, folder: Path, processor: str) -> float:
    out = folder / f"app-{processor}"
    began = time.monotonic()
    words = (*front, str(program), "build", "a plant watering tracker", "--out", str(out))
    must_say(_run(words, folder, processor), "is ready.")
    return time.monotonic() - began


def _run(words: tuple[str, ...], folder: Path, processor: str) -> str:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TRIAL_PROCESSOR": processor,
        "HOMESPUN_APPS": str(folder / "apps"),
    }
    return run_to_its_end(list(words), f"the program on {processor or 'this processor'}", environment)
