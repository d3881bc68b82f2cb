"""An archive that was signed, and is wrong in a way that `tarfile` might not notice: nothing of it stays.

Whoever signs may be mistaken or deceived. What comes of it is a sentence, at once, and no more memory than
a header needs.
"""

from __future__ import annotations

import io
import lzma
import random
import tarfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from updating_homes import KEYS, home_with_launcher, refused

from desktop.errors import UpdateError
from desktop.paths import Installation
from desktop.updates import Choice, check_update, install
from desktop.updates.unpacking import unpack
from desktop.updates.update_file import Update, this_platform
from tests.made_updates import NEW, OLD, files_in, member, packed, program, signed

MEGABYTE = 1024**2
END = bytes(tarfile.RECORDSIZE)
PROGRAM = program()
SIZE = len(PROGRAM[1])


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """A copy with a launcher, beside a stick and an account with an app."""
    return home_with_launcher(tmp_path)


def block(content: bytes) -> bytes:
    """What stands in an archive for it."""
    return content + bytes(-len(content) % tarfile.BLOCKSIZE)


def entry(kind: bytes, content: bytes, size: int | None = None, name: str = "header") -> bytes:
    """A header with what belongs to it; it may lie about how long that is."""
    info = tarfile.TarInfo(name)
    info.type, info.size, info.mode = kind, len(content) if size is None else size, 0o755
    return info.tobuf(tarfile.GNU_FORMAT) + block(content)


def record(word: str, value: bytes) -> bytes:
    """A line of a pax header, which begins with its own length."""
    rest = b" " + word.encode() + b"=" + value + b"\n"
    length = len(rest) + 1
    while len(str(length)) + len(rest) != length:
        length += 1
    return str(length).encode() + rest


def pax(word: str, value: bytes, kind: bytes = tarfile.XHDTYPE) -> bytes:
    """A whole pax header."""
    return entry(kind, record(word, value))


def plain(name: str, content: bytes) -> bytes:
    """A plain file."""
    return entry(tarfile.REGTYPE, content, name=name)


def true_program() -> bytes:
    """The program of the new version, as its archive has it."""
    return plain(f"{NEW}/homespun", PROGRAM[1])


def archive_of(*parts: bytes) -> bytes:
    """An archive, packed."""
    return lzma.compress(b"".join([*parts, END]), preset=0)


def refused_archive(
    here: Installation, work: Path, archive: bytes, size: int = SIZE + 1, files: int = 2
) -> None:
    """Signed, with facts that would fit, it must be refused for what it is."""
    odd = signed(work / "stick" / "odd.update", archive, unpacked_bytes=size, files=files)
    assert refused(here, odd) == "update_unsafe"


@contextmanager
def little_memory() -> Iterator[None]:
    """What is done within must do with little of it."""
    tracemalloc.start()
    try:
        yield
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12 * MEGABYTE


def test_what_is_put_together_here_is_an_archive(here: Installation, tmp_path: Path) -> None:
    """Else the others would be refused for another reason."""
    archive = archive_of(pax("comment", b"made on a Sunday"), true_program(), plain(f"{NEW}/words", b"x"))
    good = signed(tmp_path / "stick" / "good.update", archive, unpacked_bytes=SIZE + 1, files=2)
    assert install(good, here, KEYS) == Choice(NEW, OLD)


@pytest.mark.parametrize(
    "said",
    [
        {"path": b"../../account/plants/data.sqlite"},
        {"path": b"/etc/passwd"},
        {"path": f"{NEW}/a\0b".encode()},
        {"path": b"\xff\xfe"},
        {"path": b"\xff\xfe", "hdrcharset": b"BINARY"},
        {"path": b""},
        {"size": b"-512"},
        {"size": b"99999999999999999999999"},
        {"size": b"0"},
        {"GNU.sparse.name": b"../evil"},
        {"GNU.sparse.size": b"1000000000"},
        {"GNU.sparse.map": b"0,1"},
        {"GNU.sparse.map": b"1,x"},
        {"GNU.sparse.major": b"1", "GNU.sparse.minor": b"0"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE])
def test_a_header_that_says_otherwise(
    here: Installation, tmp_path: Path, kind: bytes, said: dict[str, bytes]
) -> None:
    """Of one file or of all that follow: what counts is what it comes to."""
    header = entry(kind, b"".join(record(word, value) for word, value in said.items()))
    refused_archive(here, tmp_path, archive_of(true_program(), header, plain(f"{NEW}/x", b"x")))


@pytest.mark.parametrize(
    "header",
    [
        pax("path", b"x") * 2000,
        entry(tarfile.XGLTYPE, record("a", b"b")) * 2000,
        entry(tarfile.GNUTYPE_LONGNAME, b"x\0") * 2000,
        entry(tarfile.XHDTYPE, b"9" * 5000 + b" path=x\n"),
        entry(tarfile.XHDTYPE, b"0 path=x\n"),
        entry(tarfile.XHDTYPE, b"12 hdrcharset=\xff\xff\n"),
        entry(tarfile.GNUTYPE_LONGNAME, f"{NEW}/../evil\0".encode()),
        entry(tarfile.GNUTYPE_LONGNAME, b"\xff\0"),
        entry(tarfile.GNUTYPE_LONGLINK, b"/etc/passwd\0"),
        entry(tarfile.XHDTYPE, b"", size=-1024),
        entry(tarfile.GNUTYPE_SPARSE, b""),
    ],
    ids=[
        *("headers of headers", "headers for all", "names of names", "a number without end", "no length"),
        *("an odd alphabet", "a long way out", "a long nothing", "a long link", "less than nothing", "holes"),
    ],
)
def test_a_header_that_leads_astray(here: Installation, tmp_path: Path, header: bytes) -> None:
    """Into an endless call, a number without end, or out of the folder."""
    last = entry(tarfile.LNKTYPE, b"", name=f"{NEW}/x")
    refused_archive(here, tmp_path, archive_of(true_program(), header, last))


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_of_gigabytes_is_not_read_into_memory(
    here: Installation, tmp_path: Path, kind: bytes
) -> None:
    """Only 10,000 bytes on the stick: four gigabytes were announced, and nothing in them is a file."""
    packer = lzma.LZMACompressor(preset=0)
    archive = packer.compress(entry(kind, b"", size=4000 * MEGABYTE))
    archive += b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(64)) + packer.flush()
    odd = signed(tmp_path / "odd.update", archive, unpacked_bytes=4096 * MEGABYTE, files=50_000)
    told = Update(NEW, this_platform(), len(archive), 4096 * MEGABYTE, 50_000, "")
    with little_memory(), pytest.raises(UpdateError):
        unpack(io.BytesIO(archive), told, tmp_path)
    assert refused(here, odd) in ("update_unsafe", "update_no_room")


def test_what_many_small_headers_did_not_need_is_no_room_for_a_large_one(tmp_path: Path) -> None:
    """Two thousand folders of half a kilobyte, and then a header of 24 megabytes."""
    folders = entry(tarfile.DIRTYPE, b"", name=f"{NEW}/x") * 2000
    archive = archive_of(true_program(), folders, entry(tarfile.XHDTYPE, bytes(24 * MEGABYTE)))
    told = Update(NEW, this_platform(), len(archive), 4096 * MEGABYTE, 50_000, "")
    with little_memory(), pytest.raises(UpdateError):
        unpack(io.BytesIO(archive), told, tmp_path)


def test_a_file_of_one_line_is_not_read_into_memory(tmp_path: Path) -> None:
    """Anything may have an update's name."""
    odd = tmp_path / "odd.update"
    with odd.open("wb") as file:
        file.truncate(100 * MEGABYTE)
    with little_memory(), pytest.raises(UpdateError):
        check_update(odd, KEYS)


def test_no_more_is_written_than_was_announced(tmp_path: Path) -> None:
    """Not even for a moment: room was looked for by what was announced."""
    for size, files in ((SIZE + 1, 50_000), (4096 * MEGABYTE, 2)):
        into = tmp_path / str(files)
        into.mkdir()
        many = [plain(f"{NEW}/{number}", bytes(MEGABYTE)) for number in range(3)]
        archive = archive_of(true_program(), *many)
        with pytest.raises(UpdateError):
            unpack(io.BytesIO(archive), Update(NEW, this_platform(), len(archive), size, files, ""), into)
        written = [len(content) for _, content in files_in(into)]
        assert sum(written) <= size and len(written) <= files


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("homespun", "homespun"),
        ("x", "X"),
        ("x", "x/y"),
        ("x", "X/y"),
        ("x/y", "x"),
        ("x/y", "X"),
        ("x/y", "X/z"),
        ("a/x/y", "a/X/z"),
    ],
)
def test_two_names_that_not_every_disk_can_tell(
    here: Installation, tmp_path: Path, one: str, other: str
) -> None:
    """A file that is a folder as well, a folder that is spelled in two ways."""
    names = [f"{NEW}/{name}" for name in (one, other)]
    archive = archive_of(true_program(), *(plain(name, b"x") for name in names))
    refused_archive(here, tmp_path, archive, SIZE + 2, 3)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 300,
        "x" * 121,
        "/".join(["x" * 60] * 4),
        "é",
        "ﬁ",
        "COM0",
        "com1.dll",
        "a/aux",
        "AUX .txt",
        "a /b",
    ],
)
def test_a_name_that_not_every_disk_can_hold(here: Installation, tmp_path: Path, name: str) -> None:
    """Too long, in other letters, or of a device of Windows'."""
    refused_archive(here, tmp_path, packed(PROGRAM, member(f"{NEW}/{name}")))


def test_more_folders_than_any_program_has(here: Installation, tmp_path: Path) -> None:
    """Each takes memory, and none is counted among the files."""
    folder = entry(tarfile.DIRTYPE, b"", name=f"{NEW}/x")
    refused_archive(here, tmp_path, archive_of(true_program(), folder * 100_001), SIZE, 1)


@pytest.mark.parametrize("top", ["", ".", OLD, "0.10", "homespun", "HOMESPUN"])
def test_another_folder_at_the_top(here: Installation, tmp_path: Path, top: str) -> None:
    """Only the one of the version that was signed."""
    name = f"{top}/homespun" if top else "homespun"
    refused_archive(here, tmp_path, packed(member(name, PROGRAM[1], mode=0o755)), SIZE, 1)


def test_a_file_in_the_place_of_the_folder(here: Installation, tmp_path: Path) -> None:
    """It has the right name, and is all that there is."""
    refused_archive(here, tmp_path, packed(member(NEW, PROGRAM[1], mode=0o755)), SIZE, 1)


def test_only_the_first_of_two_streams_counts(here: Installation, tmp_path: Path) -> None:
    """What lies behind it is never looked at."""
    archive = packed(PROGRAM) + packed(member(f"{NEW}/evil"))
    odd = signed(tmp_path / "stick" / "odd.update", archive, unpacked_bytes=SIZE, files=1)
    assert install(odd, here, KEYS) == Choice(NEW, OLD)
    assert here.home is not None
    assert [name for name, _ in files_in(here.home / "versions" / NEW)] == ["homespun"]


def test_damage_at_two_thousand_places(tmp_path: Path) -> None:
    """Taken or refused in a sentence, never anything else, and nothing is written outside."""
    whole = lzma.decompress(
        packed(PROGRAM, member(f"{NEW}/_internal/{'b' * 110}/words", b"w" * 700), member(f"{NEW}/z", b"zz"))
    )
    inside = tmp_path / "a" / "inside"
    chance = random.Random(7)
    taken = 0
    for _ in range(2000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(9 * tarfile.BLOCKSIZE)
            damaged[at] = chance.choice([0, 255, 128, ord("9"), damaged[at] ^ (1 << chance.randrange(8))])
        archive = lzma.compress(sums_made_right(damaged), preset=0)
        inside.mkdir(parents=True, exist_ok=True)
        try:
            unpack(io.BytesIO(archive), Update(NEW, this_platform(), 1, SIZE + 702, 3, ""), inside)
            taken += 1
        except UpdateError as told:
            assert told.key == "update_unsafe"
        assert [path.name for path in (*tmp_path.iterdir(), *inside.parent.iterdir())] == ["a", "inside"]
        assert all(path.is_dir() or path.stat().st_nlink == 1 for path in inside.rglob("*"))
        for path in sorted(inside.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert 0 < taken < 2000


def sums_made_right(archive: bytearray) -> bytes:
    """Let each header's checksum fit, so that what it says is believed."""
    for at in range(0, len(archive), tarfile.BLOCKSIZE):
        header = archive[at : at + tarfile.BLOCKSIZE]
        if header[257:262] == b"ustar":
            header[148:156] = b" " * 8
            archive[at + 148 : at + 156] = b"%06o\0 " % sum(header)
    return bytes(archive)
