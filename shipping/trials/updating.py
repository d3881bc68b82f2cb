"""An update from a stick for somebody without an administrator: checked, taken, gone back from, refused."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from nacl.pwhash import scrypt

from desktop.version import PROGRAM_VERSION
from shipping.bundle import version_of
from shipping.home import made_home
from shipping.keys import SecretKey, made_pair, read_secret
from shipping.trials.room import USER, Room, TrialError, fresh_root, must_say
from shipping.update_file import KEYS, let_trust, made_update

_OLDER = "0.8.9"
"""What the installed version is called: it is the same bundle, for there is only one."""
_PROGRAM = "/home/pupil/.local/bin/homespun"


def try_updating(bundle: Path, out: Path) -> None:
    """Install, make an app, update, look at both, go back.

    Raises:
        TrialError: Something is not as it should be.
    """
    work = out / "updating"
    shutil.rmtree(work, ignore_errors=True)
    ours, theirs, next_ones = _key(), _key(), _key()
    copy = shutil.copytree(bundle, work / "bundle")
    shutil.rmtree(copy / KEYS, ignore_errors=True)
    let_trust(copy, ours.public)
    home = _older(made_home(copy, work, portable=False))
    let_trust(copy, next_ones.public)  # only the newer version knows it: so it can be told from the older one
    stick = work / "stick"
    update = made_update(copy, version_of(copy), stick, ours, strength=0)
    strangers = made_update(copy, version_of(copy), work / "strange", theirs, strength=0)
    _damaged(update, stick / "damaged.update")
    shutil.move(strangers, stick / "strangers.update")

    root = fresh_root("updating")
    account = root / "home" / "pupil"
    account.mkdir(parents=True)
    os.chown(account, USER, USER)
    room = Room(root, ((home, "/media/download", False), (stick, "/media/stick", False)))
    must_say(room.run("/media/download/install.sh"), "is installed")
    must_say(room.run(_PROGRAM, "build", "a plant diary", "--out", "/home/pupil/plants"), "is ready.")
    app = _content(account / "plants")
    must_say(room.run(_PROGRAM, "update"), _OLDER, ours.public.name)
    for name, words in (("damaged", "not what was signed"), ("strangers", theirs.public.name)):
        must_say(room.refused(_PROGRAM, "update", f"/media/stick/{name}.update"), words)
    file = f"/media/stick/{update.name}"
    must_say(room.run(_PROGRAM, "update", "--check", file), PROGRAM_VERSION, ours.public.name)
    must_say(room.run(_PROGRAM, "update", file), f"Homespun {PROGRAM_VERSION} starts from now on.")
    must_say(room.refused(_PROGRAM, "update", file), "starts here already")
    place = account / ".local/share/homespun-program"
    versions = sorted(path.name for path in (place / "versions").iterdir())
    if versions != [_OLDER, PROGRAM_VERSION]:
        raise TrialError(f"versions: {versions}")
    must_say(room.run(_PROGRAM, "update"), PROGRAM_VERSION, next_ones.public.name)
    must_say(room.run(_PROGRAM, "doctor"), "Everything works.")
    must_say(room.run(_PROGRAM, "update", "--back"), f"Homespun {_OLDER} starts from now on.")
    if next_ones.public.name in room.run(_PROGRAM, "update"):
        raise TrialError("after going back the newer version starts")
    must_say(room.run(_PROGRAM, "update", "--back"), f"Homespun {PROGRAM_VERSION} starts from now on.")
    if _content(account / "plants") != app:
        raise TrialError("the update changed an app")
    must_say(room.run(_PROGRAM, "edit", "/home/pupil/plants", "make it dark"), "dark")
    size = update.stat().st_size // 1_000_000
    print(f"update ({size} MB): refused damaged and from a stranger, taken, gone back from; the app stays")
    shutil.rmtree(work)


def _key() -> SecretKey:
    with tempfile.TemporaryDirectory() as folder:
        return read_secret(made_pair(Path(folder), "", cost=scrypt.OPSLIMIT_MIN)[0], "")


def _older(home: Path) -> Path:
    """Give the version in a home an older name."""
    (home / "versions" / PROGRAM_VERSION).rename(home / "versions" / _OLDER)
    (home / "current").write_text(f"{_OLDER}\n", encoding="utf-8")
    return home


def _damaged(update: Path, to: Path) -> None:
    """A copy with one bit of its content changed."""
    shutil.copyfile(update, to)
    with to.open("r+b") as file:
        file.seek(to.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def _content(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
