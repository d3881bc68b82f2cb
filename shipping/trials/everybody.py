"""The .deb, the tarball and the stick, for users of every kind, on a computer with nothing else installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from shipping.deb import made_deb
from shipping.home import HOME, made_home
from shipping.trials.room import USER, Room, TrialError, fresh_root, must_say

_WISH = ("build", "a plant watering tracker", "--out")
_ODD_HOME = "/home/Łucja Ōé"


def try_everybody(bundle: Path, out: Path) -> None:
    """Install and use all three.

    Raises:
        TrialError: Something is not as it should be.
    """
    _try_deb(made_deb(bundle, out))
    _try_tarball(made_home(bundle, out / "tarball", portable=False))
    _try_stick(made_home(bundle, out / "portable", portable=True))


def _try_deb(package: Path) -> None:
    """Installed by root, read-only, used by somebody whose name is not ASCII, and removed."""
    root = fresh_root("deb")
    shutil.copy2(package, root / "tmp" / "homespun.deb")
    administrator = Room(root, home="/root", user=0)
    administrator.run("/usr/bin/dpkg", "--install", "/tmp/homespun.deb")
    (root / "tmp" / "homespun.deb").unlink()
    home = Path(f"{root}{_ODD_HOME}")
    home.mkdir(parents=True)
    os.chown(home, USER, USER)
    user = Room(root, ((root / "usr", "/usr", False),), home=_ODD_HOME)
    must_say(user.run("/usr/bin/homespun", "doctor"), "Everything works.", _ODD_HOME)
    must_say(user.run("/usr/bin/homespun", *_WISH, f"{_ODD_HOME}/Meine Pflanzen"), "is ready.")
    administrator.run("/usr/bin/dpkg", "--purge", "homespun")
    if (root / "usr" / "lib" / "homespun").exists():
        raise TrialError("the package leaves something behind")
    if not (home / "Meine Pflanzen" / "index.html").exists():
        raise TrialError("removing the package took an app along")
    print(f"{package.name}: installed, used from “{_ODD_HOME}” on a read-only /usr, removed; the app stays")


def _try_tarball(home: Path) -> None:
    """Installed by somebody for themselves, and removed."""
    root = fresh_root("tarball")
    account = root / "home" / "pupil"
    account.mkdir(parents=True)
    os.chown(account, USER, USER)
    room = Room(root, ((home, "/media/download", False),))
    must_say(room.run("/media/download/install.sh"), "is installed")
    if not (account / ".local/share/applications/homespun.desktop").exists():
        raise TrialError("there is no entry in the menu")
    must_say(room.run("/home/pupil/.local/bin/homespun", *_WISH, "/home/pupil/plants"), "is ready.")
    must_say(room.run("/media/download/install.sh", "--remove"), "is removed")
    if (account / ".local/share/homespun-program").exists() or not (account / "plants").exists():
        raise TrialError("removing takes too much or too little")
    print("tarball: installed without an administrator, used, removed; the app stays")


def _try_stick(home: Path) -> None:
    """On a stick, by somebody who may write nowhere else: nothing on the computer changes."""
    root = fresh_root("stick")
    for path in (home, *home.rglob("*")):
        os.chown(path, USER, USER, follow_symlinks=False)
    stick = f"/media/my stick/{HOME}"
    room = Room(root, ((home, stick, True),), home="/nonexistent")
    Path(f"{root}{stick}").mkdir(parents=True)
    before = set(_changed(root))
    must_say(room.run(f"{stick}/homespun", *_WISH, f"{stick}/data/apps/plants"), "is ready.")
    must_say(room.run(f"{stick}/homespun", "doctor"), "Everything works.", f"{stick}/data/apps")
    left = sorted(set(_changed(root)) - before)
    if left:
        raise TrialError("the portable one left on the computer: " + ", ".join(map(str, left)))
    kept = ", ".join(sorted(path.name for path in (home / "data").iterdir()))
    print(f"stick: used without a home, nothing left on the computer; on the stick: {kept}")


def _changed(root: Path) -> Iterator[tuple[str, int, int]]:
    """Every file of a system with its size and when it was last changed."""
    command = ["find", str(root), "-xdev", "-not", "-type", "d", "-printf", "%p\\t%s\\t%T@\\n"]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in told.splitlines():
        name, size, when = line.rsplit("\t", 2)
        yield name, int(size), int(float(when) * 1000)
