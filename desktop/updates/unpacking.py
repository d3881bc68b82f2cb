"""The archive of an update, onto the disk: plain files and folders in one folder, and nothing else.

Its signature was right, so what is refused here would be a mistake of whoever made it. It is refused before
it does harm: a name that leads elsewhere or that not every disk could hold, a link, a device, more than was
announced.
"""

from __future__ import annotations

import lzma
import os
import tarfile
from itertools import accumulate
from pathlib import Path
from typing import IO, cast

from desktop.errors import UpdateError
from desktop.messages import harmless
from desktop.updates.update_file import MOST_FILES, Update

_CHUNK = 1024 * 1024
_MEMORY_BYTES = 256 * 1024**2
"""What unpacking may need; xz at its strongest needs 65 MB."""
_AHEAD_BYTES = 16 * 1024
"""What is read beside content: headers, what fills up blocks, and one record that `tarfile` reads ahead."""
_LONGEST_NAME, _LONGEST_PATH = 120, 200
_FORBIDDEN = frozenset('\\:*?"<>|')
_DEVICES = frozenset(
    (
        *("con", "conin$", "conout$", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    )
)
"""What Windows takes for something else than a file, whatever comes behind a dot."""


def unpack(archive: IO[bytes], update: Update, into: Path) -> Path:
    """Unpack an archive that was signed.

    Args:
        archive: At its beginning.
        update: What was said of it.
        into: An empty folder.

    Returns:
        The new version's folder in it.

    Raises:
        UpdateError: It holds what it must not, or not what was announced.
        OSError: The disk is full, or the like.
    """
    spelled: dict[str, str] = {}
    files = size = 0
    try:
        stream = _Unpacked(archive)
        with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|", errorlevel=2) as members:
            for before, member in enumerate(members):
                parts = _safe(member, update.version)
                if before >= 2 * MOST_FILES:
                    raise _Unsafe(member.name)
                if member.isdir():
                    stream.allow(0)
                    continue
                files, size = files + 1, size + member.size
                if files > update.files or size > update.unpacked_bytes:
                    raise _Unsafe(member.name)
                _claim(parts, spelled)
                stream.allow(member.size)
                content = members.extractfile(member)
                if content is None:
                    raise _Unsafe(member.name)
                _write(content, into.joinpath(*parts), member)
    except (tarfile.TarError, lzma.LZMAError, EOFError, ValueError) as problem:
        raise UpdateError("update_unsafe", name=update.version) from problem
    except _Unsafe as problem:
        raise UpdateError("update_unsafe", name=harmless(str(problem), 120)) from problem
    if (files, size) != (update.files, update.unpacked_bytes):
        raise UpdateError("update_unsafe", name=update.version)
    return into / update.version


class _Unsafe(Exception):  # noqa: N818 - the text is a name, and it never leaves this file
    """Something in an archive that must not be there."""


class _Unpacked:
    """An xz stream, read unpacked, never further than is allowed.

    `tarfile` reads a header into memory, whatever length it says that it has.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._left = 0
        self.allow(0)
        self._xz = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY_BYTES)

    def allow(self, size: int) -> None:
        """Let content of this size be read, and the next header; what was not needed before is forfeited."""
        self._left = min(self._left, _AHEAD_BYTES) + size + _AHEAD_BYTES

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, fewer only at the end.

        Raises:
            EOFError: The stream ends too early, or never.
            lzma.LZMAError: It is none.
        """
        found = bytearray()
        while len(found) < size and not self._xz.eof:
            fresh = self._packed.read(_CHUNK) if self._xz.needs_input else b""
            if self._xz.needs_input and not fresh:
                raise EOFError("cut off")
            found += self._xz.decompress(fresh, size - len(found))
        self._left -= len(found)
        if self._left < 0:
            raise EOFError("more than was announced")
        return bytes(found)


def _safe(member: tarfile.TarInfo, version: str) -> tuple[str, ...]:
    """Return the parts of a member's name, if it may be written.

    Raises:
        _Unsafe: It may not.
    """
    parts = tuple(member.name.split("/"))
    named_well = all(
        0 < len(part) <= _LONGEST_NAME
        and part.isascii()
        and part.isprintable()
        and not _FORBIDDEN & set(part)
        and not part.endswith((".", " "))
        and part.split(".")[0].strip().casefold() not in _DEVICES
        for part in parts
    )
    plain = member.isdir() or (
        member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and member.size >= 0 and not member.issparse()
    )
    inside = parts[0] == version and (len(parts) > 1 or member.isdir())
    if not named_well or not plain or not inside or len(member.name) > _LONGEST_PATH:
        raise _Unsafe(member.name)
    return parts


def _claim(parts: tuple[str, ...], spelled: dict[str, str]) -> None:
    """Take a file's name, and those of the folders that it lies in.

    Args:
        parts: The name.
        spelled: Every name so far in small letters → as it was written, folders with a slash behind.

    Raises:
        _Unsafe: It is taken, or differs from another one only as not every disk can tell.
    """
    *folders, file = accumulate(parts, "{}/{}".format)
    if any(spelled.setdefault(folder.casefold(), f"{folder}/") != f"{folder}/" for folder in folders):
        raise _Unsafe(file)
    if file.casefold() in spelled:
        raise _Unsafe(file)
    spelled[file.casefold()] = file


def _write(content: IO[bytes], place: Path, member: tarfile.TarInfo) -> None:
    """Write one file anew; of its rights only that a program may be run counts.

    They are given when it is made: a stick refuses to change them afterwards.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    rights = 0o755 if member.mode & 0o100 else 0o644
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(place, flags, rights), "wb") as file:
        while chunk := content.read(_CHUNK):
            file.write(chunk)
