"""How a test opens an app: compiled into a folder, shown in the browser that the test runs in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

from chromium_pipe import Chromium
from tab import Tab
from webengine_tab import WebEngine

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.compiler import compile_app
from desktop.compiler.slug import slug

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"


class Opener(Protocol):
    """Compiles an app, opens one of its pages, and checks afterwards that nothing went wrong there."""

    def __call__(
        self,
        app: App | str | Path,
        page: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        clock: str = "",
        seed: int | None = None,
        still: bool = False,
    ) -> Tab:
        """Return the opened page; its storage is empty.

        Args:
            app: What to compile, the text of a blueprint, or the path of one (under `tests/samples`
                if it is not absolute); in one test always into the same folder.
            page: The page's name; "" for the first.
            width: Of the window, in CSS pixels.
            height: Of the window, in CSS pixels.
            dark: Whether the system prefers dark.
            clock: The local time, `2026-03-01 09:00`, at which the page's clock stands until
                `tab.advance`; "" for a clock that runs.
            seed: Makes chance the same each time; None leaves it to chance.
            still: Whether the system prefers less motion.
        """


def read_app(app: App | str | Path) -> App:
    """Return the tree of a blueprint that has to be right."""
    if isinstance(app, App):
        return app
    text = (SAMPLES / app).read_text(encoding="utf-8") if isinstance(app, Path) else app
    reading = read(text)
    wrong = [problem for problem in reading.diagnostics if problem.severity == "error"]
    assert not wrong, wrong
    assert reading.app is not None
    return reading.app


def write(app: App, folder: Path) -> None:
    """Compile an app into a folder."""
    for file in compile_app(app).files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")


def early_scripts(clock: str, seed: int | None) -> list[str]:
    """Return what runs in the page before the app does."""
    scripts = []
    for name, value in (("clock", clock.replace(" ", "T") or None), ("seed", seed)):
        if value is not None:
            source = (HERE / f"{name}.js").read_text(encoding="utf-8")
            known = "homespunClockStartsAt" if name == "clock" else "homespunSeed"
            scripts.append(source.replace(known, json.dumps(value)))
    return scripts


def show(
    browser: Chromium | WebEngine,
    app: App | str | Path,
    folder: Path,
    page: str = "",
    *,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    clock: str = "",
    seed: int | None = None,
    still: bool = False,
) -> Tab:
    """Compile an app into a folder and open it; see `Opener`."""
    write(read_app(app), folder)
    address = f"/{slug(page, '')}" if page else ""
    tab = browser.open(
        folder,
        address,
        width=width,
        height=height,
        dark=dark,
        still=still,
        scripts=early_scripts(clock, seed),
    )
    try:
        tab.settle()
    except AssertionError as problem:
        said = tab.console
        tab.close()
        raise AssertionError(f"the app does not start; its console: {said}") from problem
    return tab
