"""How an app with 2 GB of records feels, beside the same app with less: `python tests/bench/large_database.py`.

Not a timed test: a busy computer would fail it for nothing. Each size is made, measured and deleted again, in the
folder for things that pass (`TMPDIR`). What counts is how a number grows from size to size: what a person waits
for (opening, the first page, saving one record) must not grow with the records.

Measured on two cores that were busy with other work (load 5 to 8), so times differ by a factor of four from run
to run; 20, 200 and 2,000 MB (1.8 million records), in milliseconds: open 1.9, 0.5, 0.5; first 5,000 records 237,
66, 1,214; save one 4.9, 0.7, 9.4; rename a field 49, 49, 38. These read all records and grow with them: snapshot
0.2, 1.6, 50 s; put back 0.4, 12, 52 s; add a field 0.1, 0.5, 36 s; change a type 0.4, 23, 318 s; check 0.1, 5.6,
6.0 s. Memory stays at 124 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.blueprint.edits import edit, parse_script
from desktop.blueprint.nodes import App
from desktop.records import (
    DATABASE_FILE,
    Database,
    Record,
    answer,
    back_up,
    check_records,
    confirm,
    migrate,
    put_back,
    renames_of,
    take_snapshot,
)

TEXT = """\
app "Library"

entity Shelf
  name: text

entity Book
  title: text, required
  writer: text
  price: money €
  kind: choice Novel | Poems | Science
  bought: date
  shelf: to Shelf
  about: long text

page Books
  table of Book
  stat "All" = count of Book

page Shelves
  table of Shelf
"""
BYTES_A_BOOK = 1130
AT_ONCE = 20_000
WORDS = ["river", "stone", "winter", "garden", "salt", "letters", "moon", "bridge", "glass", "Émile"]


def books(count: int) -> Iterator[list[Record]]:
    """So many books, some at a time."""
    chance = random.Random(7)
    for first in range(0, count, AT_ONCE):
        found = []
        for at in range(first, min(first + AT_ONCE, count)):
            words = " ".join(chance.choices(WORDS, k=140))
            columns = (
                ("title", f"{chance.choice(WORDS)} and {chance.choice(WORDS)} {at}"),
                ("writer", chance.choice(WORDS)),
                ("price", float(chance.randrange(90))),
                ("kind", chance.choice(("Novel", "Poems", "Science"))),
                (
                    "bought",
                    f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
                ),
                ("shelf", f"s{chance.randrange(50)}"),
                ("about", words),
            )
            found.append(Record(f"b{at:09}", "Book", at, columns))
        yield found


def fill(folder: Path, app: App, size_bytes: int) -> int:
    """Make records of about this size; return how many."""
    count = size_bytes // BYTES_A_BOOK
    with Database(folder / DATABASE_FILE, app) as database:
        shelves = [Record(f"s{at}", "Shelf", at, (("name", f"Shelf {at}"),)) for at in range(50)]
        database.write(shelves)
        database.begin([])
        for some in books(count):
            database.write(some)
    return count


def timed(work: Callable[[], object], times: int = 1) -> float:
    """The middle one of some measurements, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def ask(database: Database, message: object) -> dict[str, object]:
    """Send a message as a page does."""
    told: dict[str, object] = json.loads(answer(database, json.dumps(message).encode()))
    assert "problem" not in told, told
    return told


def measure(folder: Path, app: App, count: int) -> dict[str, float]:
    """All that is measured at one size, in milliseconds."""
    path = folder / DATABASE_FILE
    found: dict[str, float] = {}
    found["open"] = timed(lambda: Database(path, app).close(), 7)
    line = next(each.span.line for page in app.pages for each in page.sections if hasattr(each, "measure"))
    with Database(path, app) as database:
        found["what is there"] = timed(lambda: ask(database, {"do": "open"}), 7)
        first = {"do": "read", "entity": "Book", "after": None}
        found["first 5,000 books"] = timed(lambda: ask(database, first), 5)
        middle = {"do": "read", "entity": "Book", "after": [count // 2, f"b{count // 2:09}"]}
        found["5,000 in the middle"] = timed(lambda: ask(database, middle), 5)
        new = iter(range(10**9))

        def save() -> None:
            values = {"title": "New", "shelf": "s1", "about": "x" * 900}
            record = {"id": f"n{next(new)}", "entity": "Book", "made": 10**12, "values": values}
            ask(database, {"do": "write", "put": [record], "remove": []})

        found["save one book"] = timed(save, 25)
        found["delete a shelf"] = timed(lambda: database.write(remove=[("Shelf", "s2")]))
        found["number of a tile"] = timed(
            lambda: ask(database, {"do": "measure", "line": line, "label": "All"}), 3
        )
        found["snapshot, while open"] = timed(lambda: take_snapshot(folder, "one"))
        found["save after it"] = timed(save, 25)
    changed = edit(app, "in Book: rename writer to author").app
    assert changed is not None
    renames = renames_of(app, parse_script("in Book: rename writer to author", app).script)
    found["rename a field"] = timed(lambda: (migrate(path, app, changed, renames), confirm(path)))
    with_pages = edit(changed, "in Book: add pages: number").app
    assert with_pages is not None
    found["add a field"] = timed(lambda: (migrate(path, changed, with_pages, ()), confirm(path)))
    retyped = edit(with_pages, "in Book: change price: text").app
    assert retyped is not None
    found["change a type"] = timed(lambda: (migrate(path, with_pages, retyped, ()), confirm(path)))
    found["put the snapshot back"] = timed(lambda: put_back(folder, "one"))
    found["backup"] = timed(lambda: back_up(folder, folder / "backup.sqlite"))
    found["check"] = timed(lambda: check_records(folder))
    return found


def main() -> None:
    """Measure the sizes that are asked for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[20, 200, 2000])
    sizes = parser.parse_args().megabytes
    app = read(TEXT).app
    assert app is not None
    app = complete(app)
    rows: list[dict[str, float]] = []
    for megabytes in sizes:
        folder = Path(tempfile.mkdtemp(prefix="homespun-large-"))
        try:
            if shutil.disk_usage(folder).free < megabytes * 8_000_000:
                sys.exit(f"Not enough room in {folder} for {megabytes} MB and its copies.")
            begun = time.perf_counter()
            count = fill(folder, app, megabytes * 1_000_000)
            size = (folder / DATABASE_FILE).stat().st_size
            print(
                f"{count:,} books, {size / 1e6:,.0f} MB, made in {time.perf_counter() - begun:.0f} s",
                flush=True,
            )
            rows.append(measure(folder, app, count))
        finally:
            shutil.rmtree(folder)
    print(f"\n{'milliseconds':<24}" + "".join(f"{size:>10,} MB" for size in sizes))
    for name in rows[0]:
        print(f"{name:<24}" + "".join(f"{row[name]:>13,.1f}" for row in rows))
    print(
        f"\nlargest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB; {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
