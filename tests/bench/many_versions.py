"""How an app with 10,000 versions feels, beside one with 10: `python tests/bench/many_versions.py [VERSIONS]`.

Not a timed test: a busy computer would fail it for nothing. What counts is how the figures grow. Every version
is a change as people make it: the blueprint, what is compiled from it and `homespun.json` differ.
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
from desktop.changing import scripted  # noqa: E402 - the folder is named above
from desktop.compiler import compile_app  # noqa: E402 - the folder is named above
from desktop.history import Happened, History, compare, restore  # noqa: E402 - the folder is named above
from desktop.saving import save_edit  # noqa: E402 - the folder is named above
from desktop.workspace import Provenance, open_project, update_project, write_project  # noqa: E402

TEXT = 'app "Shed 0"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
TIMES = 7


def timed_ms(work: Callable[[], object], times: int = TIMES) -> float:
    """The median time of some work, in milliseconds."""
    found = []
    for _ in range(times):
        began_s = time.perf_counter()
        work()
        found.append((time.perf_counter() - began_s) * 1000)
    return median(found)


def grow(folder: Path, versions: int) -> float:
    """Add versions up to a number, each with another title; give back the milliseconds each took to keep."""
    history = History(folder)
    project = open_project(folder)
    last = history.last()
    spent_s = 0.0
    for number in range(last.number if last else 0, versions):
        old, text = compile_app(read(project.blueprint_text).app), TEXT.replace("Shed 0", f"Shed {number}")
        project = update_project(project, old, compile_app(read(text).app), text, MADE)
        began_s = time.perf_counter()
        history.record(project, Happened("changed", f"call it Shed {number}", f'set name "Shed {number}"'))
        spent_s += time.perf_counter() - began_s
    return spent_s * 1000 / max(versions - (last.number if last else 0), 1)


def size_mb(folder: Path) -> float:
    """What the history takes on the disk."""
    return sum(path.stat().st_size for path in (folder / ".homespun").rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Measure at 10 versions, then ten times as many, and so on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", nargs="?", type=int, default=10_000)
    versions = parser.parse_args().versions
    print(
        "versions | keep one | open | list 50 | list 50 old | find the first | compare | save a change | restore | MB | files"
    )
    with tempfile.TemporaryDirectory() as place:
        app = read(TEXT).app
        folder = write_project(Path(place) / "app", compile_app(app), TEXT, MADE).folder
        size = 10
        while size <= versions:
            keep = grow(folder, size)
            history = History(folder)
            figures = [
                keep,
                timed_ms(lambda: open_project(folder)),
                timed_ms(lambda: history.versions(50)),
                timed_ms(lambda: history.versions(50, before=50)),
                timed_ms(lambda: history.version(1)),
                timed_ms(lambda: compare(history, history.version(size - 1), history.version(size)), 3),
            ]
            takes = size_mb(folder)
            files = sum(1 for _ in (folder / ".homespun").rglob("*"))
            count = iter(range(100))

            def save(count=count) -> None:
                project = open_project(folder)
                save_edit(scripted(project, "rename it", f'set name "Hut {next(count)}"'), project)

            figures.append(timed_ms(save, 3))
            figures.append(timed_ms(lambda: restore(folder, history.last().number - 1), 3))
            print(
                f"{size:>8} | "
                + " | ".join(f"{each:.1f} ms" for each in figures)
                + f" | {takes:.1f} | {files}",
                flush=True,
            )
            size *= 10


if __name__ == "__main__":
    main()
