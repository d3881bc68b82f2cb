"""The story of one update: look at it, copy and check it, unpack it, try it, and only then let it start.

The program that is running is never written to. Killed at any step, the folder has the version that it had,
or the new one, whole; what was left is removed the next time.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import FolderError, UpdateError
from desktop.paths import Installation
from desktop.updates.homes import STAGING, Choice, Home, in_use, program_in
from desktop.updates.minisign import PublicKey
from desktop.updates.unpacking import unpack
from desktop.updates.update_file import (
    Update,
    as_numbers,
    opened,
    read_content,
    read_head,
    this_platform,
)
from desktop.version import PROGRAM_VERSION
from desktop.workspace import alone

_SPARE_BYTES = 32 * 1024**2
_BLOCK_BYTES = 32 * 1024
"""What a file may waste at its end: the largest clusters of a stick with FAT."""
_TRIAL_TIMEOUT_S = 120
_LONGEST_ANSWER = 200
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def home_for_updates(here: Installation) -> Home | None:
    """Return where updates of this copy go; None if it came in another way, and newer ones do too."""
    return Home(here.home, here.folder.name) if here.home is not None else None


def starting_here(here: Installation) -> Choice:
    """Return which version starts from this copy, and which one is kept.

    Raises:
        UpdateError: The disk does not give it out.
    """
    home = home_for_updates(here)
    return home.chosen() if home is not None else Choice(PROGRAM_VERSION, "")


def must_be_newer(update: Update, here: Installation) -> None:
    """Hold an update against this copy.

    Raises:
        UpdateError: It is for other computers, or not newer than what starts here.
    """
    if update.platform != this_platform():
        raise UpdateError("update_elsewhere", platform=update.platform, here=this_platform())
    ours = starting_here(here).version
    if as_numbers(update.version) == as_numbers(ours):
        raise UpdateError("update_same", version=ours)
    if as_numbers(update.version) < as_numbers(ours):
        raise UpdateError("update_older", version=update.version, ours=ours)


def install(path: Path, here: Installation, keys: tuple[PublicKey, ...]) -> Choice:
    """Put a newer version beside the one that there is, and let it start from now on.

    Args:
        path: The update.
        here: This copy of the program.
        keys: Whom to trust.

    Returns:
        What starts now, and what it took the place of.

    Raises:
        UpdateError: It cannot or must not be; nothing was changed.
    """
    with opened(path) as file:
        head = read_head(file, path, keys)
        update = head.update
        must_be_newer(update, here)
        home = home_for_updates(here)
        if home is None:
            read_content(file, path, head, None)
            raise UpdateError(f"update_for_{_how(here)}", version=update.version, folder=str(here.folder))
        with _alone(home):
            before = home.chosen()
            must_be_newer(update, here)  # another one may have been quicker
            home.clear_up(before)
            _must_have_room(home, update)
            try:
                staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=home.versions))
                # A copy without a name: what was checked is what is unpacked, whoever writes on the stick.
                with tempfile.TemporaryFile(dir=staging) as copy:
                    read_content(file, path, head, copy)
                    copy.seek(0)
                    fresh = unpack(copy, update, staging)
                _try_out(fresh, update)
                _put_in_place(fresh, home)
                choice = Choice(update.version, before.version)
                home.choose(choice)
            finally:
                home.clear_up(home.chosen())  # what it says now, however far this came
            return choice


def _how(here: Installation) -> str:
    """How newer versions come to a copy that keeps only one."""
    systems = {"win32": "windows", "darwin": "macos"}
    return systems.get(sys.platform, here.kind) if here.kind == "system" else here.kind


def go_back(here: Installation) -> Choice:
    """Let the other one of the two versions start from now on.

    Raises:
        UpdateError: There is none, or it cannot be; nothing was changed.
    """
    home = home_for_updates(here)
    if home is None:
        raise UpdateError(f"update_back_{here.kind}")
    with _alone(home):
        now = home.chosen()
        if not now.other:
            raise UpdateError("update_no_way_back", version=now.version)
        choice = Choice(now.other, now.version)
        home.choose(choice)
        return choice


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Be the only one who changes this folder, and say in a sentence what goes wrong with the disk."""
    try:
        with alone(home.versions, wait_s=0):
            yield
    except FolderError as problem:
        raise UpdateError("update_busy", folder=str(home.folder)) from problem
    except OSError as problem:
        if problem.errno in _FULL:
            raise UpdateError("update_full", folder=str(home.folder)) from problem
        if problem.errno in _FORBIDDEN:
            raise UpdateError("update_not_writable", folder=str(home.folder)) from problem
        reason = problem.strerror or str(problem)
        raise UpdateError("update_failed", folder=str(home.folder), reason=reason) from problem


def _must_have_room(home: Home, update: Update) -> None:
    """Say that there is too little room before anything is copied."""
    needed = update.packed_bytes + update.unpacked_bytes + update.files * _BLOCK_BYTES + _SPARE_BYTES
    if shutil.disk_usage(home.versions).free < needed:
        raise UpdateError("update_no_room", folder=str(home.folder), megabytes=needed // 1_000_000 + 1)


def _try_out(fresh: Path, update: Update) -> None:
    """Start the new version once: it may want a newer system than this one."""
    # A bundle that is started by another one must not take its libraries over.
    ours = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "HOMESPUN_LENT")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    if os.environ.get("LD_LIBRARY_PATH_ORIG"):
        environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH_ORIG"]
    try:
        trial = subprocess.Popen(
            [program_in(fresh), "--version"],
            env={**environment, "PYINSTALLER_RESET_ENVIRONMENT": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that what it starts ends with it
        )
    except OSError as problem:
        raise UpdateError("update_does_not_start", version=update.version) from problem
    with trial:
        assert trial.stdout is not None  # asked for above
        watch = threading.Timer(_TRIAL_TIMEOUT_S, _end, [trial])
        watch.start()
        try:
            told = trial.stdout.read(_LONGEST_ANSWER)
            code = trial.wait() if len(told) < _LONGEST_ANSWER else None
            in_time = watch.is_alive()
        finally:
            watch.cancel()
            if trial.poll() is None:
                _end(trial)
    if code != 0 or not in_time or told.decode("utf-8", "replace").split() != ["homespun", update.version]:
        raise UpdateError("update_does_not_start", version=update.version)


def _end(trial: subprocess.Popen[bytes]) -> None:
    """End a trial, and whatever it has started."""
    if sys.platform == "win32":
        trial.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # it has ended by itself at this moment
        os.killpg(trial.pid, signal.SIGKILL)


def _put_in_place(fresh: Path, home: Home) -> None:
    """Give the new version its name. One that has it already was gone back from, and is written anew."""
    place = home.versions / fresh.name
    if os.path.lexists(place):
        if fresh.name == home.running or in_use(place):
            raise UpdateError("update_in_use", version=fresh.name)
        place.rename(fresh.with_name("before"))
    fresh.rename(place)
