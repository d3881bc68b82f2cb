"""The ledger: every socket that this program has ever asked for, written down. Normally it is empty.

The interpreter tells a hook of every socket that Python code, or a library behind it, connects, binds or
looks a name up for (PEP 578); a hook cannot be taken out again, which is what makes it a witness. The
window's process and the engine's child both are watched. Sockets without a network (between two
processes of one computer, by a file) are not counted.

Not seen: sockets that native code opens by itself. Of llama.cpp and Qt that is kept from happening
elsewhere; on Linux `open_now` asks the system as well, which sees them all.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.paths import settings_folder

LEDGER_FILE = "network.jsonl"
MOST_ENTRIES = 1000
_LONGEST_ADDRESS = 300
_CONNECTED = {"socket.connect": "connect", "socket.bind": "bind", "socket.sendto": "send"}
_LOOKED_UP = {"socket.getaddrinfo": "look up", "socket.gethostbyname": "look up"}
_TABLES = ("tcp", "tcp6", "udp", "udp6")


@dataclass(frozen=True, slots=True)
class Entry:
    """One socket.

    Attributes:
        moment: When, in local time, `2026-11-30T22:15:04`.
        what: `connect`, `bind`, `send` or `look up`.
        address: Where to, as it was asked for.
    """

    moment: str
    what: str
    address: str


class _Watch:
    """The hook. It is called for everything the interpreter does, so it decides on the first line."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.writing = threading.Lock()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _CONNECTED:
            address = arguments[1]
            # A text or bytes names a file: such a socket leads to no network.
            if isinstance(address, tuple):
                self._write(_CONNECTED[event], ":".join(str(part) for part in address[:2]))
        elif event in _LOOKED_UP:
            self._write(_LOOKED_UP[event], str(arguments[0]))

    def _write(self, what: str, address: str) -> None:
        file = self.file
        if file is None:
            return
        moment = datetime.now().isoformat(timespec="seconds")
        line = json.dumps([moment, what, address[:_LONGEST_ADDRESS]]) + "\n"
        # A full disk must not turn a socket into a crash of whoever asked for it.
        with self.writing, suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as ledger:
                ledger.write(line)


_WATCH = _Watch()
_installed = threading.Lock()


def watch_sockets(folder: Path | None = None) -> None:
    """Write down every socket of this process from now on; once is enough.

    Args:
        folder: Where the ledger lies; None for the settings folder.
    """
    _WATCH.file = (folder or settings_folder()) / LEDGER_FILE
    if _installed.acquire(blocking=False):
        sys.addaudithook(_WATCH)


def read_ledger(folder: Path | None = None) -> tuple[Entry, ...]:
    """Return what was written down, newest first, `MOST_ENTRIES` at most; damaged lines are left out."""
    try:
        lines = ((folder or settings_folder()) / LEDGER_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    found = []
    for line in reversed(lines[-MOST_ENTRIES:]):
        with suppress(ValueError, TypeError):
            moment, what, address = json.loads(line)
            found.append(Entry(str(moment), str(what), str(address)))
    return tuple(found)


def open_now(processes: Iterable[int], system: Path = Path("/proc")) -> int | None:
    """Count the network sockets that some processes hold at this moment, native code's included.

    Args:
        processes: Their ids.
        system: Where Linux shows its processes.

    Returns:
        How many; None where the system does not tell.
    """
    known = _network_sockets(system)
    if known is None:
        return None
    held = set()
    for process in processes:
        folder = system / str(process) / "fd"
        with suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208 - links into the system, not files
                with suppress(OSError):
                    held.add(os.readlink(folder / name))  # noqa: PTH115 - `socket:[1]` is no path
    return sum(f"socket:[{inode}]" in held for inode in known)


def _network_sockets(system: Path) -> frozenset[str] | None:
    """The inodes of all sockets with an address of the internet."""
    found: set[str] = set()
    seen = False
    for table in _TABLES:
        with suppress(OSError):
            lines = (system / "net" / table).read_text(encoding="ascii").splitlines()[1:]
            seen = True
            found.update(columns[9] for columns in map(str.split, lines) if len(columns) > 9)
    return frozenset(found) if seen else None
