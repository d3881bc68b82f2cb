"""How large an object in a pack will be, read from the few bytes before it: before anything is unpacked.

A pack of a few megabytes can hold an object that unpacks to gigabytes, plainly or as a delta on a delta. The
format is that of git's `gitformat-pack` documentation. For objects in files of their own dulwich has a limit.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import BinaryIO

from dulwich.object_store import DiskObjectStore
from dulwich.objects import ObjectID
from dulwich.pack import Pack

LARGEST_OBJECT_BYTES = 16 * 1024 * 1024
_LONGEST_CHAIN = 1000
_OFFSET_DELTA, _NAME_DELTA = 6, 7
_NAME_BYTES = 20
_HEAD_BYTES = 1024
"""More than the longest header and the two sizes at the beginning of a delta: these are compressed, and what
zlib says of its own codes before the first byte (RFC 1951, 3.2.7) takes up to some 300 bytes."""


class Sizes:
    """Looks into the packs of a store; close it with the store.

    Args:
        store: Whose packs.
    """

    def __init__(self, store: DiskObjectStore) -> None:
        self._store = store
        self._files: dict[str, BinaryIO] = {}
        self._checked: set[tuple[str, int]] = set()

    def close(self) -> None:
        """Let the files go."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def refuse_bomb(self, name: ObjectID) -> None:
        """Refuse an object that would be too large, or that is one delta on another without end.

        Raises:
            ValueError: It would be.
            OSError: The pack cannot be read.
        """
        found, chain = self._found(name), list[tuple[str, int]]()
        for _ in range(_LONGEST_CHAIN):
            if found is None or _place(*found) in self._checked:
                self._checked.update(chain)
                return
            chain.append(_place(*found))
            found = self._base(*found)
        raise ValueError("a delta without end")

    def _found(self, name: ObjectID) -> tuple[Pack, int] | None:
        for pack in self._store.packs:
            try:
                return pack, pack.index.object_offset(name)
            except KeyError:
                continue
        return None

    def _base(self, pack: Pack, offset: int) -> tuple[Pack, int] | None:
        """Check one object of a chain, and return where the next is; None after the last."""
        head = self._head(pack, offset)
        kind, at, size = (head[0] >> 4) & 7, 1, head[0] & 15
        shift = 4
        while head[at - 1] & 128:
            size |= (head[at] & 127) << shift
            at, shift = at + 1, shift + 7
        _refuse(size)
        if kind == _OFFSET_DELTA:
            back, at = _distance(head, at)
            _refuse(_result_size(head[at:]))
            if not 0 < back < offset:
                raise ValueError("a delta on nothing")
            return pack, offset - back
        if kind == _NAME_DELTA:
            _refuse(_result_size(head[at + _NAME_BYTES :]))
            return self._found(ObjectID(head[at : at + _NAME_BYTES].hex().encode("ascii")))
        return None

    def _head(self, pack: Pack, offset: int) -> bytes:
        path, _ = _place(pack, offset)
        if path not in self._files:
            self._files[path] = Path(path).open("rb")  # noqa: SIM115 - open until `close`
        file = self._files[path]
        file.seek(offset)
        return file.read(_HEAD_BYTES)


def _place(pack: Pack, offset: int) -> tuple[str, int]:
    # dulwich has no public name for this path, and asking a pack for its name reads its whole index.
    return pack._data_path, offset


def _refuse(size_bytes: int) -> None:
    if size_bytes > LARGEST_OBJECT_BYTES:
        raise ValueError("too large")


def _distance(head: bytes, at: int) -> tuple[int, int]:
    """How far before this object its base lies, and where in the header that ends."""
    distance = head[at] & 127
    while head[at] & 128:
        at += 1
        distance = ((distance + 1) << 7) | (head[at] & 127)
    return distance, at + 1


def _result_size(packed: bytes) -> int:
    """The size of what a delta makes: the second number in it, after that of its base."""
    delta = zlib.decompressobj().decompress(packed, 32)
    at = size = shift = 0
    while delta[at] & 128:
        at += 1
    at += 1
    while True:
        size |= (delta[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if not delta[at - 1] & 128:
            return size
