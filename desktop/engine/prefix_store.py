"""What a model has read before, on disk: the beginning that many prompts share is read once, not each time.

A prompt is marked block by block: each mark is a digest of the block's tokens and of the mark before it,
and the first one of everything on which the model's memory depends (see `prefix_memory`). So a mark names
a whole beginning, a file is named by the mark at its end, and finding the longest beginning that is known
is looking for names. Nobody has to say what is constant: what two prompts begin with is, and it is kept
when it comes a second time.

A file holds keys and values, no words; the marks cannot be turned back into tokens. Still it comes from
what a person wrote, so it lies in a folder that only they can read. Its digest finds every damage. Not
protected against: somebody who may write there as this very person, and could change the program as well.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

MAGIC = b"HSPREFX1"
_HEAD = struct.Struct("<8sQ32s")  # magic, bytes of the state, its digest
MARK_BYTES = 16
MOST_SEEN = 4096
LEAST_FREE_BYTES = 1024**3  # a cache must not be what fills somebody's disk
_STATES, _SEEN = ".prefix", ".seen"
_BINARY: int = getattr(os, "O_BINARY", 0)
_OPEN: int = os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

Mark = bytes


@dataclass(frozen=True)
class Prefixes:
    """Where beginnings are kept, and which ones are worth it.

    Attributes:
        folder: Made when it is first needed.
        most_bytes: All files together; those unused longest go first.
        least_work: Weights times tokens: below that, reading again is no wait. A million million are about
            ten seconds of a small computer.
    """

    folder: Path
    most_bytes: int = 2 * 1024**3
    least_work: int = 10**11


class PrefixStore:
    """The files of one folder, for one model under one set of circumstances.

    Nothing here fails for the caller: what cannot be kept or read is told to `tell`, a line for the log,
    and the prompt is read as if there were no store.

    Args:
        prefixes: Where, and how much.
        origin: A digest of everything that a state depends on, beside the tokens.
        tell: Takes a line for the log.
    """

    def __init__(self, prefixes: Prefixes, origin: bytes, tell: Callable[[str], None]) -> None:
        self._folder = prefixes.folder
        self._most_bytes = prefixes.most_bytes
        self._origin = hashlib.sha256(origin).digest()
        self._tell = tell
        self._seen_file = self._folder / f"{self._origin[:MARK_BYTES].hex()}{_SEEN}"
        self._seen: dict[Mark, None] | None = None

    def marks(self, tokens: Sequence[int], block: int) -> tuple[Mark, ...]:
        """Return the marks at the end of each whole block of `block` tokens, the first block's first."""
        found = []
        mark = self._origin
        for start in range(0, len(tokens) - block + 1, block):
            ids = struct.pack(f"<{block}i", *tokens[start : start + block])
            mark = hashlib.sha256(mark + ids).digest()[:MARK_BYTES]
            found.append(mark)
        return tuple(found)

    def kept(self, marks: Sequence[Mark]) -> int:
        """Return how many of the blocks are on disk: the longest beginning that is."""
        return next((count for count in range(len(marks), 0, -1) if self._file(marks[count - 1]).exists()), 0)

    def met(self, marks: Sequence[Mark]) -> int:
        """Return how many of the blocks an earlier prompt began with, and remember these for later ones."""
        seen = self._known()
        count = next((count for count in range(len(marks), 0, -1) if marks[count - 1] in seen), 0)
        if count < len(marks):
            for mark in marks:
                seen.pop(mark, None)
                seen[mark] = None
            while len(seen) > MOST_SEEN:
                del seen[next(iter(seen))]
            self._write(self._seen_file, b"".join(seen))
        return count

    def load(self, mark: Mark, most_bytes: int) -> bytearray | None:
        """Return the state at a mark, of so many bytes at most; `None` if it is not sound: it is removed."""
        file = self._file(mark)
        try:
            with _regular(file) as stream:
                state = _sound_state(stream, mark, most_bytes)
        except (OSError, _UnsoundError) as error:
            self.remove(mark, str(error))
            return None
        with contextlib.suppress(OSError):  # on a disk that is read-only nothing grows either
            os.utime(file)
        return state

    def save(self, mark: Mark, state: bytes | bytearray) -> None:
        """Keep the state at a mark, whole or not at all, and let those go that were unused longest."""
        size = _HEAD.size + len(state)
        if size > self._most_bytes:
            self._tell(f"prefix not kept: {size} bytes are too many")
            return
        self._make_room(self._most_bytes - size)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            self._tell(f"prefix not kept: {error}")
            return
        if free - size < LEAST_FREE_BYTES:
            self._tell("prefix not kept: the disk is nearly full")
            return
        self._write(self._file(mark), _HEAD.pack(MAGIC, len(state), _digest(mark, state)), state)

    def remove(self, mark: Mark, reason: str) -> None:
        """Take a state away that is of no use, and tell why."""
        self._tell(f"prefix not used: {reason}")
        try:
            self._file(mark).unlink(missing_ok=True)
        except OSError as error:
            self._tell(f"prefix not removed: {error}")

    def _file(self, mark: Mark) -> Path:
        return self._folder / f"{mark.hex()}{_STATES}"

    def _known(self) -> dict[Mark, None]:
        if self._seen is None:
            raw = b""
            with contextlib.suppress(OSError, _UnsoundError), _regular(self._seen_file) as stream:
                raw = stream.read(MOST_SEEN * MARK_BYTES)
            # Whatever stands there, at worst a beginning is kept too early or too late.
            whole = range(0, len(raw) - MARK_BYTES + 1, MARK_BYTES)
            self._seen = {raw[start : start + MARK_BYTES]: None for start in whole}
        return self._seen

    def _make_room(self, most_bytes: int) -> None:
        """Remove the states unused longest, and what a crash left, until the rest takes no more bytes."""
        found = []
        with contextlib.suppress(OSError):
            for file in self._folder.glob(f"*{_STATES}*"):
                facts = file.lstat()
                found.append((facts.st_mtime_ns, facts.st_size, file))
        total = sum(size for _, size, _ in found)
        for _, size, file in sorted(found):
            if total <= most_bytes:
                return
            with contextlib.suppress(OSError):  # another window may have been faster
                file.unlink()
            total -= size

    def _write(self, file: Path, *parts: bytes | bytearray) -> None:
        staging = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            staging.unlink(missing_ok=True)
            with os.fdopen(
                os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb"
            ) as out:
                for part in parts:
                    out.write(part)
            staging.replace(file)
        except OSError as error:
            self._tell(f"prefix not kept: {error}")
            with contextlib.suppress(OSError):
                staging.unlink(missing_ok=True)


class _UnsoundError(Exception):
    """A file that is no state, or not the one that its name says."""


def _regular(file: Path) -> BufferedReader:
    """Open a file of ours: not followed if it is a link, not waited for if it is a pipe."""
    descriptor = os.open(file, _OPEN)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _UnsoundError("not a file")
    return os.fdopen(descriptor, "rb")


def _sound_state(stream: BufferedReader, mark: Mark, most_bytes: int) -> bytearray:
    size = os.fstat(stream.fileno()).st_size - _HEAD.size
    if not 0 < size <= most_bytes:
        raise _UnsoundError("of a strange size")
    head, state = bytearray(_HEAD.size), bytearray(size)
    whole = stream.readinto(head) == len(head) and stream.readinto(state) == size
    if not whole or _HEAD.unpack(head) != (MAGIC, size, _digest(mark, state)):
        raise _UnsoundError("damaged")
    return state


def _digest(mark: Mark, state: bytes | bytearray) -> bytes:
    """The mark is part of it: a sound file under another's name is none."""
    digest = hashlib.sha256(mark)
    digest.update(state)
    return digest.digest()
