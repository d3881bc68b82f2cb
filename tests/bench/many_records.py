"""How an app with 100,000 records feels, beside the same app with 1,000: `python tests/bench/many_records.py`.

Not a timed test: a busy computer would fail it for nothing. Both sizes are measured in one run of one
browser, turn by turn, and what counts is the ratio. A number under 16 ms is a frame: nobody sees more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "browser")]

from chromium_pipe import Chromium  # noqa: E402 - the folders are named above
from opener import read_app, write  # noqa: E402 - the folders are named above
from tab import Tab  # noqa: E402 - the folders are named above
from webengine_tab import WebEngine  # noqa: E402 - the folders are named above

BLUEPRINT = """
app "Library"

entity Shelf
  name: text
  sample "A"
  sample "B"

entity Book
  title: text, required
  writer: text
  year: number
  price: money €
  kind: choice Novel | Poems | Science | Travel
  lent: yes/no
  bought: date
  shelf: to Shelf
  age = years between(bought, today)

page Books
  table of Book showing title, writer, year, price, kind, lent, bought, shelf, age; search; filter by kind; sort by title
page Cards
  cards of Book showing title, writer, price; search
"""

FILL = """(async () => {
    const { store } = homespun;
    const shelves = store.list("Shelf");
    const kinds = ["Novel", "Poems", "Science", "Travel"];
    const words = ["river", "Émile", "stone", "winter", "garden", "salt", "letters", "moon", "bridge", "glass"];
    const put = [];
    let chance = 7;
    const next = (below) => (chance = (chance * 48271) % 2147483647) % below;
    for (let at = 0; at < COUNT; at++)
        put.push(store.make("Book", {
            title: `${words[next(10)]} and ${words[next(10)]} ${next(100000)}`, writer: `${words[next(10)]} ${words[next(10)]}`,
            year: 1800 + next(225), price: next(9000) / 100, kind: kinds[next(4)], lent: next(2) === 0,
            bought: `20${String(10 + next(16))}-0${1 + next(9)}-1${next(10)}`, shelf: shelves[next(shelves.length)].id,
        }));
    await store.write({ put });
    return store.list("Book").length;
})()"""

PAINTED = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"


def timed(work: str) -> str:
    """Wrap statements so that they give the milliseconds until their result is on the screen."""
    return f"(async () => {{ const begun = performance.now(); {work} {PAINTED} return performance.now() - begun; }})()"


TYPE = "input.value = WORDS; input.dispatchEvent(new Event('input'));"
SEARCH = "const input = document.querySelector('input[type=search]');"
HEADING = (
    "[...document.querySelectorAll('th .sort')].find((button) => button.innerText.includes(NAME)).click();"
)
DEEDS: tuple[tuple[str, str], ...] = (
    ("search: first letter, at once", SEARCH + TYPE.replace("WORDS", "'w'")),
    ("search: next letters", SEARCH + TYPE.replace("WORDS", "'winter and sa'")),
    ("search: clear", SEARCH + TYPE.replace("WORDS", "''")),
    ("sort: by a number", HEADING.replace("NAME", "'ear'")),
    ("sort: the other way", HEADING.replace("NAME", "'ear'")),
    ("sort: by a text with accents", HEADING.replace("NAME", "'riter'")),
    ("sort: by what is worked out", HEADING.replace("NAME", "'ge'")),
    ("turn the page", "document.querySelectorAll('nav.pages button')[2].click();"),
    ("jump to the last page", "document.querySelectorAll('nav.pages button')[3].click();"),
    ("scroll to the end", "window.scrollTo(0, document.body.scrollHeight);"),
    ("sort: by a text", HEADING.replace("NAME", "'itle'")),
    (
        "add one record",
        "await homespun.store.put(homespun.store.make('Book', { title: 'new', kind: 'Novel' }));",
    ),
    (
        "change one record",
        "const r = homespun.store.list('Book')[9]; await homespun.store.put({ ...r, values: { ...r.values, year: 1 } });",
    ),
)
LOADED = """(async () => {
    while (homespun.store.loading()) await new Promise((done) => setTimeout(done, 5));
    return performance.now();
})()"""


def measure(tab: Tab, rounds: int) -> dict[str, float]:
    """Return what things take, in milliseconds."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        tab.reload()
        loaded = float(str(tab.run(LOADED)))
        times = tab.run("window.homespunTimes ?? null")
        assert isinstance(times, dict), "the page has not noted its times"
        found.setdefault("first rows on the screen", []).append(float(times["rows"]))
        found.setdefault("all records there", []).append(loaded)
        tab.run("new Promise((done) => setTimeout(done, 400)).then(() => true)")
        for name, work in DEEDS:
            found.setdefault(name, []).append(float(str(tab.run(timed(work)))))
    return {name: median(times) for name, times in found.items()}


NOTE_TIMES = """
new MutationObserver((_, observer) => {
    if (!document.querySelector("tbody tr")) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.homespunTimes = { rows: performance.now() })));
}).observe(document, { childList: true, subtree: true });
"""


def open_filled(browser: Chromium | WebEngine, folder: Path, count: int) -> Tab:
    """Open the app in a store of its own with so many records."""
    folder.mkdir()
    (folder / "app.blueprint").write_text(BLUEPRINT, encoding="utf-8")
    write(read_app(BLUEPRINT), folder)
    tab = browser.open(folder, "", width=1280, height=900, dark=False, still=True, scripts=[NOTE_TIMES])
    tab.settle()
    for start in range(0, count, 20_000):
        tab.run(FILL.replace("COUNT", str(min(20_000, count - start))))
    return tab


def main() -> int:
    """Measure both sizes and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("chromium", "webengine"), default="chromium")
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        Path(place, "profile").mkdir()
        browser = (Chromium if options.engine == "chromium" else WebEngine)(Path(place, "profile"))
        try:
            results = []
            for count in (options.few, options.many):
                tab = open_filled(browser, Path(place, f"app{count}"), count)
                results.append(measure(tab, options.rounds))
                tab.close()
        finally:
            browser.close()
    few, many = results
    print(f"{options.engine}: milliseconds until it is on the screen, median of {options.rounds}")
    print(f"{'':32}{options.few:>12,}{options.many:>12,}{'ratio':>9}")
    for name, time in few.items():
        print(f"{name:32}{time:>12.1f}{many[name]:>12.1f}{many[name] / max(time, 0.1):>9.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
