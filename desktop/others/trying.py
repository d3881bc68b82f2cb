"""An app that is to be tried, put into a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop.coder import Fault
from desktop.compiler import FileSet
from desktop.others.making_parts import Run
from desktop.workspace import check_paths


def trying(try_folder: Callable[[Path], tuple[Fault, ...]]) -> Run:
    """Return what tries the files of an app.

    Args:
        try_folder: Runs the app in a folder and returns what goes wrong: `TrialDesk.run`, with `own_part`.
    """

    def run(files: FileSet) -> tuple[Fault, ...]:
        with tempfile.TemporaryDirectory(prefix="homespun-trial-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            for parts, file in zip(check_paths(file.path for file in files.files), files.files, strict=True):
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(file.text, encoding="utf-8", newline="\n")
            return try_folder(folder)

    return run


def untried(files: FileSet) -> tuple[Fault, ...]:
    """Stands for a trial where there is no preview: nothing is tried, so nothing is found."""
    del files
    return ()
