"""What somebody hands in, as a list of names and sizes: a zip, or a folder. Nothing is written here.

A zip is a stranger's. Before a byte of it is unpacked, every name in it must be one that may be written on
every system, nothing may be a link, and all of it together must be of a size that can be true; while it is
unpacked, no more comes out than it said.

What this does not protect against: a zip that is as large as it says, and somebody with the same rights who
swaps folders for links while a folder is read.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from desktop.errors import FolderError, ParcelError
from desktop.exports.contents import DATABASE_JOURNAL, is_wanted, may_hold_wanted
from desktop.workspace import BLUEPRINT_FILE
from desktop.workspace.names import check_paths

AT_ONCE_BYTES = 1024 * 1024
MOST_FILES = 300_000
"""A history of ten thousand versions has about fifty thousand."""
LARGEST_BYTES = 64 * 1024**3
_ALWAYS_FINE_BYTES = 64 * 1024**2
_HIGHEST_RATIO = 100
"""How many times its size an archive may unpack to, once that is more than the above. Databases and texts
come to ten, empty pages to more; a bomb has a thousand."""
_LARGEST_LIST_BYTES = 64 * 1024**2
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)
"""What Python's reader says to a zip that is none, damaged, or made to confuse it."""
_NOBODYS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a parcel.

    Attributes:
        path: Relative to the parcel, checked, with `/` between its parts.
        size_bytes: How long it says that it is.
    """

    path: str
    size_bytes: int


class Parcel(Protocol):
    """What somebody hands in."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The files in it."""

    def read(self, path: str) -> Iterator[bytes]:
        """Give what one of its files holds, in parts of at most a megabyte.

        Raises:
            ParcelError: It is damaged.
        """


@contextmanager
def open_parcel(place: Path) -> Iterator[Parcel]:
    """Look at a zip or a folder.

    Raises:
        ParcelError: It is neither, is damaged, or must not be unpacked.
        FolderError: Two names in it would be the same file on some system.
    """
    if place.is_dir():
        yield _Folder(place)
        return
    if not place.is_file():
        raise ParcelError("parcel_missing", place=str(place))
    with ExitStack() as stack:
        with _clear_errors(place.name):
            file = stack.enter_context(place.open("rb"))
            archive = stack.enter_context(zipfile.ZipFile(_Careful(file)))
        yield _Zip(place, archive)


class _Folder:
    """A folder somebody hands in. Only what may be taken is looked at: there may be anything beside it."""

    def __init__(self, place: Path) -> None:
        self._place = place
        with _clear_errors(place.name):
            self.entries = tuple(sorted(_files_below(place), key=lambda entry: entry.path))
        _check_names(entry.path for entry in self.entries)

    def read(self, path: str) -> Iterator[bytes]:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with _clear_errors(path), os.fdopen(os.open(self._place / path, flags), "rb") as file:
            yield from iter(lambda: file.read(AT_ONCE_BYTES), b"")


def _files_below(place: Path, folder: str = "") -> Iterator[Entry]:
    with os.scandir(place / folder) as found:
        for each in found:
            name = f"{folder}/{each.name}" if folder else each.name
            is_seen = is_wanted(name) or name == DATABASE_JOURNAL
            if not is_seen and not may_hold_wanted(name):
                continue
            if each.is_symlink():
                raise ParcelError("parcel_link", path=name)
            if each.is_dir(follow_symlinks=False):
                yield from _files_below(place, name)
            elif is_seen and each.is_file(follow_symlinks=False):
                yield Entry(name, each.stat(follow_symlinks=False).st_size)


class _Zip:
    """An archive somebody hands in; nothing was unpacked yet, and all of it is as it may be."""

    def __init__(self, place: Path, archive: zipfile.ZipFile) -> None:
        self._name = place.name
        self._archive = archive
        listed = archive.infolist()
        if len(listed) > MOST_FILES:
            raise ParcelError("parcel_many", limit=MOST_FILES)
        for entry in listed:
            _check_entry(entry, self._name)
        _check_sizes(listed, place.stat().st_size)
        files = [entry for entry in listed if not entry.is_dir()]
        _check_names(entry.orig_filename for entry in files)
        _check_names({entry.orig_filename.rstrip("/") for entry in listed if entry.is_dir()})
        self._root = _root_of(entry.filename for entry in files)
        self._entries = {
            entry.filename.removeprefix(self._root): entry
            for entry in files
            if entry.filename.startswith(self._root) and not _is_nobodys(entry.filename)
        }
        self.entries = tuple(Entry(path, entry.file_size) for path, entry in sorted(self._entries.items()))

    def read(self, path: str) -> Iterator[bytes]:
        with _clear_errors(self._name), self._archive.open(self._entries[path]) as file:
            yield from iter(lambda: file.read(AT_ONCE_BYTES), b"")


def _check_names(paths: Iterable[str]) -> None:
    """Refuse names that lead out, or that some system could not have.

    Raises:
        ParcelError: For one of them.
        FolderError: For two that would be the same file on some system.
    """
    try:
        check_paths(paths)
    except FolderError as problem:
        if problem.key != "folder_outside":
            raise
        raise ParcelError("parcel_name", **problem.facts) from problem


def _check_entry(entry: zipfile.ZipInfo, archive: str) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise ParcelError("parcel_link", path=entry.filename)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ParcelError("parcel_device", path=entry.filename)
    if entry.flag_bits & 1:
        raise ParcelError("parcel_locked", file=archive)
    if entry.compress_type not in _METHODS:
        raise ParcelError("parcel_packed", file=archive)


def _check_sizes(listed: list[zipfile.ZipInfo], archive_bytes: int) -> None:
    """Refuse what would fill the disk.

    Parts that lie on each other, so that few bytes are read many times, are together longer than the archive.
    """
    packed = sum(entry.compress_size for entry in listed)
    unpacked = sum(entry.file_size for entry in listed)
    if packed > archive_bytes or unpacked > most_unpacked_bytes(archive_bytes):
        raise ParcelError("parcel_bomb", packed_mb=_mb(archive_bytes), unpacked_mb=_mb(unpacked))


def most_unpacked_bytes(archive_bytes: int) -> int:
    """Return how much may come out of an archive of this size."""
    return min(max(_ALWAYS_FINE_BYTES, archive_bytes * _HIGHEST_RATIO), LARGEST_BYTES)


def _mb(size_bytes: int) -> int:
    return -(-size_bytes // 1_000_000)


def _root_of(paths: Iterable[str]) -> str:
    """Return the folder in an archive in which the app lies, with its `/`; "" if it lies at the top.

    Raises:
        ParcelError: There is no app, or more than one.
    """
    roots = {
        path.removesuffix(BLUEPRINT_FILE)
        for path in paths
        if path.rpartition("/")[2] == BLUEPRINT_FILE and path.count("/") <= 1 and not _is_nobodys(path)
    }
    if "" in roots or len(roots) == 1:
        return "" if "" in roots else roots.pop()
    raise ParcelError("parcel_several" if roots else "parcel_no_app")


def _is_nobodys(path: str) -> bool:
    """Whether a system has put a file there for itself."""
    return any(part in _NOBODYS for part in path.split("/"))


class _Careful(io.BufferedIOBase):
    """A file of which nobody reads very much at once: a list of contents as long as a disk is none."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _LARGEST_LIST_BYTES:
            raise zipfile.BadZipFile("its list of contents is too long")
        return self._file.read(_LARGEST_LIST_BYTES if size is None or size < 0 else size)


@contextmanager
def _clear_errors(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise ParcelError("parcel_unreadable", place=name, reason=reason) from problem
    except _BROKEN as problem:
        raise ParcelError("parcel_damaged", file=name) from problem
