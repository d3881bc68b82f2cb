"""Two browsers for all tests of this folder, and the way in which they open an app."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium_pipe import NAMES, Chromium, find_chromium
from opener import Opener, show
from tab import Tab
from webengine_tab import WebEngine

from desktop.blueprint.nodes import App

ENGINES = ("chromium", "webengine")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    if find_chromium() is None:
        pytest.skip(f"no Chromium here: none of {', '.join(NAMES)}")
    browser = Chromium(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def webengine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebEngine]:
    if importlib.util.find_spec("PySide6") is None:
        pytest.skip("no QtWebEngine here: PySide6 is not installed")
    browser = WebEngine(tmp_path_factory.mktemp("webengine"))
    yield browser
    browser.close()


@pytest.fixture(params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Chromium | WebEngine:
    """One browser after the other; only the one asked for is started."""
    found: Chromium | WebEngine = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def open_app(browser: Chromium | WebEngine, tmp_path: Path) -> Iterator[Opener]:
    """Open an app; afterwards nothing may have been complained of or asked of the network."""
    tabs: list[Tab] = []

    def opener(app: App | str | Path, page: str = "", **settings: object) -> Tab:
        tabs.append(show(browser, app, tmp_path / "app", page, **settings))  # type: ignore[arg-type]
        return tabs[-1]

    yield opener
    said = [words for tab in tabs for words in tab.console]
    asked = [address for tab in tabs for address in tab.requests]
    for tab in tabs:
        tab.close()
    assert (said, asked) == ([], [])
