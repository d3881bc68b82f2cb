"""An update, one file: the four lines of its signature, then a tar.xz of the new version's folder.

    head -n 4 FILE > update.minisig; tail -n +5 FILE > update.tar.xz      takes it apart, to be looked at
    minisign -V -p KEY.pub -x update.minisig -m update.tar.xz             checks it without us

The trusted comment is a small JSON object of facts. Before a signature has been checked, nothing more is done
with the file than to cut off four short lines. Facts are checked like a stranger's all the same: a key may
sign other things too, and whoever signs may make mistakes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import IO, Any

from desktop.errors import UpdateError
from desktop.messages import harmless
from desktop.updates.minisign import (
    LINES,
    PublicKey,
    Signature,
    comment_is_signed,
    file_is_signed,
    name_of,
    read_signature,
)

SUFFIX = ".update"
PROGRAM = "homespun"
VERSION = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){1,3}")
"""What a version's name may be; it becomes the name of a folder."""
_PLATFORM = re.compile(r"[a-z0-9_]{1,20}-[a-z0-9_]{1,20}")
LARGEST_BYTES = 4 * 1024**3
MOST_FILES = 50_000
_LONGEST_LINE = 2048
_LONGEST_NAME = 120
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Update:
    """What an update says of itself, after its signature was checked.

    Attributes:
        version: Of the program in it.
        platform: What it runs on, as `this_platform` says it.
        packed_bytes: How long the archive is.
        unpacked_bytes: How much room the files need, without what a file system adds.
        files: How many there are.
        signed_by: The name of the key.
    """

    version: str
    platform: str
    packed_bytes: int
    unpacked_bytes: int
    files: int
    signed_by: str


@dataclass(frozen=True, slots=True)
class Head:
    """An update whose facts are known to be true, and whose content is not."""

    update: Update
    signature: Signature
    key: PublicKey


def this_platform() -> str:
    """What a bundle has to be made for to run here, e.g. `linux-x86_64`."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    return f"{system}-{'x86_64' if machine == 'amd64' else machine}"


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as something that can be compared; 1.0 and 1.0.0 are the same, and what is none is less."""
    numbers = [int(part) for part in takewhile(str.isdecimal, version.split("."))]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def check_update(path: Path, keys: tuple[PublicKey, ...]) -> Update:
    """Read a whole update and say what it is.

    Raises:
        UpdateError: It is none, is not whole, or nobody who is trusted has signed it.
    """
    with opened(path) as file:
        head = read_head(file, path, keys)
        read_content(file, path, head, None)
    return head.update


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open an update, once: what is checked and what is used are the same file, whatever its name becomes.

    Raises:
        UpdateError: There is no such file, or it may not be read.
    """
    try:
        # A pipe would keep us waiting for somebody to write.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        raise UpdateError("update_unreadable", file=_named(path)) from problem
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UpdateError("update_not_one", file=_named(path))
    with os.fdopen(handle, "rb") as file:
        yield file


def read_head(file: IO[bytes], path: Path, keys: tuple[PublicKey, ...]) -> Head:
    """Read the signature and, once it is known to be somebody's who is trusted, the facts.

    Args:
        file: At its beginning.
        path: Its name, for sentences.
        keys: Whom to trust.

    Raises:
        UpdateError: No update; signed by nobody who is trusted; cut off.
    """
    with _reading(path):
        lines = [file.readline(_LONGEST_LINE) for _ in range(LINES)]
    try:
        if not all(line.endswith(b"\n") for line in lines):
            raise ValueError("lines that are too long")
        signature = read_signature([line[:-1] for line in lines])
    except ValueError as problem:
        raise UpdateError("update_not_one", file=_named(path)) from problem
    if not keys:
        raise UpdateError("update_no_keys", file=_named(path))
    asked = [key for key in keys if key.id == signature.key_id]
    if not asked:
        raise UpdateError("update_stranger", file=_named(path), signer=name_of(signature.key_id))
    # An id is no secret: two keys may have the same, and each is asked.
    key = next((key for key in asked if comment_is_signed(signature, key)), None)
    if key is None:
        raise UpdateError("update_damaged", file=_named(path))
    try:
        update = _facts(json.loads(signature.comment), key)
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise UpdateError("update_not_one", file=_named(path)) from problem
    length = os.fstat(file.fileno()).st_size - sum(map(len, lines))
    if length != update.packed_bytes:
        wrong = "update_cut" if length < update.packed_bytes else "update_damaged"
        raise UpdateError(wrong, file=_named(path))
    return Head(update, signature, key)


def read_content(file: IO[bytes], path: Path, head: Head, into: IO[bytes] | None) -> None:
    """Read the archive to its end and hold it against its signature.

    Args:
        file: Behind its head.
        path: Its name, for sentences.
        head: Of the same file.
        into: Where a copy goes that nobody else can change; None for none.

    Raises:
        UpdateError: It is not what was signed; then `into` holds something that must not be used.
        OSError: The copy could not be written.
    """
    digest, done = hashlib.blake2b(), 0
    total = head.update.packed_bytes
    while done < total:
        with _reading(path):
            chunk = file.read(min(_CHUNK, total - done))
        if not chunk:
            raise UpdateError("update_cut", file=_named(path))
        digest.update(chunk)
        if into is not None:
            into.write(chunk)
        done += len(chunk)
    if not file_is_signed(head.signature, head.key, digest.digest()):
        raise UpdateError("update_damaged", file=_named(path))


def _named(path: Path) -> str:
    return harmless(path.name, _LONGEST_NAME)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:  # the stick was pulled out
        raise UpdateError("update_unreadable", file=_named(path)) from problem


def _facts(said: Any, key: PublicKey) -> Update:  # noqa: ANN401 - whatever JSON holds
    """The facts of a trusted comment.

    Raises:
        ValueError, TypeError, KeyError: They are not those of an update.
    """
    if said["program"] != PROGRAM or not VERSION.fullmatch(said["version"]):
        raise ValueError("something else was signed")
    numbers = [said[name] for name in ("packed_bytes", "unpacked_bytes", "files")]
    limits = (LARGEST_BYTES, LARGEST_BYTES, MOST_FILES)
    if not all(
        type(number) is int and 0 < number <= most for number, most in zip(numbers, limits, strict=True)
    ):
        raise ValueError("numbers that make no sense")
    if not _PLATFORM.fullmatch(said["platform"]):
        raise ValueError("no platform")
    packed, unpacked, files = numbers
    return Update(said["version"], said["platform"], packed, unpacked, files, key.name)
