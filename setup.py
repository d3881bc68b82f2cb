"""Puts what is not code into the wheel: resources, examples, the weights and the list of other models.

All else about the package is said in `pyproject.toml`. In a wheel these lie in `desktop/_shipped/`, where
`desktop/paths.py` finds them; in a checkout they stay where they are.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHIPPED = ("resources", "models/spindle", "models/catalogue.toml")


class BuildWithShipped(build_py):
    """Copies the code as ever, then what ships beside it."""

    def run(self) -> None:
        """Copy both."""
        super().run()
        if self.editable_mode:
            return
        shelf = Path(self.build_lib) / "desktop" / "_shipped"
        shutil.rmtree(shelf, ignore_errors=True)
        for name in SHIPPED:
            there, here = shelf / name, Path(name)
            there.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if here.is_dir() else shutil.copy2)(here, there)


setup(cmdclass={"build_py": BuildWithShipped})
