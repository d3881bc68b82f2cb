"""A desktop of its own for a test: an X server on a free display, a window manager, and hands on the keys.

Nothing is put in the program's place: it is a process like any that a person starts. What the person sees of
it are window titles and pictures; what stays of it are files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "openbox", "xdotool")
SIZE = (1440, 900)
LOOK_EVERY_S = 0.1
KEY_EVERY_MS = 12
_PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["picture", "-platform", "xcb"])
sys.exit(0 if application.primaryScreen().grabWindow(0).save(sys.argv[1]) else 1)
"""


def lacking() -> str:
    """What is not installed of that which a desktop needs, "" if all is there."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class XDesktop:
    """Use it as a context manager; everything that was started on it ends with it."""

    def __init__(self, folder: Path) -> None:
        """Make no desktop yet.

        Args:
            folder: Where the program's apps, settings, output and pictures go.
        """
        self.folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._environment = dict(os.environ)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        width, height = SIZE
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                f"{width}x{height}x24",
                "-noreset",
                "-nolisten",
                "tcp",
            ],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        self._running.append(server)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        if not display:
            self.close()
            raise RuntimeError("Xvfb found no display")
        for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
            self._environment.pop(name, None)
        self._environment |= {
            "DISPLAY": f":{display}",
            "HOMESPUN_APPS": str(self.folder / "apps"),
            "HOMESPUN_SETTINGS": str(self.folder / "settings"),
            # A person's desktop speaks one language; the machine that tests may have none.
            "LANG": "C.UTF-8",
            "LANGUAGE": "en",
        }
        # The server says its number a moment before it listens, and a window manager does not ask twice.
        self.wait(lambda: self._try_xdotool("getdisplaygeometry").returncode == 0, "the X server")
        self._start(["openbox", "--sm-disable"], "openbox")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.picture("failed")
        self.close()

    def close(self) -> None:
        """End what was started here, the last first."""
        while self._running:
            process = self._running.pop()
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def apps(self) -> Path:
        """Where the program puts apps."""
        return self.folder / "apps"

    def start_program(self, *words: str) -> subprocess.Popen[bytes]:
        """Start Homespun, as `python run.py` does once all is set up."""
        return self._start([sys.executable, "-P", "-m", "desktop", *words], "program")

    def end_of(self, process: subprocess.Popen[bytes], within_s: float = 30) -> int:
        """Wait for the end of something; return its exit code."""
        code = process.wait(within_s)
        self._running.remove(process)
        return code

    @property
    def title(self) -> str:
        """What the bar of the window says that has the keyboard; "" if none has."""
        found = self._try_xdotool("getactivewindow", "getwindowname")
        return found.stdout.strip() if found.returncode == 0 else ""

    def wait_for_title(self, words: str, within_s: float = 60) -> None:
        """Wait for a window with these words in its bar, and give it the keyboard."""

        def in_front() -> bool:
            # Qt makes the window anew when its first page appears: the number of a moment ago may be gone.
            for number in self._windows(words)[-1:]:
                self._try_xdotool("windowactivate", number)
            return words in self.title

        self.wait(in_front, f"the keyboard in a window “{words}”", within_s)

    @property
    def inside(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the inside of the window that has the keyboard, in pixels."""
        said = self._xdotool("getactivewindow", "getwindowgeometry", "--shell")
        facts = dict(line.split("=") for line in said.splitlines() if "=" in line)
        return int(facts["X"]), int(facts["Y"]), int(facts["WIDTH"]), int(facts["HEIGHT"])

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as `ctrl+Return`."""
        self._xdotool("key", "--delay", "60", *keys)

    def type(self, words: str) -> None:
        """Type."""
        self._xdotool("type", "--delay", str(KEY_EVERY_MS), words)

    def click(self, x: int, y: int) -> None:
        """Go there and click; from the upper left corner of the screen, in pixels."""
        self._xdotool("mousemove", "--sync", str(x), str(y), "click", "1")

    def wait(self, look: Callable[[], T], what: str, within_s: float = 30) -> T:
        """Look again and again until there is something; return it."""
        end_s = time.monotonic() + within_s
        while not (found := look()):
            assert time.monotonic() < end_s, f"waited {within_s:g} s for {what}; see {self.folder}"
            assert all(one.poll() is None for one in self._running), f"ended; see the logs in {self.folder}"
            time.sleep(LOOK_EVERY_S)
        return found

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        path = self.folder / f"{name}.png"
        words = [sys.executable, "-c", _PICTURE, str(path)]
        subprocess.run(words, env=self._environment, capture_output=True, check=False, timeout=30)
        return path

    def _windows(self, title: str) -> list[str]:
        # Asked anew each time: Qt gives a window another number when the first page is shown in it.
        return self._try_xdotool("search", "--onlyvisible", "--name", title).stdout.split()

    def _start(self, words: list[str], name: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                words, cwd=ROOT, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        self._running.append(process)
        return process

    def _xdotool(self, *words: str) -> str:
        done = self._try_xdotool(*words)
        done.check_returncode()
        return done.stdout.strip()

    def _try_xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
