"""What is taken of a project that somebody hands in; all else in it is left where it is.

Compiled files are not among it: the app is compiled anew from its blueprint.
"""

from __future__ import annotations

from desktop.compiler.own_parts import OWN_FOLDER
from desktop.exports.history_files import HISTORY, SNAPSHOTS, is_history_file, is_snapshot
from desktop.exports.own_files import LARGEST_BYTES as LARGEST_OWN_BYTES
from desktop.exports.own_files import is_own_file
from desktop.records import DATABASE_FILE
from desktop.workspace import BLUEPRINT_FILE, PROVENANCE_FILE

MARK_FILE = "bundle.json"
BUNDLE_FORMAT = 1
"""Of the bundles that we make; what a higher one holds nobody knows yet."""
DATABASE_LOG = f"{DATABASE_FILE}-wal"
"""The last changes of a database that somebody still has open, or did not close."""
DATABASE_JOURNAL = f"{DATABASE_FILE}-journal"
"""What a change that was broken off would have changed. It is not taken: it may name other files."""

_LARGEST = {
    BLUEPRINT_FILE: 1_000_000,
    PROVENANCE_FILE: 16 * 1024**2,
    MARK_FILE: 10_000,
    DATABASE_FILE: 32 * 1024**3,
    DATABASE_LOG: 1024**3,
}
_LARGEST_HISTORY_BYTES = 2 * 1024**3


def is_wanted(path: str) -> bool:
    """Whether a file is taken, by its path in the project."""
    return path in _LARGEST or is_own_file(path) or is_history_file(path) or is_snapshot(path)


def may_hold_wanted(folder: str) -> bool:
    """Whether there may be files in a folder that are taken."""
    roots = (OWN_FOLDER, HISTORY, SNAPSHOTS)
    return folder == ".homespun" or any(folder == root or folder.startswith(f"{root}/") for root in roots)


def largest_bytes(path: str) -> int:
    """Return how large a file that is taken may be."""
    if path in _LARGEST:
        return _LARGEST[path]
    if is_snapshot(path):
        return _LARGEST[DATABASE_FILE]
    return LARGEST_OWN_BYTES if is_own_file(path) else _LARGEST_HISTORY_BYTES
