"""The archive of an update, onto the disk: plain files and folders in one folder, and nothing else.

Its signature was right, so what is refused here would be a mistake of whoever made it. It is refused before
it does harm: a name that leads elsewhere or that a stick with FAT could not hold, a link, a device, more than
was announced.
"""

from __future__ import annotations

import lzma
import os
import tarfile
from pathlib import Path
from typing import IO, cast

from desktop.errors import UpdateError
from desktop.messages import harmless
from desktop.updates.update_file import Update

_CHUNK = 1024 * 1024
_MEMORY_BYTES = 256 * 1024**2
"""What unpacking may need; xz at its strongest needs 65 MB."""
_HEADERS_BYTES = 4096
"""What an archive adds to a file at most: a header, blocks for a long name, what fills up the last block."""
_FORBIDDEN = frozenset('\\:*?"<>|\x7f') | frozenset(map(chr, range(32)))
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)


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
    limit = update.unpacked_bytes + (update.files + 1) * 2 * _HEADERS_BYTES + _CHUNK
    written: set[str] = set()
    size = 0
    try:
        stream = cast(IO[bytes], _Unpacked(archive, limit))
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as members:
            for member in members:
                parts = _safe(member, update.version)
                if member.isdir():
                    continue
                name = "/".join(parts).casefold()
                size += member.size
                if name in written or len(written) >= update.files or size > update.unpacked_bytes:
                    raise _Unsafe(member.name)
                written.add(name)
                content = members.extractfile(member)
                if content is None:
                    raise _Unsafe(member.name)
                _write(content, into.joinpath(*parts), member)
    except (tarfile.TarError, lzma.LZMAError, EOFError) as problem:
        raise UpdateError("update_unsafe", name=update.version) from problem
    except _Unsafe as problem:
        raise UpdateError("update_unsafe", name=harmless(str(problem), 120)) from problem
    if (len(written), size) != (update.files, update.unpacked_bytes):
        raise UpdateError("update_unsafe", name=update.version)
    return into / update.version


class _Unsafe(Exception):  # noqa: N818 - the text is a name, and it never leaves this file
    """Something in an archive that must not be there."""


class _Unpacked:
    """An xz stream, read unpacked, up to so many bytes."""

    def __init__(self, packed: IO[bytes], limit: int) -> None:
        self._packed = packed
        self._left = limit
        self._xz = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY_BYTES)

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
        part not in ("", ".", "..")
        and not _FORBIDDEN & set(part)
        and not part.endswith((".", " "))
        and part.split(".")[0].casefold() not in _DEVICES
        for part in parts
    )
    plain = member.isdir() or (member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and member.size >= 0)
    if not named_well or not plain or parts[0] != version or (len(parts) == 1 and not member.isdir()):
        raise _Unsafe(member.name)
    return parts


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
