"""The door: `python -m desktop` opens the window, runs a command, or becomes the engine's child.

The child is this same program with `--worker`, so that a frozen bundle, which has no Python
interpreter to start, can start itself.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from desktop.ledger import watch_sockets
from desktop.paths import find_temporary, stay_beside


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The arguments without the program's name; None for those of this process.

    Returns:
        The exit code.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        # A process of our own: the window's, a command's or the engine's. Sockets are its first concern.
        stay_beside()  # before anything that keeps caches is loaded
        find_temporary()
        watch_sockets()
    if arguments[:1] == ["--worker"]:
        from desktop.engine.worker import main as work

        return work()
    if arguments == ["--probe-window"]:
        # For `homespun doctor`: a missing system library shows only when Qt is really loaded,
        # and a crash while loading must not take the doctor with it.
        import desktop.preview.view  # noqa: F401

        return 0
    _speak_utf8()
    from desktop.cli import main as run_command

    return run_command(arguments)


def _speak_utf8() -> None:
    """Let every app name be printed, also into a pipe on Windows, whose own encoding lacks most."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
