"""A browser for all tests of this folder, and the way in which they open an app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_opener import Opener
from chromium_pipe import Chromium
from chromium_tab import Tab
from sample_apps import write

from desktop.blueprint.nodes import App


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    chromium = Chromium(tmp_path_factory.mktemp("profile"))
    yield chromium
    chromium.close()


@pytest.fixture
def open_app(browser: Chromium, tmp_path: Path) -> Iterator[Opener]:
    """Open an app; afterwards nothing may have been complained of or asked of the network."""
    tabs: list[Tab] = []

    def opener(app: App, page: str = "", **settings: object) -> Tab:
        address = write(app, tmp_path / "app")
        tabs.append(browser.open(f"{address}#/{page}", **settings))  # type: ignore[arg-type]
        return tabs[-1]

    yield opener
    for tab in tabs:
        assert tab.complaints() == []
        assert tab.requests() == []
        tab.close()
