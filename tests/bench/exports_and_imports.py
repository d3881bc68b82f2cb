"""How long exports and imports take, and how that grows: `python tests/bench/exports_and_imports.py [RECORDS …]`.

Not a timed test: a busy computer would fail it for nothing. For each number of records a project is made in a
temporary folder and exported in every kind with its data; the bundle is brought in again. `--pictures MB` adds
records with pictures until the database has that size, `--versions N` a history of so many versions.

Measured once, on two cores that other programs kept busy (load 3 to 10): a page with its data takes 0.2 s with
1,000 records, 1 s with 10,000, 7 s with 100,000 (10 MB); a bundle 0.14, 0.17 and 0.7 s; bringing it in 0.6, 0.9
and 2.2 s. With 2,000 versions a bundle takes 0.13 s, and 0.25 s to bring in. With pictures of 2.1 GB it takes
450 s (zlib alone would need about 60 for so much), and 300 s to bring in, with at most 53 MB of memory.
"""

from __future__ import annotations

import argparse
import base64
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from made_projects import BEES, app_of, make_project  # noqa: E402 - the folders are named above

from desktop.blueprint.complete import complete  # noqa: E402 - the folders are named above
from desktop.exports import KINDS, export_project, import_project  # noqa: E402 - as above
from desktop.history import Happened, History  # noqa: E402 - as above
from desktop.records import Database, Record  # noqa: E402 - as above
from desktop.workspace import Project  # noqa: E402 - as above

AT_ONCE = 2000
PICTURE_BYTES = 1024 * 1024


def main() -> None:
    """Measure, and print a line for each project."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--pictures", type=int, default=0, metavar="MB")
    parser.add_argument("--versions", type=int, default=0, metavar="N")
    options = parser.parse_args()
    for count in options.records:
        with tempfile.TemporaryDirectory() as place:
            project = make_project(Path(place) / "bees")
            fill(project, count, options.pictures)
            keep_versions(project, options.versions)
            size = (project.folder / "data.sqlite").stat().st_size
            print(f"{count} records, {options.versions} versions, a database of {size / 1e6:.1f} MB")
            forms = ["bundle"] if options.pictures else list(KINDS)
            for form in forms:
                out = Path(place) / f"out {form}"
                took_s = measure(partial(export_project, project, form, with_data=True, out=out))
                bytes_ = out.stat().st_size if out.is_file() else 0
                print(f"  export {form:8} {took_s:7.2f} s   {bytes_ / 1e6:9.2f} MB")
            took_s = measure(partial(import_project, Path(place) / "out bundle", Path(place) / "in"))
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"  import bundle   {took_s:7.2f} s   (most memory so far {peak_mb:.0f} MB)")


def measure(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    before_s = time.perf_counter()
    work()
    return time.perf_counter() - before_s


def fill(project: Project, count: int, pictures_mb: int) -> None:
    """Put so many visits into a project, and pictures in their notes."""
    with Database(project.folder / "data.sqlite", complete(app_of(BEES))) as database:
        database.write([Record("h-0", "Hive", 0, (("name", "Hive"),))])
        for start in range(0, count, AT_ONCE):
            database.write(
                [visit(number, "quiet, some pollen") for number in range(start, min(count, start + AT_ONCE))]
            )
        for number in range(pictures_mb * 1024 * 1024 // (PICTURE_BYTES * 4 // 3)):
            picture = base64.b64encode(os.urandom(PICTURE_BYTES)).decode()
            database.write([visit(count + number, picture)])


def visit(number: int, note: str) -> Record:
    """One record."""
    columns = (
        ("note", note),
        ("weight", number / 4),
        ("calm", number % 2),
        ("day", "2026-03-01"),
        ("hive", "h-0"),
    )
    return Record(f"v-{number}", "Visit", number, columns, (("seen", ("h-0",)),))


def keep_versions(project: Project, count: int) -> None:
    """Keep so many versions, each with a picture of its own in `custom/`."""
    history = History(project.folder)
    for number in range(count):
        (project.folder / "custom" / "note.txt").write_text(str(number), encoding="utf-8")
        history.record(project, Happened("edited", request=f"change {number}"))


if __name__ == "__main__":
    main()
