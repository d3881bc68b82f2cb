"""What is written down when the program fails: small text files on this computer, sent to nobody.

A report says where in the program it happened, and nothing of what anybody typed: an error's own
message may hold a person's words, so only its kind is kept.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from desktop.paths import settings_folder

KEPT = 10
_DEEPEST = 60
_FATAL = "fatal-"


def reports_folder() -> Path:
    """Where the reports lie."""
    return settings_folder() / "reports"


def list_reports() -> tuple[Path, ...]:
    """Return the reports there are, newest first."""
    try:
        found = [file for file in reports_folder().glob("*.txt") if file.stat().st_size]
        return tuple(sorted(found, key=lambda file: file.stat().st_mtime, reverse=True))
    except OSError:
        return ()


def write_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path | None:
    """Write down an error that nobody foresaw.

    Args:
        kind: Its class.
        error: The error; only its causes are followed, its message is left out.
        trace: Where it happened.

    Returns:
        The file; None if the disk refuses.
    """
    now = datetime.now()
    text = "\n".join([*_facts(now), "", *_story(kind, error, trace)]) + "\n"
    file = reports_folder() / f"{now:%Y-%m-%d-%H%M%S-%f}.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        _let_old_ones_go()
    except OSError:
        return None
    return file


class FatalWatch:
    """Lets Python write down where it was when native code ends the program.

    Python must have the file open beforehand; an empty one is taken away again.
    """

    def __init__(self) -> None:
        self._file: TextIO | None = None

    def start(self) -> None:
        """Watch from now on; on a disk that refuses, nothing is watched."""
        folder = reports_folder()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(f"{_FATAL}*.txt"):
                if not left.stat().st_size and not _is_running(left.stem.removeprefix(_FATAL)):
                    left.unlink()
            self._file = (folder / f"{_FATAL}{os.getpid()}.txt").open("w", encoding="utf-8")
            faulthandler.enable(self._file)

    def stop(self) -> None:
        """Watch no more."""
        if self._file is None:
            return
        faulthandler.disable()
        path = Path(self._file.name)
        self._file.close()
        self._file = None
        with suppress(OSError):
            if not path.stat().st_size:
                path.unlink()


def _facts(now: datetime) -> list[str]:
    return [
        f"Homespun, {now:%Y-%m-%d %H:%M:%S}",
        f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}",
    ]


def _story(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> list[str]:
    """The error and what led to it, the first cause last; each with where it happened."""
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(f"{(kind if one is error else type(one)).__name__}, at:")
        frames = traceback.extract_tb(trace if one is error else one.__traceback__)
        lines.extend(
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-_DEEPEST:]
        )
        one = one.__cause__ or one.__context__
        if one is not None:
            lines.append("because of")
    return lines


def _short(file: str) -> str:
    """A path from the program's own folder on: where somebody keeps it tells their name."""
    parts = Path(file).parts
    for name in ("desktop", "site-packages"):
        if name in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(name) :])
    return parts[-1] if parts else ""


def _let_old_ones_go() -> None:
    for file in list_reports()[KEPT:]:
        file.unlink(missing_ok=True)


def _is_running(process: str) -> bool:
    """Whether a process of that number lives; on Windows a file that is open cannot be deleted anyway."""
    if sys.platform == "win32" or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
