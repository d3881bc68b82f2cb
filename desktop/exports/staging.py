"""A place for what is being made, beside where it will stand; what somebody killed left there goes.

A program that is killed cannot clean up. So whoever works holds a lock on the folder it works in, which
ends with its process at the latest, and whoever comes next removes the folders that nobody holds any more.
Where a file system knows no locks they stay: they might be at work.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.errors import FolderError
from desktop.workspace import alone

_NAME = re.compile(r"\.homespun-made-[0-9a-f]{16}")


@contextmanager
def staging(parent: Path) -> Iterator[Path]:
    """Give a new folder in `parent` that is gone afterwards, whatever happens.

    Raises:
        FolderError: Another program keeps `parent` to itself.
        OSError: It cannot be made there.
    """
    folder = parent / f".homespun-made-{secrets.token_hex(8)}"
    with ExitStack() as stack:
        with alone(parent):
            _clear(parent)
            folder.mkdir()
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.enter_context(alone(folder))
        yield folder


def _clear(parent: Path) -> None:
    """Remove what was left by others that are no longer at work."""
    for folder in parent.iterdir():
        if _NAME.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            try:
                with alone(folder, wait_s=0) as is_left:
                    if is_left:
                        shutil.rmtree(folder, ignore_errors=True)
            except FolderError:
                continue  # somebody is at work there
