"""Attacks on an app's history: whatever lies in the repository, nothing is run, read or written outside of it.

And whatever is wrong with it, the app is saved, with a sentence.
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.changing import scripted
from desktop.compiler import compile_app
from desktop.errors import FolderError, HistoryError
from desktop.history import Happened, History, restore
from desktop.history.objects import commit_of
from desktop.history.repository import Repository
from desktop.saving import save_edit
from desktop.workspace import Project, Provenance, open_project, write_project

ROOT = Path(__file__).resolve().parents[2]
TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An app with two versions."""
    app = read(TEXT).app
    assert app is not None
    folder = write_project(tmp_path / "app", compile_app(app), TEXT, MADE).folder
    assert rename(folder, "Hut").notes == ()
    return folder


def rename(folder: Path, name: str) -> Project:
    project = open_project(folder)
    return save_edit(scripted(project, "rename it", f'set name "{name}"'), project)


def repository_of(folder: Path) -> Path:
    return folder / ".homespun" / "history.git"


def refused(folder: Path) -> str:
    """Every way to look at the history says the same; a change is saved all the same, and says it too."""
    with pytest.raises(HistoryError) as caught:
        History(folder).versions()
    with pytest.raises(HistoryError):
        restore(folder, 1)
    project = rename(folder, "House")
    assert 'app "House"' in open_project(folder).blueprint_text
    assert len(project.notes) == 1
    return caught.value.key


PROGRAMS = ["hooks/post-commit", "hooks/pre-commit", "hooks/reference-transaction", "hooks/post-checkout"]


def test_nothing_in_a_repository_is_run(folder: Path, tmp_path: Path) -> None:
    """Hooks, and all that the settings can name: filters, a monitor, an editor, an include."""
    mark = tmp_path / "was-run"
    repository = repository_of(folder)
    (repository / "hooks").mkdir()
    for name in PROGRAMS:
        (repository / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (repository / name).chmod(0o755)
    with (repository / "config").open("a") as config:
        config.write(f"[core]\n\tfsmonitor = touch {mark}\n\thooksPath = hooks\n\teditor = touch {mark}\n")
        config.write(f'[filter "x"]\n\tclean = touch {mark}\n[include]\n\tpath = {tmp_path}/more\n')
    (tmp_path / "more").write_text(f"[alias]\n\tlog = !touch {mark}\n")
    (repository / "info").mkdir()
    (repository / "info" / "attributes").write_text("* filter=x\n")
    assert rename(folder, "House").notes == ()
    restore(folder, 1)
    assert len(History(folder).versions()) == 4
    assert not mark.exists()


LINKS = [
    "",
    "objects",
    "objects/pack",
    "objects/info",
    "refs",
    "refs/heads",
    "refs/tags",
    "HEAD",
    "packed-refs",
]


@pytest.mark.parametrize(
    "name", [".homespun", *(f".homespun/history.git/{each}".rstrip("/") for each in LINKS)]
)
def test_a_link_is_not_followed(folder: Path, tmp_path: Path, name: str) -> None:
    """Wherever it stands and wherever it leads: nothing is written there, and a sentence names it."""
    place = folder / name
    elsewhere = tmp_path / "elsewhere"
    if place.exists():
        place.rename(elsewhere)
    else:
        elsewhere.write_text("theirs")
    place.symlink_to(elsewhere)
    before = disk(elsewhere)
    assert refused(folder) == "history_link"
    assert disk(elsewhere) == before


@pytest.mark.parametrize(
    "name", ["commondir", "gitdir", "objects/info/alternates", "objects/info/http-alternates"]
)
def test_another_repository_is_not_used(folder: Path, tmp_path: Path, name: str) -> None:
    """Git's own ways to point elsewhere are refused."""
    (repository_of(folder) / name).write_text(f"{tmp_path}\n")
    assert refused(folder) == "history_link"


def disk(place: Path) -> dict[str, bytes]:
    paths = [place, *place.rglob("*")] if place.is_dir() else [place]
    return {str(path): path.read_bytes() for path in paths if path.is_file()}


def hostile_tree(folder: Path, entries: bytes, *, inner: bytes = b"") -> None:
    """Make the last version one with a tree of this content."""
    place = repository_of(folder)
    write_object(place, b"blob", b"evil")
    if inner:
        write_object(place, b"tree", inner)
    tree = write_object(place, b"tree", entries)
    history = History(folder)
    last = history.versions(1)[0]
    with Repository(place) as repository:
        message = repository.commit(last.id).message.replace(b'"number": 2', b'"number": 3')
        commit = commit_of(tree, last.id, message, 0)
        repository.add([commit])
        repository.advance(b"main", last.id, commit.id.decode())


def write_object(place: Path, kind: bytes, content: bytes) -> str:
    whole = kind + b" %d\0" % len(content) + content
    name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    path = place / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(whole))
    return name


EVIL = hashlib.sha1(b"blob 4\0evil", usedforsecurity=False).digest()
NAMES = [
    "..",
    ".",
    "../escaped",
    "/escaped",
    "C:\\escaped",
    "con",
    "a\\b",
    "x ",
    "app.blueprint\n",
    "",
    "\xff",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_version_with_a_name_that_leads_out_is_not_brought_back(
    folder: Path, tmp_path: Path, name: str
) -> None:
    """Names that no file of an app has, at the top or in a folder."""
    before = disk(tmp_path)
    entry = b"100644 " + name.encode("latin-1") + b"\0" + EVIL
    hostile_tree(folder, entry)
    history = History(folder)
    with pytest.raises(HistoryError):
        history.files_of(history.versions(1)[0])
    with pytest.raises(HistoryError):
        restore(folder, 3)
    assert {name: data for name, data in disk(tmp_path).items() if ".homespun" not in name} == {
        name: data for name, data in before.items() if ".homespun" not in name
    }


@pytest.mark.parametrize("mode", [b"120000", b"160000", b"100600", b"0"])
def test_a_version_with_a_link_or_another_repository_in_it_is_refused(folder: Path, mode: bytes) -> None:
    """Only files and folders make an app."""
    hostile_tree(folder, mode + b" app.blueprint\0" + EVIL)
    history = History(folder)
    with pytest.raises(HistoryError) as caught:
        history.files_of(history.versions(1)[0])
    assert caught.value.key == "history_damaged"


def test_trees_without_end_are_refused(folder: Path) -> None:
    """Ten folders in ten folders in ten folders, all of them the same: few bytes, billions of files."""
    place = repository_of(folder)
    write_object(place, b"blob", b"evil")
    inner = b"".join(b"100644 f%d\0" % at + EVIL for at in range(10))
    for _ in range(12):
        name = write_object(place, b"tree", inner)
        inner = b"".join(b"40000 d%d\0" % at + bytes.fromhex(name) for at in range(10))
    hostile_tree(folder, inner)
    history = History(folder)
    with pytest.raises(HistoryError):
        history.files_of(history.versions(1)[0])


def bomb(kind: int, size: int, data: bytes) -> bytes:
    """One object of a pack that says it has a size."""
    head, size = [(kind << 4) | (size & 15)], size >> 4
    while size:
        head[-1] |= 128
        head.append(size & 127)
        size >>= 7
    return bytes(head) + data


def number(value: int) -> bytes:
    found = [value & 127]
    while value := value >> 7:
        found[-1] |= 128
        found.append(value & 127)
    return bytes(found)


GIGABYTE = 1024**3
FEW = zlib.compress(b"x" * 100)
BOMBS = {
    "plain": bomb(3, 10 * GIGABYTE, zlib.compress(b"x" * 1_000_000)),
    "delta": bomb(7, 20, b"\1" * 20 + zlib.compress(number(100) + number(10 * GIGABYTE) + b"\x90\x64")),
    "delta on itself": bomb(6, 20, b"\0" + zlib.compress(number(100) + number(100) + b"\x90\x64")),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_pack_is_not_unpacked(folder: Path, name: str) -> None:
    """An object that says it has gigabytes, plainly or as a delta, is refused before it takes any memory."""
    history = History(folder)
    last = history.versions(1)[0]
    place = repository_of(folder)
    id_ = bytes.fromhex(last.tree)
    (place / "objects" / last.tree[:2] / last.tree[2:]).unlink()
    pack = b"PACK" + struct.pack(">II", 2, 1) + BOMBS[name]
    pack += hashlib.sha1(pack, usedforsecurity=False).digest()
    fan = b"".join(struct.pack(">I", int(at >= id_[0])) for at in range(256))
    index = b"\xfftOc" + struct.pack(">I", 2) + fan + id_ + struct.pack(">II", 0, 12) + pack[-20:]
    index += hashlib.sha1(index, usedforsecurity=False).digest()
    (place / "objects/pack" / f"pack-{'0' * 40}.pack").write_bytes(pack)
    (place / "objects/pack" / f"pack-{'0' * 40}.idx").write_bytes(index)
    with pytest.raises(HistoryError) as caught:
        history.files_of(last)
    assert caught.value.key == "history_damaged"


def test_a_bomb_of_its_own_is_not_unpacked(folder: Path) -> None:
    """The same in a file of its own."""
    history = History(folder)
    last = history.versions(1)[0]
    whole = b"tree 1073741824\0" + b"\0" * (64 * 1024 * 1024)
    (repository_of(folder) / "objects" / last.tree[:2] / last.tree[2:]).unlink()
    (repository_of(folder) / "objects" / last.tree[:2] / last.tree[2:]).write_bytes(zlib.compress(whole, 1))
    with pytest.raises(HistoryError):
        history.files_of(last)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_damaged_is_said_or_does_no_harm(folder: Path, seed: int) -> None:
    """A file of the repository is cut, changed, emptied or gone: what is read is right, or there is a sentence."""
    chance = random.Random(seed)
    history = History(folder)
    right = {each.number: (each, history.files_of(each)) for each in history.versions()}
    files = sorted(path for path in repository_of(folder).rglob("*") if path.is_file())
    file = chance.choice(files)
    data = bytearray(file.read_bytes())
    match chance.randrange(4):
        case 0:
            del data[chance.randrange(len(data)) :]
        case 1:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 2:
            data.clear()
        case _:
            data += bytes(chance.randrange(256) for _ in range(20))
    file.chmod(0o644)
    file.write_bytes(bytes(data))
    try:
        for version in history.versions():
            assert (version, history.files_of(version)) == right[version.number]
    except HistoryError:
        pass
    project = rename(folder, "House")
    assert 'app "House"' in open_project(folder).blueprint_text
    if not project.notes:
        assert History(folder).blueprint_of(History(folder).versions(1)[0]) == project.blueprint_text


@pytest.mark.parametrize("name", ["objects", "refs", "HEAD"])
def test_half_a_repository_is_said(folder: Path, name: str) -> None:
    """Where parts are gone, the app is saved, and the sentence tells what to do."""
    place = repository_of(folder) / name
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    assert refused(folder) == "history_damaged"
    shutil.rmtree(repository_of(folder))
    assert rename(folder, "Home").notes == ()


def test_a_message_that_is_not_ours_is_said(folder: Path) -> None:
    """Somebody has committed into it with another program."""
    with Repository(repository_of(folder)) as repository:
        last = History(folder).versions(1)[0]
        commit = commit_of(last.tree, last.id, b"work in progress\n", 0)
        repository.add([commit])
        repository.advance(b"main", last.id, commit.id.decode())
    assert refused(folder) == "history_damaged"


def test_a_lock_that_a_killed_process_left_is_no_lock(folder: Path) -> None:
    """What no living process holds does not keep the next version out."""
    place = repository_of(folder)
    for name in ("HEAD.lock", "refs/heads/main.lock", "objects/pack/tmp_pack_x", "packed-refs.lock"):
        (place / name).write_text("half")
    assert rename(folder, "House").notes == ()
    assert not list(place.rglob("*.lock"))
    assert not list(place.rglob("tmp_*"))


def test_somebody_else_at_work_is_waited_for_and_then_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two Homespuns do not write in one app at the same time."""
    monkeypatch.setattr("desktop.workspace.locking._WAIT_S", 0.1)
    hold = "import sys, pathlib; from desktop.workspace import alone\nwith alone(pathlib.Path(sys.argv[1])):\n  print('held', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdin is not None
    with other:
        other.stdout.readline()
        before = disk(folder)
        with pytest.raises(FolderError) as caught:
            rename(folder, "House")
        assert caught.value.key == "folder_busy"
        assert disk(folder) == before
        other.kill()
    assert rename(folder, "House").notes == ()


REASONS = {errno.ENOSPC: "history_full", errno.EROFS: "history_not_writable", errno.EIO: "history_failed"}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("successes", [0, 1, 3, 7])
def test_a_disk_that_fails_while_a_version_is_kept_loses_no_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reason: int, successes: int
) -> None:
    """Whichever file cannot be written: the app is saved, it is said, and the next version has it all."""
    real: Callable[..., int] = os.open
    calls: list[object] = []

    def failing(path: object, flags: int, *arguments: object, **keywords: object) -> int:
        if "history.git" in os.fsdecode(path) and flags & os.O_CREAT:  # type: ignore[arg-type]
            calls.append(path)
            if len(calls) > successes:
                raise OSError(reason, os.strerror(reason))
        return real(path, flags, *arguments, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", failing)
        project = rename(folder, "House")
    assert 'app "House"' in open_project(folder).blueprint_text
    assert len(project.notes) == (1 if len(calls) > successes else 0)
    assert History(folder).versions()[-1].number == 1
    assert rename(folder, "Home").notes == ()
    texts = [History(folder).blueprint_of(each) for each in History(folder).versions()]
    assert [text.splitlines()[0] for text in texts[:3]] == ['app "Home"', 'app "House"', 'app "Hut"']


DISKS = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[2]) / "tests" / "attacks"))
from test_history import rename, History, open_project
folder = Path(sys.argv[1])
filler = folder / "filler"
free = os.statvfs(folder)
if sys.argv[3] == "full":
    # Room for the app's files, which take each other's place, and not for a version of them.
    filler.write_bytes(b"x" * max(free.f_bavail * free.f_bsize - int(sys.argv[4]), 0))
try:
    project = rename(folder, "House")
    print("saved", len(project.notes), *project.notes)
except Exception as problem:
    print("refused", getattr(problem, "key", repr(problem)))
print(open_project(folder).blueprint_text.splitlines()[0])
if filler.exists():
    filler.unlink()
    print(rename(folder, "Home").notes, len(History(folder).versions()) >= 3)
    print(sorted(p.name for p in folder.iterdir() if p.name.startswith(".homespun-")))
"""


def on_a_disk(folder: Path, tmp_path: Path, how: str, room: int) -> list[str]:
    """Do it in a world of its own, on a disk of 8 MB that is nearly full, or one that may not be written."""
    disk_, script = tmp_path / "disk", tmp_path / "disk.py"
    disk_.mkdir()
    script.write_text(DISKS)
    words = [sys.executable, str(script), str(disk_ / "app"), str(ROOT), how, str(room)]
    steps = f"mount -t tmpfs -o size=8m none {disk_} && cp -a {folder} {disk_}/app"
    if how == "read-only":
        steps += f" && mount -o remount,ro {disk_}"
    ran = subprocess.run(
        ["unshare", "-rmn", "sh", "-c", f'{steps} && exec "$@"', "sh", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.namespaces
@pytest.mark.parametrize("room", [4_000, 60_000, 120_000, 200_000, 260_000, 340_000, 500_000])
def test_a_full_disk_loses_neither_the_app_nor_a_version(folder: Path, tmp_path: Path, room: int) -> None:
    """A real one, with so much room left: saved, saved with a sentence, or refused and as it was."""
    said, shown, later, left = on_a_disk(folder, tmp_path, "full", room)
    if said.startswith("saved"):
        assert shown == 'app "House"'
    else:
        assert said in ("refused folder_full", "refused records_full")
        assert shown == 'app "Hut"'
    assert later == "() True"
    assert left == "[]"


@pytest.mark.namespaces
def test_a_disk_that_may_not_be_written_is_only_looked_at(folder: Path, tmp_path: Path) -> None:
    """A change is refused in a sentence; the app and its versions are there."""
    said, shown = on_a_disk(folder, tmp_path, "read-only", 0)
    assert said == "refused folder_not_writable"
    assert shown == 'app "Hut"'


def test_only_the_history_may_not_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has taken the right away there only: the app is saved, with a sentence."""
    real = History.record

    def refuse(self: History, project: Project, what: Happened) -> object:
        raise HistoryError("history_not_writable", folder=str(folder))

    monkeypatch.setattr(History, "record", refuse)
    project = rename(folder, "House")
    assert len(project.notes) == 1
    monkeypatch.setattr(History, "record", real)
    assert rename(folder, "Home").notes == ()
    assert [each.kind for each in History(folder).versions()] == ["changed", "changed", "changed", "edited"]
