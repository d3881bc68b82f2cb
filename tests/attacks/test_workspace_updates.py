"""Attacks on a change of an app: nothing lands outside its folder, and whatever fails, the old app is whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.compiler.fileset import File, FileSet
from desktop.errors import FolderError
from desktop.workspace import Changed, Project, Provenance, open_project, update_project, write_project

ROOT = Path(__file__).resolve().parents[2]
OLD = FileSet((File("app.js", "old\n"), File("index.html", "old\n"), File("runtime/gone/x.js", "old\n")))
NEW = FileSet((File("app.js", "new\n"), File("index.html", "new\n"), File("runtime/come/y.js", "new\n")))
MADE = Provenance("r", 0, "spindle", "00" * 32, "writer", "1")
CHANGED = replace(MADE, changes=(Changed("r", "s\n", "b\n"),))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = write_project(tmp_path / "app", OLD, "old\n", MADE)
    (project.folder / "data.sqlite").write_bytes(b"records")
    return project


def update(project: Project, new: FileSet = NEW, old: FileSet = OLD) -> Project:
    return update_project(project, old, new, "new\n", CHANGED)


def refused(project: Project, new: FileSet = NEW, old: FileSet = OLD) -> FolderError:
    with pytest.raises(FolderError) as caught:
        update(project, new, old)
    return caught.value


def disk(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder; None for a folder or a link to one."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def unchecked(path: str) -> FileSet:
    """A file set with any path at all."""
    files = object.__new__(FileSet)
    object.__setattr__(files, "files", (File(path, "content\n"),))
    return files


@pytest.mark.parametrize(
    "path", ["../escaped", "/etc/escaped", "C:\\escaped", "a\\..\\..\\b", "con", ""], ids=ascii
)
@pytest.mark.parametrize("side", ["new", "old"])
def test_paths_that_leave_the_folder_are_refused(
    project: Project, tmp_path: Path, path: str, side: str
) -> None:
    """Neither written nor removed: a path that is not a plain relative one on every system stops all."""
    before = disk(tmp_path)
    assert refused(project, **{side: unchecked(path)}).key == "folder_outside"
    assert disk(tmp_path) == before


def elsewhere(tmp_path: Path, link: Path, *, folder: bool) -> Path:
    """Put a link in an app's folder that leads out of it; give back where to."""
    target = tmp_path / "elsewhere"
    if folder:
        target.mkdir()
        (target / "y.js").write_text("theirs", encoding="utf-8")
        (target / "x.js").write_text("theirs", encoding="utf-8")
    else:
        target.write_text("theirs", encoding="utf-8")
    try:
        link.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("no links here")
    return target


@pytest.mark.parametrize("link", ["runtime", "runtime/come", "runtime/gone"])
def test_a_linked_folder_is_not_followed(project: Project, tmp_path: Path, link: str) -> None:
    """A folder of the app that leads elsewhere is refused: nothing is written or removed there."""
    place = project.folder / link
    if place.exists():
        place.rename(tmp_path / "moved")
    elsewhere(tmp_path, place, folder=True)
    before = disk(tmp_path)
    assert refused(project).key == "folder_has_link"
    assert disk(tmp_path) == before


@pytest.mark.parametrize("link", ["app.js", "index.html", "app.blueprint", "homespun.json"])
def test_a_linked_file_is_not_followed(project: Project, tmp_path: Path, link: str) -> None:
    """A file of the app that leads elsewhere is refused, and what it leads to stays as it is."""
    place = project.folder / link
    target = elsewhere(tmp_path, tmp_path / "probe", folder=False)
    target.write_bytes(place.read_bytes())
    place.unlink()
    place.symlink_to(target)
    before = disk(tmp_path)
    assert refused(project).key == "folder_has_link"
    assert disk(tmp_path) == before


def test_a_link_to_nowhere_is_no_way_out(project: Project, tmp_path: Path) -> None:
    """A link that leads to what is not there yet does not make it be there."""
    place = project.folder / "runtime" / "come"
    elsewhere(tmp_path, tmp_path / "probe", folder=False)
    place.symlink_to(tmp_path / "nowhere", target_is_directory=True)
    assert refused(project).key == "folder_has_link"
    assert not (tmp_path / "nowhere").exists()


def test_a_linked_file_that_would_go_stays(project: Project, tmp_path: Path) -> None:
    """What somebody put in the place of a file that the app no longer has is theirs."""
    place = project.folder / "runtime/gone/x.js"
    place.unlink()
    target = elsewhere(tmp_path, place, folder=False)
    update(project)
    assert place.is_symlink()
    assert target.read_text(encoding="utf-8") == "theirs"


def test_the_program_itself_is_no_place_for_changes(tmp_path: Path) -> None:
    """An app is not changed between the program's own files, also not by way of a link."""
    (tmp_path / "link").symlink_to(ROOT / "desktop", target_is_directory=True)
    for folder in (ROOT / "desktop", tmp_path / "link"):
        assert refused(Project(folder, "old\n", MADE)).key == "folder_in_program"
    assert not (ROOT / "desktop" / "app.js").exists()


@pytest.mark.parametrize("name", ["app.js", "runtime/come/y.js", "runtime/come"])
def test_something_else_in_the_way_leaves_the_old_app(project: Project, name: str) -> None:
    """A folder where a file should be, or a file where a folder should be, is left alone, and so is the app."""
    place = project.folder / name
    if name == "app.js":
        place.unlink()
    if name == "runtime/come":
        place.write_text("theirs", encoding="utf-8")
    else:
        (place / "mine").mkdir(parents=True)
    before = disk(project.folder)
    refused(project)
    assert disk(project.folder) == before


STEPS = {
    "os.fsync": (os, "fsync"),
    "Path.mkdir": (Path, "mkdir"),
    "Path.open": (Path, "open"),
    "Path.read_bytes": (Path, "read_bytes"),
    "Path.replace": (Path, "replace"),
}
REASONS = {errno.ENOSPC: "folder_full", errno.EACCES: "folder_not_writable", errno.EIO: "folder_failed"}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("reason", "successes"),
    [(errno.EIO, at) for at in range(16)] + [(reason, at) for reason in REASONS for at in (2, 5)],
)
def test_one_failing_step_leaves_the_old_app(project: Project, monkeypatch, step, reason, successes) -> None:
    """Whichever step fails, for whatever reason, there is a sentence, and the folder is as it was before."""
    owner, name = STEPS[step]
    real = getattr(owner, name)
    calls = []

    def failing(*arguments, **keywords):
        calls.append(arguments)
        if len(calls) == successes + 1:
            raise OSError(reason, os.strerror(reason))
        return real(*arguments, **keywords)

    before = disk(project.folder)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, failing)
        try:
            update(project)
        except FolderError as problem:
            key = problem.key
        else:
            key = "written"
    if key == "written":
        assert open_project(project.folder).provenance == CHANGED
        assert disk(project.folder)["app.js"] == b"new\n"
    else:
        # The blueprint is read once more before anything is written.
        assert key in (REASONS[reason], "folder_unreadable")
        assert disk(project.folder) == before
    assert [path.name for path in project.folder.parent.iterdir()] == ["app"]


@pytest.mark.parametrize("successes", range(5))
def test_ctrl_c_leaves_the_old_app(project: Project, monkeypatch, successes: int) -> None:
    """Stopping between two files leaves no app that is half the old and half the new one."""
    real = Path.replace
    calls = []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == successes + 1:
            raise KeyboardInterrupt
        return real(self, target)

    before = disk(project.folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            update(project)
    assert disk(project.folder) == before


def test_what_cannot_be_removed_does_no_harm(project: Project, monkeypatch) -> None:
    """A file that should go and cannot, as one that is open on Windows, stays; the new app is there."""

    def held(self: Path, **keywords: object) -> None:
        raise PermissionError(errno.EACCES, "it is open")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        assert update(project).blueprint_text == "new\n"
    assert disk(project.folder)["runtime/gone/x.js"] == b"old\n"
    assert open_project(project.folder).provenance == CHANGED


FULL_DISK = """
import subprocess, sys
from pathlib import Path
from desktop.compiler.fileset import File, FileSet
from desktop.errors import FolderError
from desktop.workspace import Provenance, update_project, write_project

disk = Path(sys.argv[1])
made = Provenance("r", 0, "m", "0", "writer", "1")
old = FileSet((File("app.js", "x" * 40_000), File("index.html", "old")))
new = FileSet((File("app.js", "y" * 90_000), File("index.html", "new")))
project = write_project(disk / "app", old, "old", made)
try:
    update_project(project, old, new, "new", made)
except FolderError as problem:
    texts = [(path.name, path.read_text()[:3]) for path in sorted(disk.rglob("*")) if path.is_file()]
    print(problem.key, [text for text in texts if text[0] != "homespun.json"])
"""


@pytest.mark.namespaces
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """On a real disk of 128 kB a change that does not fit is refused, and the old app is whole."""
    script, disk = tmp_path / "full.py", tmp_path / "disk"
    script.write_text(FULL_DISK, encoding="utf-8")
    disk.mkdir()
    mounted = 'mount -t tmpfs -o size=128k none "$1" && exec "$2" "$3" "$1"'
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, "sh", str(disk), sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = "folder_full [('app.blueprint', 'old'), ('app.js', 'xxx'), ('index.html', 'old')]"
    assert ran.stdout.strip() == told, ran.stderr
