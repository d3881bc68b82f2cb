"""How an app with 10,000 versions feels, beside one with 10: `python tests/bench/many_versions.py [VERSIONS]`.

Not a timed test: a busy computer would fail it for nothing. What counts is how the figures grow. In every version
the blueprint and three files that are compiled from it differ. Everything is flushed to the disk, so the disk
decides what keeping costs; TMPDIR names another one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1])]

from desktop.blueprint import read  # noqa: E402 - the folder is named above
from desktop.blueprint.nodes import App  # noqa: E402 - the folder is named above
from desktop.changing import scripted  # noqa: E402 - the folder is named above
from desktop.compiler import compile_app  # noqa: E402 - the folder is named above
from desktop.history import Happened, History, compare, restore  # noqa: E402 - the folder is named above
from desktop.saving import save_edit  # noqa: E402 - the folder is named above
from desktop.workspace import Provenance, app_files, open_project, write_project  # noqa: E402

TEXT = 'app "Shed 0"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
TIMES = 7
COLUMNS = (
    "open",
    "list the newest 50",
    "list the oldest 50",
    "find the first",
    "compare two",
    "save a change",
    "restore",
)
"""What is timed, in milliseconds."""


def app_of(text: str) -> App:
    """The app of a blueprint."""
    app = read(text).app
    assert app is not None
    return app


def timed_ms(work: Callable[[], object], times: int = TIMES) -> float:
    """The median time of some work, in milliseconds."""
    found = []
    for _ in range(times):
        began_s = time.perf_counter()
        work()
        found.append((time.perf_counter() - began_s) * 1000)
    return median(found)


def grow(folder: Path, versions: int) -> float:
    """Add versions up to a number, each with another title; give back the milliseconds each took to keep.

    The files are written as they would be, without the compiler and without flushing: that is not what is timed.
    """
    history = History(folder)
    project = open_project(folder)
    plain = {path: data for path, data in app_files(folder).files if b"Shed 0" in data}
    first = len(history.versions(versions)) + 1
    spent_s = 0.0
    for number in range(first, versions + 1):
        for path, data in plain.items():
            (folder / path).write_bytes(data.replace(b"Shed 0", b"Shed %d" % number))
        began_s = time.perf_counter()
        history.record(project, Happened("changed", f"call it Shed {number}", f'set name "Shed {number}"'))
        spent_s += time.perf_counter() - began_s
    for path, data in plain.items():
        (folder / path).write_bytes(data)
    return spent_s * 1000 / max(versions + 1 - first, 1)


def size_mb(folder: Path) -> float:
    """What the history takes on the disk."""
    return sum(path.stat().st_size for path in (folder / ".homespun").rglob("*") if path.is_file()) / 1e6


def figures_of(folder: Path, size: int) -> list[float]:
    """How long everything takes with so many versions, in milliseconds, in the order of `COLUMNS`."""
    history = History(folder)
    names = iter(range(100))

    def save() -> None:
        project = open_project(folder)
        save_edit(scripted(project, "rename it", f'set name "Hut {next(names)}"'), project)

    return [
        timed_ms(lambda: open_project(folder)),
        timed_ms(lambda: history.versions(50)),
        timed_ms(lambda: history.versions(50, before=50)),
        timed_ms(lambda: history.version(1)),
        timed_ms(lambda: compare(history, history.version(size - 1), history.version(size)), 3),
        timed_ms(save, 3),
        timed_ms(lambda: restore(folder, history.versions(3)[2].number), 3),
    ]


def main() -> None:
    """Measure with 10 versions, then ten times as many, and so on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", nargs="?", type=int, default=10_000)
    versions = parser.parse_args().versions
    print("versions | MB | files | keep one | " + " | ".join(COLUMNS))
    with tempfile.TemporaryDirectory() as place:
        size = 10
        while size <= versions:
            folder = write_project(Path(place) / str(size), compile_app(app_of(TEXT)), TEXT, MADE).folder
            keep = grow(folder, size)
            takes = f"{size} | {size_mb(folder):.1f} | {sum(1 for _ in (folder / '.homespun').rglob('*'))}"
            figures = " | ".join(f"{each:.1f}" for each in (keep, *figures_of(folder, size)))
            print(f"{takes} | {figures}", flush=True)
            size *= 10


if __name__ == "__main__":
    main()
