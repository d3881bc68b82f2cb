"""How the library feels with 1,000 projects, beside 10 and 100: `python tests/bench/many_projects.py`.

Not a timed test: a busy computer would fail it for nothing. The projects are the example apps, over and over,
each with a folder, a request and records of its own. Every figure is the median of several runs, in
milliseconds; "first" is a list without the cache, which comes once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop.blueprint import read  # noqa: E402 - the folder is named above
from desktop.compiler import compile_app  # noqa: E402
from desktop.library import (  # noqa: E402
    bring_back,
    duplicate,
    list_projects,
    move_folder,
    put_in_bin,
)
from desktop.workspace import Provenance, write_project  # noqa: E402

SIZES = (10, 100, 1000)


def fill(apps: Path, count: int) -> None:
    """Write so many projects; copies of twelve that were really written, as writing is not measured here."""
    apps.mkdir(parents=True)
    made = []
    for file in sorted((ROOT / "resources" / "examples").glob("*.blueprint")):
        text = file.read_text(encoding="utf-8")
        app = read(text).app
        assert app is not None
        provenance = Provenance(f"an app like {app.name}", 0, "m", "0" * 64, "memory", "1")
        made.append(write_project(apps.parent / "made" / app.name, compile_app(app), text, provenance).folder)
    for at in range(count):
        source = made[at % len(made)]
        target = apps / f"{source.name} {at}"
        shutil.copytree(source, target)
        shutil.copyfile(source / "index.html", target / "data.sqlite")


def took_ms(doing: Callable[[], object], runs: int) -> float:
    """The median time of several runs."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        doing()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def measured(apps: Path, runs: int) -> dict[str, float]:
    """What each thing takes in this folder."""
    one = min(apps.iterdir())
    cache = Path(os.environ["HOMESPUN_SETTINGS"]) / "library.json"

    def there_and_back() -> None:
        put_in_bin(apps, one)
        bring_back(apps, one.name)

    def rename_and_back() -> None:
        move_folder(apps, move_folder(apps, one, "Quite another name"), one.name)

    first = took_ms(lambda: (cache.unlink(missing_ok=True), list_projects(apps)), 1)
    file = one / "app.blueprint"

    def after_a_change() -> None:
        os.utime(file)
        list_projects(apps)

    return {
        "list, first": first,
        "list": took_ms(lambda: list_projects(apps), runs),
        "list after a change": took_ms(after_a_change, runs),
        "search": took_ms(lambda: list_projects(apps, "booking"), runs),
        "search, with slips": took_ms(lambda: list_projects(apps, "bokking chestnutt"), runs),
        "bin and back": took_ms(there_and_back, runs),
        "rename and back": took_ms(rename_and_back, runs),
        "duplicate": took_ms(lambda: duplicate(apps, one), 3),
    }


def main() -> None:
    """Measure all sizes and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    columns: dict[int, dict[str, float]] = {}
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HOMESPUN_SETTINGS"] = str(Path(folder, "settings"))
            fill(Path(folder, "apps"), count)
            columns[count] = measured(Path(folder, "apps"), runs)
    print(f"{'ms':22}" + "".join(f"{count:>10}" for count in SIZES))
    for row in columns[SIZES[0]]:
        print(f"{row:22}" + "".join(f"{columns[count][row]:10.1f}" for count in SIZES))


if __name__ == "__main__":
    main()
