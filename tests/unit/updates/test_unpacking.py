"""The archive of an update: plain files in one folder, and nothing else reaches the disk."""

from __future__ import annotations

import io
import lzma
import tarfile
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UpdateError
from desktop.updates.unpacking import unpack
from desktop.updates.update_file import Update, this_platform
from tests.made_updates import NEW, files_in, member, packed, program

Member = tuple[tarfile.TarInfo, bytes]


def unpacked(folder: Path, archive: bytes, *, size: int | None = None, files: int | None = None) -> Path:
    """Unpack an archive of which the truth is said, or something else."""
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(archive))) as file:
        plain = [one for one in file if one.isfile()]
    told = Update(
        NEW,
        this_platform(),
        len(archive),
        sum(one.size for one in plain) if size is None else size,
        len(plain) if files is None else files,
        "K",
    )
    folder.mkdir(exist_ok=True)
    return unpack(io.BytesIO(archive), told, folder)


def refused(folder: Path, archive: bytes, **said: int) -> None:
    """It must be refused in a sentence, and nothing lie outside the folder."""
    with pytest.raises(UpdateError) as told:
        unpacked(folder / "inside", archive, **said)
    assert told.value.key == "update_unsafe"
    assert sorted(path.name for path in folder.iterdir()) == ["inside"]


def test_files_folders_and_who_may_run_them(tmp_path: Path) -> None:
    """Of rights only that counts; nobody's set-user bit, no time, no owner."""
    folder = unpacked(
        tmp_path,
        packed(
            member(NEW, b"", type=tarfile.DIRTYPE, mode=0o777),
            program(),
            member(f"{NEW}/_internal/a/b.txt", b"words", mode=0o4646),
        ),
    )
    assert dict(files_in(folder)) == {
        "homespun": f"#!/bin/sh\necho 'homespun {NEW}'\n".encode(),
        "_internal/a/b.txt": b"words",
    }
    assert (folder / "homespun").stat().st_mode & 0o7777 & ~0o022 == 0o755 & ~0o022
    assert (folder / "_internal/a/b.txt").stat().st_mode & 0o7111 == 0


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        f"{NEW}/../evil",
        f"{NEW}/a/../../evil",
        "/tmp/evil",
        f"/{NEW}/evil",
        f"{NEW}//evil",
        f"{NEW}/./evil",
        f"{NEW}\\..\\evil",
        f"{NEW}/C:evil",
        f"{NEW}/evil:stream",
        f"{NEW}/a\nb",
        f"{NEW}/a\x1b[31mb",
        f"{NEW}/a\u202eb",
        f"{NEW}/\udcff",
        f"{NEW}/evil.",
        f"{NEW}/evil ",
        f"{NEW}/what?",
        f"{NEW}/NUL",
        f"{NEW}/nul.txt",
        f"{NEW}/con .txt",
        f"{NEW}/COM1",
        f"{NEW}/lpt³.log",
        f"{NEW}/conin$",
        "0.9.0/homespun",
        "evil",
        NEW,
        f"{NEW}x/evil",
        f"{NEW} /evil",
        ".new-/evil",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """Also one that only Windows or a stick would take for something else."""
    refused(tmp_path, packed(program(), member(name)))


@pytest.mark.parametrize(
    "kind",
    [
        {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"},
        {"type": tarfile.SYMTYPE, "linkname": "homespun"},
        {"type": tarfile.LNKTYPE, "linkname": f"{NEW}/homespun"},
        {"type": tarfile.LNKTYPE, "linkname": "/etc/passwd"},
        {"type": tarfile.FIFOTYPE},
        {"type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 3},
        {"type": tarfile.BLKTYPE, "devmajor": 8, "devminor": 0},
        {"type": tarfile.CONTTYPE},
        {"type": b"Z"},
    ],
    ids=lambda kind: str(kind["type"]),
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: dict[str, Any]) -> None:
    """A link could be written through by the next member."""
    refused(tmp_path, packed(program(), member(f"{NEW}/odd", b"", **kind)))


def test_a_file_through_a_link_is_never_written(tmp_path: Path) -> None:
    """The oldest trick: a link to a folder, then a file in it."""
    link = member(f"{NEW}/out", b"", type=tarfile.SYMTYPE, linkname="../..")
    refused(tmp_path, packed(link, member(f"{NEW}/out/evil", b"evil")))


@pytest.mark.parametrize("second", [f"{NEW}/homespun", f"{NEW}/HOMESPUN", f"{NEW}/HomeSpun"])
def test_two_files_of_one_name_are_refused(tmp_path: Path, second: str) -> None:
    """On many disks large and small letters are the same."""
    refused(tmp_path, packed(program(), member(second)))


def test_a_file_with_holes_is_refused(tmp_path: Path) -> None:
    """A few bytes that say they are a gigabyte."""
    holes = {"GNU.sparse.map": "0,1", "GNU.sparse.size": "1000000", "GNU.sparse.major": "0"}
    refused(tmp_path, packed(program(), member(f"{NEW}/holes", b"x", pax_headers=holes)))


@pytest.mark.parametrize(("size", "files"), [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)])
def test_more_or_less_than_announced_is_refused(tmp_path: Path, size: int, files: int) -> None:
    """What was announced is what room was looked for."""
    script = program()
    archive = packed(script, member(f"{NEW}/words"))
    told = {"size": len(script[1]) + 1 + size, "files": 2 + files}
    if (size, files) == (0, 0):
        assert unpacked(tmp_path / "inside", archive, **told).exists()
    else:
        refused(tmp_path, archive, **told)


def test_a_bomb_goes_off_nowhere(tmp_path: Path) -> None:
    """A gigabyte of nothing in a few thousand bytes: no more is unpacked than was announced."""
    bomb = lzma.compress(bytes(64 * 1024**2), preset=0)
    with pytest.raises(UpdateError):
        unpack(io.BytesIO(bomb), Update(NEW, this_platform(), len(bomb), 100, 1, "K"), tmp_path)
    assert not any(tmp_path.iterdir())


def test_a_header_without_end_is_not_read(tmp_path: Path) -> None:
    """It would lie in memory whole, and is more than the files can need that were announced."""
    refused(tmp_path, packed(program(), member(f"{NEW}/a", pax_headers={"comment": "x" * 8_000_000})))


def test_what_lies_behind_the_end_is_not_unpacked(tmp_path: Path) -> None:
    """A whole archive, and behind its end a lot of nothing."""
    archive = packed(program())
    long = lzma.compress(lzma.decompress(archive) + bytes(64 * 1024**2), preset=0)
    size = len(program()[1])
    unpack(io.BytesIO(long), Update(NEW, this_platform(), len(long), size, 1, "K"), tmp_path)
    assert [(name, len(content)) for name, content in files_in(tmp_path)] == [(f"{NEW}/homespun", size)]


def test_an_xz_that_wants_much_memory_is_refused(tmp_path: Path) -> None:
    """A dictionary of a gigabyte and a half for two words."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1536 * 1024**2}]
    archive = packed(program())
    greedy = lzma.compress(lzma.decompress(archive), format=lzma.FORMAT_XZ, filters=filters)
    size = len(program()[1])
    with pytest.raises(UpdateError) as told:
        unpack(io.BytesIO(greedy), Update(NEW, this_platform(), len(greedy), size, 1, "K"), tmp_path)
    assert told.value.key == "update_unsafe"


@pytest.mark.parametrize("archive", [b"", b"no xz", lzma.compress(b""), lzma.compress(b"no tar" * 1000)])
def test_what_is_no_archive_is_refused(tmp_path: Path, archive: bytes) -> None:
    """In the same sentence."""
    with pytest.raises(UpdateError):
        unpack(io.BytesIO(archive), Update(NEW, this_platform(), len(archive) or 1, 1, 1, "K"), tmp_path)


@pytest.mark.parametrize("part", [3, 2, 1.5, 1.2])
def test_half_an_archive_is_refused(tmp_path: Path, part: float) -> None:
    """Nothing of it counts."""
    archive = packed(program(), member(f"{NEW}/words", bytes(range(256)) * 100))
    cut = archive[: int(len(archive) / part)]
    size = len(program()[1]) + 25600
    with pytest.raises(UpdateError):
        unpack(io.BytesIO(cut), Update(NEW, this_platform(), len(cut), size, 2, "K"), tmp_path)
