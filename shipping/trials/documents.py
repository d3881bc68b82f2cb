"""What the documents say of an installed program, done: by an administrator and by an ordinary user.

The test suite runs all other commands (`tests/docs`). Here each document has a small system of its own; each
fence is typed into a folder in which the packages lie, as after a download, beside the folder for a stick.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

from desktop.version import PROGRAM_VERSION
from shipping.deb import made_deb
from shipping.documents import ROOT, Document, Fence, documents
from shipping.home import HOME, made_home, packed
from shipping.trials.room import USER, Room, TrialError, fresh_root
from shipping.weighing import MB, weigh

_DOWNLOADS, _STICK = "/media/downloads", "/media/stick"
_HOME = "/home/pupil"
_MARKS = ("root", "installed")
_MOST_WRONG_MB = 2.0
_WEIGHT = re.compile(r"^\| ([^|*]+) \| ([\d.]+) \|$", re.MULTILINE)
# What tar needs to open the tarball; a desktop has it, the smallest system has not.
_XZ = "xz"


def try_documents(bundle: Path, out: Path) -> None:
    """Type what they say.

    Args:
        bundle: The bundle's folder.
        out: Where the packages lie; those that are missing are made.

    Raises:
        TrialError: A command fails, or prints something else than the document says.
    """
    for document in documents():
        fences = document.scripts(*_MARKS)
        if fences:
            _try_document(document, fences, _downloads(bundle, out))
    _try_weights((ROOT / "docs" / "building.md").read_text(encoding="utf-8"), bundle)


def _downloads(bundle: Path, out: Path) -> Path:
    """A folder with the packages; the folder for a stick lies in `stick` in it, as nobody has used it yet."""
    folder = out / "downloads"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    package = next(out.glob(f"homespun_{PROGRAM_VERSION}_*.deb"), None) or made_deb(bundle, out)
    name = f"homespun-{PROGRAM_VERSION}-linux-x86_64"
    tarball = out / f"{name}.tar.xz"
    if not tarball.exists():
        packed(made_home(bundle, out / "tarball", portable=False), out, name)
    for file in (package, tarball):
        os.link(file, folder / file.name)
    stick = made_home(bundle, folder / "stick", portable=True)
    for path in (stick, *stick.rglob("*")):
        os.chown(path, USER, USER, follow_symlinks=False)
    return folder


def _try_document(document: Document, fences: tuple[Fence, ...], downloads: Path) -> None:
    root = fresh_root("documents")
    found = shutil.which(_XZ)
    if found is None:
        raise TrialError("This trial needs: apt-get install xz-utils")
    shutil.copy2(found, root / "usr" / "bin" / _XZ)
    (root / _HOME.lstrip("/")).mkdir(parents=True)
    os.chown(root / _HOME.lstrip("/"), USER, USER)
    binds = ((downloads, _DOWNLOADS, False), (downloads / "stick" / HOME, f"{_STICK}/{HOME}", True))
    rooms = {"root": Room(root, binds, home="/root", user=0), "installed": Room(root, binds, home=_HOME)}
    for fence in fences:
        desk = _desk(root, fence, downloads)
        script = f"cd {shlex.quote(desk)}\n{fence.text}"
        printed = rooms[fence.mark].run("/bin/sh", "-ec", script, USER="pupil")
        missing = fence.missing_in(printed)
        if missing:
            lines = "\n".join(missing)
            raise TrialError(
                f"{document.path.name}, line {fence.line}: not printed:\n{lines}\nbut:\n{printed}"
            )
        print(f"{document.path.name}, line {fence.line}: {fence.text.splitlines()[0]}")


def _desk(root: Path, fence: Fence, downloads: Path) -> str:
    """A folder for one fence; what was downloaded, and the stick's folder, can be named in it."""
    desk = f"{_HOME}/at line {fence.line}"
    place = Path(f"{root}{desk}")
    place.mkdir()
    os.chown(place, USER, USER)
    for file in sorted(downloads.iterdir()):
        if file.is_file():
            (place / file.name).symlink_to(f"{_DOWNLOADS}/{file.name}")
    (place / HOME).symlink_to(f"{_STICK}/{HOME}")
    for link in place.iterdir():
        os.chown(link, USER, USER, follow_symlinks=False)
    return desk


def _try_weights(text: str, bundle: Path) -> None:
    """Hold the table in a document against the bundle.

    Raises:
        TrialError: A part weighs something else by more than two megabytes.
    """
    told = {name.strip(): float(weight) for name, weight in _WEIGHT.findall(text)}
    for name, size in weigh(bundle):
        if abs(told.get(name, 0.0) - size / MB) > _MOST_WRONG_MB:
            raise TrialError(f"docs/building.md says of “{name}” {told.get(name)} MB; it has {size / MB:.1f}")
