"""What the exit codes mean; scripts rely on them, `homespun --help` lists them."""

from __future__ import annotations

from desktop.errors import (
    Cancelled,
    EngineError,
    FolderError,
    HomespunError,
    HubError,
    ModelError,
    ParcelError,
    UpdateError,
)

OK = 0
REQUEST = 1
USAGE = 2
MODEL = 3
FOLDER = 4
DIFFERENT = 5
STOPPED = 130


def exit_code(problem: HomespunError) -> int:
    """Return the exit code for an error that reached the command line."""
    if isinstance(problem, Cancelled):
        return STOPPED
    if isinstance(problem, FolderError | ParcelError | UpdateError):
        return FOLDER
    if isinstance(problem, ModelError | EngineError | HubError):
        return MODEL
    return REQUEST
