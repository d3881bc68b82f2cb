"""The bundle on a computer with nothing installed and no network: its commands, and its window."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shipping.trials.commands import try_commands
from shipping.trials.planted import try_planted
from shipping.trials.room import USER, Room, TrialError, fresh_root, must_say, require

PROGRAM = "/opt/a place with spaces/homespun/homespun"
_SCREEN = ":97"
_PATIENCE_S = 90
_TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "scrot": "scrot"}
_REQUEST = "a reading list with title, author and stars"


def try_empty_root(bundle: Path, pictures: Path) -> None:
    """Run the bundle there, as an ordinary user, from a folder that cannot be written.

    Args:
        bundle: The bundle's folder.
        pictures: Where pictures of the window go, to be looked at.

    Raises:
        TrialError: Something is not as it should be.
    """
    root = fresh_root("empty")
    home = root / "home" / "pupil"
    home.mkdir(parents=True)
    os.chown(home, USER, USER)
    room = Room(root, ((bundle, str(Path(PROGRAM).parent), False), (sockets(), "/tmp/.X11-unix", True)))
    said = room.run(PROGRAM, "doctor")
    must_say(said, "llama.cpp computes with:", "The preview's sandbox is on", "Everything works.")
    print(said)
    try_commands(room, PROGRAM)
    try_planted(room, PROGRAM)
    print(f"An app was made in the window: {try_window(room, PROGRAM, pictures / 'empty-root')}")


def sockets() -> Path:
    """The folder of the sockets that lead to screens; a room with a window binds it."""
    place = Path(tempfile.gettempdir()) / ".X11-unix"
    place.mkdir(mode=0o1777, exist_ok=True)
    return place


@contextmanager
def screen() -> Iterator[None]:
    """A screen that nobody sees; a socket in the file system is all that leads to it."""
    require(_TOOLS)
    server = subprocess.Popen(
        ["Xvfb", _SCREEN, "-screen", "0", "1280x820x24", "-nolisten", "tcp", "-ac"], stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(lambda: (sockets() / f"X{_SCREEN[1:]}").exists(), "the screen")
        yield
    finally:
        server.terminate()
        server.wait()


def try_window(room: Room, program: str, pictures: Path) -> str:
    """Type a wish into the window, and wait for the app.

    Args:
        room: With the sockets of screens in it.
        program: Its path in the room.
        pictures: How the names of two pictures of the window begin.

    Returns:
        The name of the app's folder.

    Raises:
        TrialError: The window or the app did not come.
    """
    pictures.parent.mkdir(parents=True, exist_ok=True)
    apps = Path(f"{room.root}{room.home}") / "Homespun"
    before = set(apps.glob("*/index.html"))
    made: set[Path] = set()

    def fresh() -> bool:
        made.update(set(apps.glob("*/index.html")) - before)
        return bool(made)

    with screen():
        window = subprocess.Popen(
            room.command(program, DISPLAY=_SCREEN), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(lambda: bool(_x("search", "--onlyvisible", "--name", "Homespun")), "the window")
            time.sleep(4)  # until the tour stands there; nothing outside can see that
            picture(pictures.with_name(f"{pictures.name}-start.png"))
            _x("key", "Escape")
            time.sleep(1)
            _x("mousemove", "600", "215", "click", "1")
            _x("key", "ctrl+a")
            _x("type", "--delay", "25", _REQUEST)
            _x("key", "Return")
            _wait_for(fresh, "the app")
            time.sleep(5)  # until it is shown
            picture(pictures.with_name(f"{pictures.name}-app.png"))
        finally:
            window.kill()  # `unshare` heeds nothing softer, and takes all that it started along
            window.wait()
    return made.pop().parent.name


def picture(file: Path) -> None:
    """Take a picture of the screen."""
    subprocess.run(["scrot", "--overwrite", str(file)], check=True, env={**os.environ, "DISPLAY": _SCREEN})


def _x(*words: str) -> str:
    done = subprocess.run(
        ["xdotool", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,  # nothing found is an answer
        env={**os.environ, "DISPLAY": _SCREEN},
    )
    return done.stdout


def _wait_for(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TrialError(f"{what} did not come within {_PATIENCE_S} s")
        time.sleep(0.3)
