"""A folder with versions side by side, and the small file that says which of them starts.

    Homespun/current               first line: the version that starts; second line: the one to go back to
    Homespun/versions/0.9.0/       a version
    Homespun/versions/.new-…/      one that is on its way; of a program that was killed, if nobody is at it

`current` is the only thing that changes, in one rename, so at every moment there is a version that starts.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UpdateError
from desktop.paths import CURRENT, VERSIONS
from desktop.updates.update_file import VERSION

STAGING = ".new-"
_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which version starts, and which one is kept.

    Attributes:
        version: The one that starts.
        other: The one to go back to; "" if there is none.
    """

    version: str
    other: str


@dataclass(frozen=True, slots=True)
class Home:
    """Such a folder.

    Attributes:
        folder: `Homespun`.
        running: The version whose program this is.
    """

    folder: Path
    running: str

    @property
    def versions(self) -> Path:
        """The folder with the versions in it."""
        return self.folder / VERSIONS

    @property
    def _unfinished(self) -> Path:
        """`current`, while it is written."""
        return self.folder / f".{CURRENT}.new"

    def chosen(self) -> Choice:
        """Return what `current` says; the running version counts where it says nothing that could be.

        Versions count only if they are there.

        Raises:
            UpdateError: The disk does not give it out, and what it says matters: versions are removed by it.
        """
        try:
            lines = (self.folder / CURRENT).read_text(encoding="utf-8").split("\n")
        except (FileNotFoundError, ValueError):
            lines = []
        except OSError as problem:
            reason = problem.strerror or str(problem)
            raise UpdateError("update_failed", folder=str(self.folder), reason=reason) from problem
        first, second = (self._version_in(line) for line in (*lines, "", "")[:2])
        version = first or self.running
        return Choice(version, second if second != version else "")

    def _version_in(self, line: str) -> str:
        """The version that a line names; "" if it names none that is there."""
        name = line.strip()
        return name if VERSION.fullmatch(name) and program_in(self.versions / name).is_file() else ""

    def choose(self, choice: Choice) -> None:
        """Let another version start, now or not at all.

        Raises:
            OSError: It cannot be written.
        """
        flush()  # what it names is on the disk before it is named
        with self._unfinished.open("w", encoding="utf-8") as file:
            file.write(f"{choice.version}\n{choice.other}\n")
            file.flush()
            os.fsync(file.fileno())
        self._unfinished.replace(self.folder / CURRENT)
        flush()

    def clear_up(self, keep: Choice) -> None:
        """Remove versions that are neither chosen, kept nor running, and what a killed program has left.

        Only for whoever holds the lock on `versions`. What cannot be removed is left for the next time.
        """
        self._unfinished.unlink(missing_ok=True)
        for path in self.versions.iterdir():
            left = path.name.startswith(STAGING)
            old = VERSION.fullmatch(path.name) and path.name not in (keep.version, keep.other, self.running)
            if path.is_dir() and not path.is_symlink() and (left or (old and not in_use(path))):
                with suppress(OSError):
                    if old:
                        # Under another name first: half a version must not look like one.
                        path = path.rename(path.with_name(f"{STAGING}{path.name}"))
                    shutil.rmtree(path, ignore_errors=True)


def program_in(folder: Path) -> Path:
    """The program of a version."""
    return folder / ("homespun.exe" if sys.platform == "win32" else "homespun")


def in_use(folder: Path) -> bool:
    """Whether a program in a folder is running, as far as can be seen.

    Linux would let it be taken away under a window that is open; elsewhere the system itself refuses.
    """
    whole = os.path.realpath(folder) + os.sep
    for process in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # somebody else's, or gone
            if os.readlink(process / "exe").startswith(whole):  # noqa: PTH115 - the text, also of what is gone
                return True
    return False


def flush() -> None:
    """Let everything that was written reach the disk, also one that is pulled out."""
    if hasattr(os, "sync"):
        os.sync()
