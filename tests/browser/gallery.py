"""Renders every example to pictures for people to look at: each page, wide and narrow, light and dark.

    python run.py gallery OUT              all of resources/examples
    python run.py gallery OUT chalk-dust   some of them

`OUT/index.html` shows them all. An app whose theme says `light` or `dark` looks the same whatever the system
prefers, so it is taken once. The clock stands still at a moment that the samples were written for.
"""

from __future__ import annotations

import html
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from chromium_pipe import Chromium, find_chromium
from chromium_tab import ChromiumTab
from opener import read_app, show
from sample_files import ROOT, name_of, walk
from signing_in import begin, sign_out

from desktop.compiler.theme import choose_palettes

EXAMPLES = ROOT / "resources" / "examples"
MOMENT = "2026-11-21 10:30"
WIDTHS = {1280: 800, 390: 844}
TALLEST = 12_000
"""Highest picture, in pixels; what is below is cut off."""

_HEIGHT = "document.documentElement.scrollHeight"
_DOOR = "document.querySelector('.people-door') !== null"
_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The examples</title>
<style>
  body { margin: 2rem; background: #888; color: #fff; font: 1rem/1.5 system-ui, sans-serif; }
  div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  figure { flex: none; margin: 0; }
  img { display: block; max-height: 40rem; }
</style>
"""


def main(arguments: list[str]) -> int:
    """Render the examples that are named, or all; return an exit code."""
    known = {path.stem: path for path in sorted(EXAMPLES.glob("*.blueprint"))}
    if not arguments or not set(arguments[1:]) <= set(known):
        print(f"usage: python run.py gallery OUT [{'|'.join(known)} …]", file=sys.stderr)
        return 2
    if find_chromium() is None:
        print("The pictures are taken with Chromium, and there is none here.", file=sys.stderr)
        return 1
    out = Path(arguments[0])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        browser = Chromium(Path(place) / "profile")
        try:
            for name in arguments[1:] or known:
                pictures = list(render(browser, known[name], out, Path(place) / name))
                print(f"{name}: {len(pictures)} pictures", file=sys.stderr)
        finally:
            browser.close()
    write_index(out)
    print(out / "index.html")
    return 0


def render(browser: Chromium, example: Path, out: Path, folder: Path) -> Iterator[Path]:
    """Take the pictures of one example.

    Args:
        browser: Takes them.
        example: The blueprint.
        out: Where they go, into a folder with the example's name.
        folder: Where the app may be compiled to.
    """
    pictures = out / name_of(example)
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    tab = show(browser, example, folder, clock=MOMENT, seed=7, still=True)
    assert isinstance(tab, ChromiumTab)
    if has_door := bool(tab.run(_DOOR)):
        begin(tab, first_person(example))
    for width, height in WIDTHS.items():
        tab.resize(width, height)
        tab.reload()
        for number, page in enumerate(walk(tab), start=1):
            name = f"{number:02}-{page.removeprefix('#/') or 'page'}-{width}"
            yield from _take(tab, pictures / name, width, moods(example))
    if has_door:
        sign_out(tab)
        yield from _take(tab, pictures / f"00-door-{width}", width, moods(example))
    tab.close()


def moods(example: Path) -> tuple[bool, ...]:
    """Return for which wishes of the system, dark or not, an example looks different."""
    scheme = choose_palettes(read_app(example).theme).scheme
    return (False, True) if scheme == "light dark" else (scheme == "dark",)


def first_person(example: Path) -> str:
    """Return who looks after an app with accounts: the first of its sample people, or anybody."""
    people = [entity for entity in read_app(example).entities if entity.name == "Person"]
    names = [sample.values[0] for entity in people for sample in entity.samples]
    return next((name for name in names if name), "Ada")


def _take(tab: ChromiumTab, path: Path, width: int, darks: tuple[bool, ...]) -> Iterator[Path]:
    """Take what is shown from top to bottom, once for each wish."""
    for dark in darks:
        tab.prefer(dark=dark, still=True)
        tab.resize(width, WIDTHS[width])
        tab.resize(width, min(max(WIDTHS[width], int(str(tab.run(_HEIGHT)))), TALLEST))
        tab.run("{ document.activeElement.blur(); scrollTo(0, 0); }")
        picture = path.with_name(f"{path.name}-{'dark' if dark else 'light'}.png")
        tab.screenshot(picture)
        yield picture


def write_index(out: Path) -> None:
    """Write a page that shows all pictures that lie there, example by example."""
    lines = [_HEAD]
    for folder in sorted(path for path in out.iterdir() if path.is_dir()):
        lines.append(f"<h2>{html.escape(folder.name)}</h2>\n<div>\n")
        for picture in sorted(folder.glob("*.png")):
            address = html.escape(f"{folder.name}/{picture.name}", quote=True)
            words = html.escape(picture.stem)
            image = f'<a href="{address}"><img src="{address}" alt="{words}" loading="lazy"></a>'
            lines.append(f"  <figure>{image}<figcaption>{words}</figcaption></figure>\n")
        lines.append("</div>\n")
    (out / "index.html").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
