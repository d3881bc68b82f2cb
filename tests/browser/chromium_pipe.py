"""A headless Chromium, driven over DevTools through a pair of pipes: no port, no extra package.

It keeps a book of everything that its pages printed to the console or asked of the network.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

from chromium_tab import ChromiumTab

NAMES = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = (
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--lang=en-US",
    "--remote-debugging-pipe",
)
_WIRING = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""DevTools listens at descriptor 3 and answers at 4: this puts the pipes there and becomes the browser."""


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Chromium:
    """One browser process with its own fresh profile."""

    def __init__(self, profile: Path) -> None:
        program = find_chromium()
        assert program, "ask find_chromium() first"
        switches = [*_SWITCHES, f"--user-data-dir={profile}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            switches.append("--no-sandbox")
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _WIRING,
                str(theirs_in),
                str(theirs_out),
                program,
                *switches,
                "about:blank",
            ],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._buffer = b""
        self._number = 0
        self.events: list[dict] = []

    def close(self) -> None:
        """End the browser and wait for it."""
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)

    def open(
        self,
        folder: Path,
        address: str,
        *,
        width: int,
        height: int,
        dark: bool,
        still: bool,
        scripts: list[str],
    ) -> ChromiumTab:
        """Begin to show an app in a new tab with a store of its own.

        Args:
            folder: The compiled app.
            address: Of one of its pages, what follows the `#`; "" for the first.
            width: Of the page, in CSS pixels.
            height: Of the page, in CSS pixels.
            dark: Whether the system prefers dark.
            still: Whether the system prefers less motion.
            scripts: What runs before the page's own scripts.
        """
        context = self.send("Target.createBrowserContext")["browserContextId"]
        place = {"url": "about:blank", "browserContextId": context}
        target = self.send("Target.createTarget", place)["targetId"]
        session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        tab = ChromiumTab(self.send, self.events, session, context)
        for domain in ("Page", "Runtime", "Network", "Log"):
            tab.send(f"{domain}.enable")
        for script in scripts:
            tab.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        tab.resize(width, height)
        tab.prefer(dark=dark, still=still)
        tab.send("Emulation.setFocusEmulationEnabled", {"enabled": True})
        tab.load((folder / "index.html").as_uri() + (f"#{address}" if address else ""))
        return tab

    def send(self, method: str, params: dict | None = None, session: str | None = None) -> dict:
        """Ask DevTools something and return its answer, collecting events on the way."""
        self._number += 1
        message: dict = {"id": self._number, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + 30
        while True:
            answer = self._read(deadline)
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def _read(self, deadline: float) -> dict:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise AssertionError("Chromium does not answer")
            data = os.read(self._from, 1 << 20)
            if not data:
                raise AssertionError("Chromium ended")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict = json.loads(message)
        return answer
