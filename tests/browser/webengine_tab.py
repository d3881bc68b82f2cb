"""A page in QtWebEngine, in a process of its own that is told what to do line by line."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from tab import PageGoneError, Tab

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ANSWER_S = 45
DARK = "--blink-settings=preferredColorScheme=0"
STILL = "--force-prefers-reduced-motion"


class WebEngineProcess:
    """One process with the browser in it."""

    def __init__(self, log: Path, switches: list[str]) -> None:
        """Start it.

        Args:
            log: Where it writes down what Qt says.
            switches: For Chromium, beside those of the preview.
        """
        self._log = log
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
        with self._log.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, str(HERE / "webengine_driver.py"), *switches],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                encoding="utf-8",
            )
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")

    def ask(self, command: str, tab: int = 0, **facts: object) -> object:
        """Send one command and return its answer."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps([command, tab, facts]) + "\n")
            self._process.stdin.flush()
            line = self._answers.get(timeout=ANSWER_S)
        except (OSError, queue.Empty):
            line = ""
        if not line:
            said = self._log.read_text(encoding="utf-8", errors="replace")
            raise AssertionError(f"QtWebEngine does not answer: {said[-2000:]}")
        answer = json.loads(line)
        if "problem" in answer:
            raise AssertionError(answer["problem"])
        return answer["answer"]

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()


class WebEngine:
    """The browser: a process for each thing that the system may wish for, started when first needed."""

    def __init__(self, folder: Path) -> None:
        """Start nothing yet.

        Args:
            folder: Where the processes may write down what Qt says.
        """
        self._folder = folder
        self._processes: dict[tuple[bool, bool], WebEngineProcess] = {}

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
    ) -> WebEngineTab:
        """Begin to show an app in a new window with a store of its own.

        Args:
            folder: The compiled app.
            address: Of one of its pages, what follows the `#`; "" for the first.
            width: Of the page, in CSS pixels.
            height: Of the page, in CSS pixels.
            dark: Whether the system prefers dark.
            still: Whether the system prefers less motion.
            scripts: What runs before the page's own scripts.
        """
        process = self._processes.get((dark, still))
        if process is None:
            switches = [DARK] * dark + [STILL] * still
            log = self._folder / f"webengine-{len(self._processes)}.log"
            process = self._processes[dark, still] = WebEngineProcess(log, switches)
        size = {"width": width, "height": height}
        number = process.ask("open", folder=str(folder), address=address, scripts=scripts, **size)
        assert isinstance(number, int)
        return WebEngineTab(process, number)

    def close(self) -> None:
        """End all of it."""
        for process in self._processes.values():
            process.close()


class WebEngineTab(Tab):
    """A page."""

    def __init__(self, browser: WebEngineProcess, number: int) -> None:
        self._browser = browser
        self._number = number

    def _ask(self, command: str, **facts: object) -> object:
        return self._browser.ask(command, self._number, **facts)

    def run(self, script: str) -> object:
        found = str(self._ask("run", script=script))
        if not found:
            raise PageGoneError(f"no answer, the page is being replaced or this is no JavaScript: {script}")
        answer = json.loads(found)
        if "problem" in answer:
            raise AssertionError(f"{script}: {answer['problem']}")
        return answer.get("value")

    def resize(self, width: int, height: int = 900) -> None:
        self._ask("resize", width=width, height=height)
        self.wait(f"innerWidth === {width}")

    def screenshot(self, path: Path) -> None:
        assert self._ask("screenshot", path=str(path))

    @property
    def console(self) -> list[str]:
        self.run("1")
        found = self._ask("console")
        assert isinstance(found, list)
        return found

    @property
    def requests(self) -> list[str]:
        found = self._ask("requests")
        assert isinstance(found, list)
        return found

    def close(self) -> None:
        self._ask("close")

    def _mouse(self, kind: str, x: float, y: float, held: bool = False) -> None:
        self._ask("mouse", kind=kind, x=x, y=y, held=held)

    def _key(self, kind: str, key: str, shift: bool, control: bool) -> None:
        self._ask("key", kind=kind, key=key, shift=shift, control=control)

    def _insert(self, words: str) -> None:
        self._ask("insert", words=words)

    def _load_again(self) -> None:
        self._ask("load_again")
