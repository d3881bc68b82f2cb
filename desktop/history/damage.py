"""What dulwich and the operating system raise, as our errors: where the outside ends.

Rejected: catching everything. Then a mistake of ours would be told to people as damage on their disk.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dulwich.errors import (
    ApplyDeltaError,
    ChecksumMismatch,
    FileFormatException,
    NoIndexPresent,
    ObjectMissing,
    RefFormatError,
    WrongObjectException,
)
from dulwich.file import FileLocked
from dulwich.objects import SubmoduleEncountered
from dulwich.pack import PackFileDisappeared, UnresolvedDeltas
from dulwich.refs import SymrefLoop

from desktop.errors import FolderError, HistoryError

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_DAMAGE = (
    ApplyDeltaError,
    ChecksumMismatch,
    FileFormatException,
    NoIndexPresent,
    ObjectMissing,
    RefFormatError,
    WrongObjectException,
    SubmoduleEncountered,
    PackFileDisappeared,
    UnresolvedDeltas,
    SymrefLoop,
    # What its code runs into when a file is not what it takes it for.
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    StopIteration,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    # A path that could not be written everywhere.
    FolderError,
)


@contextmanager
def errors_are_ours(place: Path) -> Iterator[None]:
    """Say in our words what went wrong in a repository.

    Args:
        place: The repository's folder.

    Raises:
        HistoryError: `history_full`, `history_not_writable`, `history_failed`, `history_busy` where another
            program is writing in it, or `history_damaged`.
    """
    name = str(place)
    try:
        yield
    except FileLocked as problem:
        raise HistoryError("history_busy", folder=name) from problem
    except OSError as problem:
        if problem.errno in _FULL:
            raise HistoryError("history_full", folder=name) from problem
        if problem.errno in _FORBIDDEN:
            raise HistoryError("history_not_writable", folder=name) from problem
        reason = problem.strerror or type(problem).__name__
        raise HistoryError("history_failed", folder=name, reason=reason) from problem
    except _DAMAGE as problem:
        raise HistoryError("history_damaged", folder=name) from problem
