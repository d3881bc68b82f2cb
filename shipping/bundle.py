"""The bundle: PyInstaller's one folder, with llama.cpp for every processor, less what nobody needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import run
from desktop.updates.homes import program_in
from shipping.lending import lend
from shipping.llama import built_llama
from shipping.trimming import trim

BUNDLE = "homespun-bundle"


def made_bundle(out: Path) -> Path:
    """Make the bundle anew.

    Args:
        out: The folder that it comes into.

    Returns:
        The bundle's folder, `out/homespun-bundle`.

    Raises:
        run.SetupError: PyInstaller or a compiler failed.
    """
    llama = built_llama()
    bundle = out / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    work = run.cache_folder() / "bundle-work"
    step = run.Step("Making the bundle")
    run.run_logged(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(out), "--workpath", str(work), str(run.ROOT / "build_spec.spec")),
        ],
        step,
        {**os.environ, "HOMESPUN_LLAMA": str(llama.folder), "PYTHONHASHSEED": "0"},
    )
    if sys.platform.startswith("linux"):
        trim(bundle)
        lend(bundle / "_internal")
    step.end()
    return bundle


def version_of(bundle: Path) -> str:
    """The version of the program in a bundle, as it says itself: the bundle may be older than the checkout.

    Raises:
        run.SetupError: There is no bundle, or it does not start.
    """
    try:
        command = [str(program_in(bundle)), "--version"]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as problem:
        raise run.SetupError(f"{bundle} does not start. Make it anew: python run.py ship bundle") from problem
    return str(told.split()[-1])
