"""axe-core finds nothing serious in any sample or example: every page, light and dark, wide and narrow.

To keep this under two minutes each page is looked at twice, not eight times: light at 1280 px and dark
at 390 px. Left out: the two other combinations (colours do not depend on the width, nor does what is
shown depend on the colours), dialogs (the tests of each family open them), and QtWebEngine, which is
the same engine and would find the same.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe import complaints_of_axe
from chromium_pipe import Chromium
from chromium_tab import ChromiumTab
from opener import show
from sample_files import every_sample, walk

Look = Callable[[Path | str], ChromiumTab]

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("axe_playwright_python") is None, reason="no axe here: run.py test installs it"
)


@pytest.fixture
def look(chromium: Chromium, tmp_path: Path) -> Iterator[Look]:
    tabs: list[ChromiumTab] = []

    def open_still(app: Path | str) -> ChromiumTab:
        tab = show(chromium, app, tmp_path / "app", still=True)
        assert isinstance(tab, ChromiumTab)
        tabs.append(tab)
        return tab

    yield open_still
    for tab in tabs:
        tab.close()


@every_sample
def test_axe_finds_nothing_serious(look: Look, sample: Path) -> None:
    tab = look(sample)
    found = []
    for width, dark in ((1280, False), (390, True)):
        tab.resize(width)
        tab.prefer(dark=dark, still=True)
        for page in walk(tab):
            found += [f"{page} {width} {'dark' if dark else 'light'} {one}" for one in complaints_of_axe(tab)]
    assert found == []


def test_axe_would_find_something(look: Look) -> None:
    tab = look('app "Plain"\n\npage Home\n  text "Hello."\n')
    tab.run("{ document.querySelector('main').append(document.createElement('input')); }")
    assert any("label" in one for one in complaints_of_axe(tab))
