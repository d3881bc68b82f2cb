"""A computer with nothing on it, in a folder: Debian's smallest system, without Python and network."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import run

USER = 1000
"""The number of the ordinary user that programs run as."""
_PACKAGES = {"debootstrap": "debootstrap", "unshare": "util-linux", "setpriv": "util-linux"}
_SETTING_UP = """
set -e
mount --make-rprivate /
mount -t proc proc {root}/proc
mount -t tmpfs tmpfs {root}/dev
mkdir -p {root}/dev/shm && chmod 1777 {root}/dev/shm
for one in null zero urandom random; do touch {root}/dev/$one; mount --bind /dev/$one {root}/dev/$one; done
{binds}
exec chroot {root} /usr/bin/env -i {variables} \\
    /usr/bin/setpriv --reuid {user} --regid {user} --clear-groups {command}
"""


class TrialError(Exception):
    """Something is not as it should be; the text says what."""


@dataclass(frozen=True)
class Room:
    """A small system, and what is put into it.

    Attributes:
        root: Its folder.
        binds: (folder outside, folder inside, whether it may be written).
        home: The user's home in it; need not exist.
        user: Whose number programs run with.
    """

    root: Path
    binds: tuple[tuple[Path, str, bool], ...] = ()
    home: str = "/home/pupil"
    user: int = USER

    def command(self, *words: str, **variables: str) -> list[str]:
        """The command that runs a program in it, without any network."""
        lines = []
        for outside, inside, writable in self.binds:
            there = shlex.quote(f"{self.root}{inside}")
            lines.append(f"mkdir -p {there} && mount --bind {shlex.quote(str(outside))} {there}")
            if not writable:
                lines.append(f"mount -o remount,ro,bind {there}")
        given = {"HOME": self.home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **variables}
        script = _SETTING_UP.format(
            root=shlex.quote(str(self.root)),
            binds="\n".join(lines),
            variables=" ".join(shlex.quote(f"{name}={value}") for name, value in given.items()),
            user=self.user,
            command=shlex.join(words),
        )
        return ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script]

    def run(self, *words: str, **variables: str) -> str:
        """Run a program to its end.

        Returns:
            What it wrote, both streams.

        Raises:
            TrialError: It failed.
        """
        return run_to_its_end(self.command(*words, **variables), shlex.join(words))

    def refused(self, *words: str, **variables: str) -> str:
        """Run a program that must fail.

        Returns:
            What it wrote, both streams.

        Raises:
            TrialError: It did not.
        """
        try:
            told = self.run(*words, **variables)
        except TrialError as problem:
            return str(problem)
        raise TrialError(f"{shlex.join(words)} was not refused:\n{told}")


def run_to_its_end(command: list[str], told: str, environment: dict[str, str] | None = None) -> str:
    """Run a program to its end.

    Args:
        command: How it is started.
        told: What it is called where it fails.
        environment: All of its variables; None for ours.

    Returns:
        What it wrote, both streams.

    Raises:
        TrialError: It failed.
    """
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        check=False,
        env=environment,
    )
    if done.returncode:
        raise TrialError(f"{told} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def fresh_root(name: str, system: str = "bookworm", packages: str = "", mirror: str = "") -> Path:
    """Return the folder of a new small system; the system itself is kept and copied.

    Args:
        name: Of the folder.
        system: A release of Debian or Ubuntu, by its code name.
        packages: More than the smallest system has, with commas.
        mirror: Where its packages are; "" for the usual place of Debian's.

    Raises:
        TrialError: A tool is missing.
        subprocess.CalledProcessError: The system's packages could not be had.
    """
    require(_PACKAGES)
    kept = run.cache_folder() / "roots" / system
    if not (kept / "usr" / "bin" / "env").exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        including = (f"--include={packages}",) if packages else ()
        where = (mirror, str(_script(system))) if mirror else ()
        command = ["debootstrap", "--variant=minbase", *including, system, str(kept), *where]
        subprocess.run(command, check=True)
    root = kept.parent / name
    if root.exists():
        shutil.rmtree(root)
    subprocess.run(["cp", "-a", str(kept), str(root)], check=True)
    for tool in ("python3", "gcc", "cc"):
        if (root / "usr" / "bin" / tool).exists():
            raise TrialError(f"{tool} is in a system that should be empty")
    return root


def _script(system: str) -> Path:
    """How debootstrap makes a system; one that it does not know yet is made like the others of its family."""
    theirs = Path("/usr/share/debootstrap/scripts")
    return theirs / system if (theirs / system).exists() else theirs / "jammy"


def require(packages: dict[str, str]) -> None:
    """Name the packages of the programs that are not here.

    Raises:
        TrialError: Some are missing.
    """
    missing = sorted({package for program, package in packages.items() if shutil.which(program) is None})
    if missing:
        raise TrialError("This trial needs: apt-get install " + " ".join(missing))


def must_say(text: str, *wanted: str) -> None:
    """Hold what a program said against what it must say.

    Raises:
        TrialError: Something of it is not there.
    """
    for words in wanted:
        if words not in text:
            raise TrialError(f"“{words}” is not in:\n{text}")
