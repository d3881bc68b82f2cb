"""Attacks on the workspace: whatever it is given, nothing lands outside, nothing is lost or half written.

`FileSet` refuses bad paths itself; here they come past it, as from a compiler with a hole.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.compiler.fileset import File, FileSet
from desktop.errors import FolderError
from desktop.workspace import Provenance, check_folder, open_project, write_project
from desktop.workspace.names import check_paths

ROOT = Path(__file__).resolve().parents[2]
GOOD = ("index.html", "runtime/store.js")
PROVENANCE = Provenance("r", 0, "spindle", "00" * 32, "writer", "1")


def unchecked(*paths: str) -> FileSet:
    """A file set with any paths at all."""
    files = object.__new__(FileSet)
    object.__setattr__(files, "files", tuple(File(path, "content\n") for path in paths))
    return files


def everything_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refused(folder: Path, files: FileSet) -> FolderError:
    with pytest.raises(FolderError) as caught:
        write_project(folder, files, "app\n", PROVENANCE)
    return caught.value


OUTSIDE = [
    "../escaped",
    "..",
    "a/../../escaped",
    "a/..",
    "/etc/escaped",
    "//server/share/escaped",
    "\\\\server\\share\\escaped",
    "C:\\escaped",
    "C:escaped",
    "c:/escaped",
    "..\\escaped",
    "a\\..\\..\\escaped",
    "",
    ".",
    "./index.html",
    "a//b",
    "a/",
    "index.html:stream",
    "index.html\0.txt",
    "new\nline",
    "con",
    "NUL",
    "Aux.txt",
    "runtime/com1.js",
    "lpt¹",
    "CONOUT$",
    "con .txt",
    "ends with dot.",
    "ends with space ",
    " starts with space",
    "what?",
    "*",
    "<script>",
    "x" * 201,
    "ä" * 101,
    "lone \ud800 surrogate",
]


@pytest.mark.parametrize("path", OUTSIDE, ids=ascii)
def test_paths_that_leave_the_folder_are_refused(tmp_path, path):
    """A path that is not a plain relative one on every system is refused, and nothing is written."""
    problem = refused(tmp_path / "app", unchecked(*GOOD, path))
    assert problem.key == "folder_outside"
    assert everything_below(tmp_path) == []


@pytest.mark.parametrize(
    "paths",
    [
        ("a.css", "A.css"),
        ("a.css", "a.css"),
        ("Runtime/a.js", "runtime/b.js"),
        ("ma\u00df.js", "MASS.js"),
        ("\u00e9.js", "e\u0301.js"),
        ("runtime", "runtime/a.js"),
        ("runtime/a.js", "RUNTIME"),
        ("app.blueprint", "index.html"),
        ("HOMESPUN.JSON", "index.html"),
    ],
    ids=ascii,
)
def test_names_that_clash_somewhere_are_refused(tmp_path, paths):
    """Two names that are one file on another system, or one of ours, are refused, and nothing is written."""
    assert refused(tmp_path / "app", unchecked(*paths)).key == "folder_clash"
    assert everything_below(tmp_path) == []


@given(st.lists(st.text(max_size=12), max_size=6))
def test_accepted_paths_stay_inside(paths):
    """Whatever paths are accepted, each lies below the folder and no two are the same file."""
    try:
        split = check_paths(paths)
    except FolderError:
        return
    base = Path(Path.cwd().anchor, "base")
    whole = [Path(os.path.normpath(base.joinpath(*parts))) for parts in split]
    assert all(base in path.parents for path in whole)
    assert len({str(path).casefold() for path in whole}) == len(paths)


def test_a_full_folder_is_left_alone(tmp_path):
    """What lies in a folder already is never touched."""
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine", encoding="utf-8")
    assert refused(folder, unchecked(*GOOD)).key == "folder_exists"
    assert everything_below(tmp_path) == ["full", "full/diary.txt"]
    assert (folder / "diary.txt").read_text(encoding="utf-8") == "mine"


def test_an_app_is_never_overwritten(tmp_path):
    """A second app does not replace the first, and the sentence says that there is one."""
    write_project(tmp_path / "app", unchecked(*GOOD), "first\n", PROVENANCE)
    assert refused(tmp_path / "app", unchecked(*GOOD)).key == "folder_has_app"
    assert (tmp_path / "app" / "app.blueprint").read_text(encoding="utf-8") == "first\n"


@pytest.mark.parametrize("place", ["file", "file/app", "file/deep/app"])
def test_a_file_in_the_way_is_left_alone(tmp_path, place):
    """A file where a folder should be stays a file."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert refused(tmp_path / place, unchecked(*GOOD)).key == "folder_is_file"
    assert everything_below(tmp_path) == ["file"]


@pytest.mark.parametrize("goal", ["elsewhere", "nowhere"])
def test_a_link_as_the_folder_is_not_followed(tmp_path, goal):
    """An app is not written through a link, whether it leads somewhere or not."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "app").symlink_to(tmp_path / goal, target_is_directory=True)
    assert refused(tmp_path / "app", unchecked(*GOOD)).key == "folder_is_link"
    assert everything_below(tmp_path) == ["app", "elsewhere"]


@pytest.mark.parametrize("room", ["desktop", "resources/runtime", "models/spindle/new", "tests"])
def test_the_program_itself_is_no_place_for_apps(room):
    """An app is not written between the program's own files, also not by way of a link or `..`."""
    assert refused(ROOT / room / "app", unchecked(*GOOD)).key == "folder_in_program"
    assert refused(ROOT / "desktop" / ".." / room / "app", unchecked(*GOOD)).key == "folder_in_program"
    assert not (ROOT / room / "app").exists()


def test_the_program_is_recognised_through_a_link(tmp_path):
    """A link into the program does not hide where it leads."""
    (tmp_path / "link").symlink_to(ROOT / "desktop", target_is_directory=True)
    assert refused(tmp_path / "link" / "app", unchecked(*GOOD)).key == "folder_in_program"


def forbidden_parent(tmp_path: Path) -> Path:
    """A folder in which this very user may make nothing, be it root."""
    if os.name == "posix" and os.geteuid() != 0:
        (tmp_path / "locked").mkdir(mode=0o555)
        return tmp_path / "locked"
    return Path({"linux": "/proc/self", "darwin": "/System"}.get(sys.platform, r"C:\Windows\System32\config"))


def test_a_forbidden_place_is_said(tmp_path):
    """Where nothing may be written, a sentence says so, already when asked before the work."""
    parent = forbidden_parent(tmp_path)
    with pytest.raises(FolderError) as caught:
        write_project(parent / "app", unchecked(*GOOD), "app\n", PROVENANCE)
    assert caught.value.key in ("folder_not_writable", "folder_failed")
    assert not (parent / "app").exists()


@pytest.mark.parametrize("name", ["bad\0name", "x" * 300], ids=["nul", "long"])
def test_an_impossible_name_is_said(tmp_path, name):
    """A name that this system cannot hold is refused in a sentence."""
    assert refused(tmp_path / name, unchecked(*GOOD)).key == "folder_name_bad"
    assert everything_below(tmp_path) == []


def test_a_root_is_no_folder_for_an_app(tmp_path):
    """The root of the disk is full of other things."""
    with pytest.raises(FolderError) as caught:
        check_folder(Path(tmp_path.anchor))
    assert caught.value.key == "folder_exists"


STEPS = {
    "os.fsync": (os, "fsync"),
    "Path.mkdir": (Path, "mkdir"),
    "Path.open": (Path, "open"),
    "Path.rename": (Path, "rename"),
}
REASONS = {
    errno.ENOSPC: "folder_full",
    errno.EDQUOT: "folder_full",
    errno.EACCES: "folder_not_writable",
    errno.EROFS: "folder_not_writable",
    errno.ENOTEMPTY: "folder_exists",
    errno.EIO: "folder_failed",
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("reason", REASONS, ids=[errno.errorcode[number] for number in REASONS])
@pytest.mark.parametrize("successes", range(10))
def test_a_failing_disk_leaves_nothing_behind(tmp_path, monkeypatch, step, reason, successes):
    """Whichever step fails, for whatever reason, there is a sentence, and the disk is as it was before."""
    owner, name = STEPS[step]
    real = getattr(owner, name)
    calls = []

    def failing(*arguments, **keywords):
        calls.append(arguments)
        if len(calls) > successes:
            raise OSError(reason, os.strerror(reason))
        return real(*arguments, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, failing)
        try:
            write_project(tmp_path / "new" / "app", unchecked(*GOOD), "app\n", PROVENANCE)
        except FolderError as problem:
            key = problem.key
        else:
            key = "written"
    if key == "written":
        assert open_project(tmp_path / "new" / "app").blueprint_text == "app\n"
        assert [path.name for path in (tmp_path / "new").iterdir()] == ["app"]
    else:
        assert key == REASONS[reason]
        assert everything_below(tmp_path) == []
    assert (key == "written") <= (successes > 0)


def test_ctrl_c_leaves_nothing_behind(tmp_path, monkeypatch):
    """Stopping in the middle of writing leaves no half app."""

    def interrupted(number):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_project(tmp_path / "new" / "app", unchecked(*GOOD), "app\n", PROVENANCE)
    assert everything_below(tmp_path) == []


FULL_DISK = """
import sys
from pathlib import Path
from desktop.compiler.fileset import File, FileSet
from desktop.errors import FolderError
from desktop.workspace import Provenance, write_project

disk = Path(sys.argv[1])
files = FileSet((File("app.css", "x" * 400_000), File("index.html", "<p>")))
try:
    write_project(disk / "new" / "app", files, "app", Provenance("r", 0, "m", "0", "writer", "1"))
except FolderError as problem:
    print(problem.key, sorted(path.name for path in disk.rglob("*")))
"""


@pytest.mark.namespaces
def test_a_disk_that_is_really_full(tmp_path):
    """On a real disk of 128 kB the app is refused in a sentence and the disk is empty again."""
    script = tmp_path / "full.py"
    script.write_text(FULL_DISK, encoding="utf-8")
    disk = tmp_path / "disk"
    disk.mkdir()
    ran = subprocess.run(
        [
            "unshare",
            "-rm",
            "sh",
            "-c",
            'mount -t tmpfs -o size=128k none "$1" && exec "$2" "$3" "$1"',
            "sh",
            str(disk),
            sys.executable,
            str(script),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == "folder_full []", ran.stderr


@pytest.mark.parametrize("how", ["deep", "huge", "a pipe", "a folder"])
def test_a_hostile_provenance_is_none(tmp_path, how):
    """Whatever lies in the place of `homespun.json`, the app opens at once, and its origin is unknown."""
    folder = write_project(tmp_path / "app", unchecked(*GOOD), "app\n", PROVENANCE).folder
    file = folder / "homespun.json"
    file.unlink()
    if how == "deep":
        file.write_text("[" * 1_000_000, encoding="utf-8")
    elif how == "huge":
        with file.open("wb") as opened:
            opened.truncate(50 * 1024**3)
    elif how == "a pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(file)
    else:
        file.mkdir()
    assert open_project(folder).provenance is None
