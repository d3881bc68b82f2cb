"""The Python package: for people who have Python, with everything that ships in it (`setup.py`).

It is made from a copy of what belongs in it: setuptools builds where the source lies and takes along what an
earlier build has left there, so a module that is gone by now would still be handed out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import run

_GOES_IN = (
    "desktop",
    "resources",
    "models/spindle",
    "models/catalogue.toml",
    "pyproject.toml",
    "setup.py",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "_shipped", ".*")
_MAKE_SOURCE = "import sys; from setuptools.build_meta import build_sdist; build_sdist(sys.argv[1])"


def made_wheel(out: Path) -> Path:
    """Make the package of the source, and of that the wheel: both have the same in them.

    Returns:
        The wheel's file; the source lies beside it as `homespun-VERSION.tar.gz`.

    Raises:
        run.SetupError: pip or setuptools failed.
    """
    step = run.Step("Making the wheel")
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="homespun-wheel-", ignore_cleanup_errors=True) as work:
        copy = _copied(Path(work) / "source")
        made = Path(work) / "made"
        _run([sys.executable, "-c", _MAKE_SOURCE, str(made)], copy)
        (source,) = made.glob("homespun-*.tar.gz")
        with tarfile.open(source) as packed:
            packed.extractall(Path(work) / "unpacked", filter="data")
        (unpacked,) = (Path(work) / "unpacked").iterdir()
        options = ["--no-deps", "--no-build-isolation", "--no-index", "-w", str(made)]
        _run([sys.executable, "-m", "pip", "wheel", *options, str(unpacked)], unpacked)
        (wheel,) = made.glob("homespun-*.whl")
        for file in (source, wheel):
            shutil.copy2(file, out)
    step.end()
    return out / wheel.name


def _copied(into: Path) -> Path:
    for name in _GOES_IN:
        here, there = run.ROOT / name, into / name
        there.parent.mkdir(parents=True, exist_ok=True)
        if here.is_dir():
            shutil.copytree(here, there, ignore=_LEFT_OUT)
        else:
            shutil.copy2(here, there)
    return into


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        # Whatever somebody has set for other builds is not meant for this one.
        env={name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise run.SetupError(run.failure_text(done.stdout.splitlines()))
