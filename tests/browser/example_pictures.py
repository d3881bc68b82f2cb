"""Takes the small pictures of the example apps that the start screen shows: the first page of each.

    python tests/browser/example_pictures.py              all of resources/examples
    python tests/browser/example_pictures.py chalk-dust   some of them

They lie in `resources/examples/pictures` and are taken again when an example or the look of apps changes. The
clock stands still at the moment that the samples were written for (see `gallery.py`).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from chromium_pipe import Chromium, find_chromium
from chromium_tab import ChromiumTab
from gallery import EXAMPLES, MOMENT, first_person
from opener import read_app, show
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from signing_in import begin

PICTURES = EXAMPLES / "pictures"
WINDOW_PX = (1000, 625)
PICTURE_PX = QSize(480, 300)
MOST_BYTES = 25_000
_QUALITIES = range(92, 40, -4)


def main(names: list[str]) -> int:
    """Take the pictures of the examples that are named, or of all; return an exit code."""
    known = {path.stem: path for path in sorted(EXAMPLES.glob("*.blueprint"))}
    if not set(names) <= set(known):
        print(f"usage: python {Path(__file__).name} [{'|'.join(known)} …]", file=sys.stderr)
        return 2
    if find_chromium() is None:
        print("The pictures are taken with Chromium, and there is none here.", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        browser = Chromium(Path(place) / "profile")
        try:
            for name in names or known:
                whole = Path(place) / f"{name}.png"
                take(browser, known[name], whole, Path(place) / name)
                size = write_small(whole, PICTURES / f"{name}.jpg")
                print(f"{name}: {size} bytes", file=sys.stderr)
        finally:
            browser.close()
    return 0


def take(browser: Chromium, example: Path, picture: Path, folder: Path) -> None:
    """Take a picture of an example's first page, compiled into `folder`."""
    tab = show(browser, example, folder, clock=MOMENT, seed=7, still=True)
    assert isinstance(tab, ChromiumTab)
    if read_app(example).roles:
        begin(tab, first_person(example))
    tab.resize(*WINDOW_PX)
    tab.reload()
    tab.run("{ document.activeElement.blur(); scrollTo(0, 0); }")
    tab.screenshot(picture)
    tab.close()


def write_small(whole: Path, small: Path) -> int:
    """Write a picture in the size of the start screen's cards, as well as `MOST_BYTES` allow; return its size.

    Raises:
        ValueError: It is too large however it is written.
    """
    image = QImage(str(whole)).scaled(
        PICTURE_PX, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    cut = image.copy(0, 0, PICTURE_PX.width(), PICTURE_PX.height())
    for quality in _QUALITIES:
        cut.save(str(small), "jpg", quality)
        if small.stat().st_size <= MOST_BYTES:
            return small.stat().st_size
    raise ValueError(f"{small.name} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
