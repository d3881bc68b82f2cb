"""Killed, without room or without rights: an export or an import is there whole, or not at all.

What a killed process leaves under a name of ours goes when the next one works in that folder.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from made_projects import BEES, below, fill, make_project, rows_of

from desktop.errors import FolderError, HomespunError
from desktop.exports import KINDS, export_project, import_project
from desktop.workspace import open_project
from desktop.workspace.staging import staging

ROOT = Path(__file__).resolve().parents[2]
OURS = ".homespun-made-"

WORK = """
import sys
from pathlib import Path
from desktop.exports import export_project, import_project
from desktop.workspace import open_project

what, source, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
number = 0
print("ready", flush=True)
while True:
    number += 1
    place = out / f"{what} {number}"
    if what == "import":
        import_project(source, place)
    else:
        export_project(open_project(source), what, with_data=True, out=place)
"""


@pytest.fixture
def project(tmp_path: Path):
    made = make_project(tmp_path / "bees")
    fill(made.folder)
    return made


def whole(place: Path, form: str) -> None:
    """Fail unless an export or an import is all there."""
    if form == "import":
        assert open_project(place).blueprint_text == BEES
        assert len(rows_of(place / "data.sqlite")["Visit"]) == 12
    elif form == "html":
        assert place.read_bytes().rstrip().endswith(b"</html>")
    elif place.is_dir():
        assert {"index.html", "app.js", "app.css", "runtime/first_records.js"} <= set(below(place))
    else:
        with zipfile.ZipFile(place) as archive:
            assert archive.testzip() is None
            assert any(name.endswith("data.sqlite") for name in archive.namelist())


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
@pytest.mark.parametrize("form", [*KINDS, "import"])
def test_who_is_killed_leaves_nothing_half_done(tmp_path, project, form):
    """Killed at random moments, again and again: what is there is whole, and what is ours goes with the next."""
    source = project.folder
    if form == "import":
        source = export_project(project, "bundle", with_data=True, out=tmp_path / "b.homespun").place
    out = tmp_path / "out"
    out.mkdir()
    chance = random.Random(form)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for turn in range(3):
        place = out / str(turn % 2)
        place.mkdir(exist_ok=True)
        for old in place.glob(f"{form} *"):
            old.rename(out / f"{old.name} of {turn}")
        command = [sys.executable, "-c", WORK, form, str(source), str(place)]
        said = tmp_path / "said.txt"
        with said.open("wb") as errors:
            worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(chance.uniform(0.02, 0.5))
        worker.kill()
        assert worker.wait() == -signal.SIGKILL, said.read_text(encoding="utf-8")
        worker.stdout.close()
        for there in (*place.iterdir(), *out.glob(f"{form} *")):
            if not there.name.startswith(OURS):
                whole(there, form)
    for place in (out / "0", out / "1"):
        with staging(place):
            assert len([path for path in place.iterdir() if path.name.startswith(OURS)]) == 1
        assert not [path for path in place.iterdir() if path.name.startswith(OURS)]
    assert len(rows_of(project.folder / "data.sqlite")["Visit"]) == 12


STEPS = {
    "os.fsync": (os, "fsync"),
    "Path.mkdir": (Path, "mkdir"),
    "Path.open": (Path, "open"),
    "Path.rename": (Path, "rename"),
}


# dulwich leaves a file open that it could not flush.
@pytest.mark.filterwarnings("ignore:.*:ResourceWarning", "ignore:.*:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("successes", [0, 1, 4, 12])
@pytest.mark.parametrize("form", ["folder", "bundle", "import"])
def test_a_failing_disk_leaves_nothing_behind(tmp_path, project, monkeypatch, step, successes, form):
    """Whichever step fails, there is a sentence, and the disk is as it was before."""
    source = None
    if form == "import":
        source = export_project(project, "bundle", with_data=True, out=tmp_path / "b.homespun").place
    owner, name = STEPS[step]
    real, calls = getattr(owner, name), []

    def failing(*arguments, **keywords):
        calls.append(arguments)
        if len(calls) > successes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **keywords)

    place = tmp_path / "new" / "out"
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, failing)
        try:
            if source:
                import_project(source, place)
            else:
                export_project(project, form, with_data=True, out=place)
        except HomespunError:
            done = False
        else:
            done = True
    if done:
        whole(place, form)
        assert [path.name for path in (tmp_path / "new").iterdir()] == ["out"]
    else:
        assert not (tmp_path / "new").exists()
    assert len(rows_of(project.folder / "data.sqlite")["Visit"]) == 12


def test_ctrl_c_leaves_nothing_behind(tmp_path, project, monkeypatch):
    """Stopping in the middle leaves no half export and no half project."""
    bundle = export_project(project, "bundle", with_data=True, out=tmp_path / "b.homespun").place

    def interrupted(number):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            export_project(project, "zip", out=tmp_path / "new" / "out")
        with pytest.raises(KeyboardInterrupt):
            import_project(bundle, tmp_path / "new" / "in")
    assert not (tmp_path / "new").exists()


FULL_DISK = """
import sys
from pathlib import Path
from desktop.errors import HomespunError
from desktop.exports import export_project, import_project
from desktop.workspace import open_project

disk, project, bundle = (Path(each) for each in sys.argv[1:])
for form in ("html", "zip", "folder", "bundle", "code"):
    try:
        export_project(open_project(project), form, out=disk / "new" / "out")
    except HomespunError as problem:
        print(problem.key, end=" ")
try:
    import_project(bundle, disk / "new" / "in")
except HomespunError as problem:
    print(problem.key, end=" ")
print(sorted(path.name for path in disk.rglob("*")))
"""


@pytest.mark.namespaces
@pytest.mark.parametrize(
    ("options", "key"),
    [("size=48k", "folder_full"), ("size=9m,ro", "folder_not_writable")],
    ids=["full", "read only"],
)
def test_a_disk_that_is_really_full_or_may_not_be_written(tmp_path, project, options, key):
    """On a real disk of 48 kB, and on one that is read only, all is refused in a sentence and nothing is left."""
    bundle = export_project(project, "bundle", with_data=True, out=tmp_path / "b.homespun").place
    script = tmp_path / "full.py"
    script.write_text(FULL_DISK, encoding="utf-8")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = 'mount -t tmpfs -o "$1" none "$2" && shift 2 && exec "$@"'
    command = [sys.executable, str(script), str(disk), str(project.folder), str(bundle)]
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount, "sh", options, str(disk), *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split("\n")[0] == f"{key} " * 6 + "[]", ran.stderr


@pytest.mark.namespaces
def test_a_project_that_may_only_be_read_can_be_exported(tmp_path, project):
    """What lies on a disk that may not be written goes out all the same, and comes in elsewhere."""
    script = tmp_path / "read.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom desktop.exports import export_project, import_project\n"
        "from desktop.workspace import open_project\nsource, out = map(Path, sys.argv[1:])\n"
        "project = open_project(source)\n"
        "print(export_project(project, 'html', with_data=True, out=out / 'page').has_data)\n"
        "print(import_project(source, out / 'in').records)\n",
        encoding="utf-8",
    )
    mount = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
    folder = str(project.folder)
    command = [sys.executable, str(script), folder, str(tmp_path)]
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount, "sh", folder, *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split() == ["True", "15"], ran.stderr


def test_who_is_at_work_is_left_alone(tmp_path):
    """A second one cleans up after the dead, not after the living."""
    dead = tmp_path / f"{OURS}{'0' * 16}"
    dead.mkdir()
    (dead / "half").write_text("x", encoding="utf-8")
    script = (
        "import sys\nfrom pathlib import Path\nfrom desktop.workspace.staging import staging\n"
        "with staging(Path(sys.argv[1])) as made:\n    print(made.name, flush=True)\n    input()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], **pipes) as other:
        theirs = other.stdout.readline().strip()
        assert not dead.exists()
        with staging(tmp_path) as mine:
            assert {path.name for path in tmp_path.iterdir()} == {theirs, mine.name}
        other.communicate("\n")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_is_said(tmp_path, project):
    """A name that no disk can hold, and a place in the program itself."""
    with pytest.raises(FolderError) as caught:
        export_project(project, "html", out=tmp_path / "bad\0name")
    assert caught.value.key == "folder_name_bad"
    for form in ("html", "folder"):
        with pytest.raises(FolderError) as caught:
            export_project(project, form, out=ROOT / "desktop" / "out")
        assert caught.value.key == "folder_in_program"
