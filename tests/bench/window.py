"""How soon the window is there, and whether it ever stands still: `python tests/bench/window.py [--runs 5]`.

Not a timed test: a busy computer would fail it for nothing. Every run is a process of its own, with the shipped
model and empty folders. A stall is the time between two beats of a timer of 4 ms in the window's thread: what
somebody who types or drags would have to wait. Beside it stands how much of that time the thread itself was at
work; the rest it waited, for a lock or for a processor that others had.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from desktop.shell.main_window import MainWindow

REQUEST = "an app for who borrowed which tool from my shed, with a due date"
CHANGE = "make the background ivory"
EXAMPLE = "second-drawer"
BEAT_MS = 4
LOOK_EVERY_MS = 10
PATIENCE_S = 120.0
FRAME_MS = 1000 / 60
LAST = -1

Steps = Iterator[int]
"""Whoever walks lets Qt's events go on at each yield."""


def main(arguments: list[str]) -> int:
    """Run every scenario as often as is wished, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--child", choices=sorted(SCENARIOS), help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, default=0.0, help=argparse.SUPPRESS)
    wished = parser.parse_args(arguments)
    if wished.child:
        print(json.dumps(SCENARIOS[wished.child](wished.began)))
        return 0
    platform = os.environ.get("QT_QPA_PLATFORM") or ("" if os.environ.get("DISPLAY") else "offscreen")
    print(
        f"{wished.runs} runs, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {platform or 'a screen'}"
    )
    print(f"{'':52}{'median':>9}{'best':>9}{'worst':>9}")
    for name in SCENARIOS:
        runs = [_run(name, platform) for _ in range(wished.runs)]
        for fact in runs[0]:
            found = [run[fact] for run in runs]
            print(f"{fact:52}{median(found):9.0f}{min(found):9.0f}{max(found):9.0f}")
    return 0


def _run(name: str, platform: str) -> dict[str, float]:
    """One run in a process and folders of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        environment = dict(os.environ, HOMESPUN_APPS=f"{place}/apps", HOMESPUN_SETTINGS=f"{place}/settings")
        if platform:
            environment["QT_QPA_PLATFORM"] = platform
        write_example(Path(place) / "apps" / EXAMPLE)
        words = [sys.executable, __file__, "--child", name, "--began", str(time.time())]
        done = subprocess.run(
            words, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        facts: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return facts


def write_example(folder: Path) -> None:
    """Write an app that was there before."""
    from desktop.blueprint import read
    from desktop.compiler import compile_app
    from desktop.workspace import Provenance, write_project

    text = (ROOT / "resources" / "examples" / f"{EXAMPLE}.blueprint").read_text(encoding="utf-8")
    app = read(text).app
    assert app is not None
    write_project(folder, compile_app(app), text, Provenance("tools", 0, "m", "0" * 64, "memory", "1"))


# --- in the child -------------------------------------------------------------------------------


class Beats:
    """A timer in the window's thread that remembers the longest time between two of its beats."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps_ms: list[tuple[float, float]] = []
        self._last = (time.perf_counter(), time.thread_time())
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def begin(self) -> None:
        """Count anew."""
        self.gaps_ms.clear()

    @property
    def longest_ms(self) -> float:
        """The longest time in which nothing else could happen, without the timer's own."""
        return max((gap for gap, _ in self.gaps_ms), default=0.0)

    @property
    def busiest_ms(self) -> float:
        """The longest time that the thread itself was at work without a pause."""
        return max((own for _, own in self.gaps_ms), default=0.0)

    @property
    def missed(self) -> int:
        """How often a frame could not have been drawn in time."""
        return sum(gap > FRAME_MS for gap, _ in self.gaps_ms)

    def _on_beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self.gaps_ms.append(
            (max((now[0] - self._last[0]) * 1000 - BEAT_MS, 0.0), (now[1] - self._last[1]) * 1000)
        )
        self._last = now


def drive(steps: Callable[[MainWindow], Steps], project: Path | None = None) -> None:
    """Run the program; once its window can be seen, go through the steps, and close it.

    Args:
        steps: A generator: each time it yields, Qt's events go on for a moment.
        project: The app to open.
    """
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.shell import application
    from desktop.shell.main_window import MainWindow

    walk: list[Steps] = []
    problems: list[Exception] = []
    until_s = time.monotonic() + PATIENCE_S

    def tick() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        handle = window.windowHandle() if window is not None else None
        if window is None or handle is None or not handle.isExposed():
            return
        try:
            if not walk:
                walk.append(steps(window))
            ended = next(walk[0], LAST) == LAST
        except Exception as problem:  # noqa: BLE001 - in a slot of Qt's it would only be printed
            problems.append(problem)
            ended = True
        if ended or time.monotonic() > until_s:
            timer.stop()
            window.close()

    timer = QTimer(interval=LOOK_EVERY_MS)
    timer.timeout.connect(tick)
    # A timer cannot be started before `run` has made the application; this call waits for its loop.
    QTimer.singleShot(0, timer.start)
    application.run(project)
    if problems:
        raise problems[0]


def first_app(began: float) -> dict[str, float]:
    """Start; ask for an app as soon as the window stands; wait until it is drawn."""
    facts: dict[str, float] = {}

    def steps(window: MainWindow) -> Steps:
        facts["start to window (ms)"] = (time.time() - began) * 1000
        window.start.build_requested.emit(REQUEST)
        yield from _until_drawn(window)
        facts["start to first app, built at once (ms)"] = (time.time() - began) * 1000

    drive(steps)
    return facts


def kept_app(began: float) -> dict[str, float]:
    """Start with an app that is there already; wait until it is drawn."""
    from desktop.paths import apps_folder

    facts: dict[str, float] = {}

    def steps(window: MainWindow) -> Steps:
        yield from _until_drawn(window)
        facts["start to an app of before, drawn (ms)"] = (time.time() - began) * 1000

    drive(steps, apps_folder() / EXAMPLE)
    return facts


def stalls(_began: float) -> dict[str, float]:
    """Build an app while the beats are counted: until it is saved, and until its page stands."""
    facts: dict[str, float] = {}

    def steps(window: MainWindow) -> Steps:
        # The model and the browser begin on their own; that is a stall of its own kind.
        beats = Beats()
        settled = time.monotonic() + 4
        while time.monotonic() < settled:
            yield 0
        _note(facts, "browser and model begin", beats)
        window.start.build_requested.emit(REQUEST)
        beats.begin()
        while window.project is None:
            yield 0
        _note(facts, "generating", beats)
        beats.begin()
        settled = time.monotonic() + 3
        while time.monotonic() < settled:
            yield 0
        _note(facts, "the new app opens", beats)
        before = window.project
        beats.begin()
        window.conversation.box.put_text(CHANGE)
        window.conversation.box.wish()
        while window.project is before:
            yield 0
        _note(facts, "changing", beats)

    drive(steps)
    return facts


def _note(facts: dict[str, float], when: str, beats: Beats) -> None:
    facts[f"{when}: longest stall (ms)"] = beats.longest_ms
    facts[f"{when}: longest at work (ms)"] = beats.busiest_ms
    facts[f"{when}: frames that came late"] = beats.missed


def _until_drawn(window: MainWindow) -> Steps:
    """Wait until something of an app is painted."""
    from desktop.shell.takes.pictures import is_blank

    while window.app.stage.view is None or not window.app.stage.view.isVisible():
        yield 0
    while is_blank(window.app.stage.view.grab().toImage()):
        yield 0


SCENARIOS = {"first_app": first_app, "kept_app": kept_app, "stalls": stalls}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
