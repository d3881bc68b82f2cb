"""One app in two windows: whoever signs out in one is signed out in the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium_pipe import Chromium
from opener import SAMPLES, Opener
from second_window import second_window
from signing_in import begin, sign_out
from webengine_tab import WebEngine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which the app is opened."""
    place = tmp_path / "app"
    place.mkdir()
    return place


def test_signing_out_closes_every_window(
    open_app: Opener, browser: Chromium | WebEngine, folder: Path
) -> None:
    """What the other window showed is gone, and nothing can be written there."""
    text = (SAMPLES / "people" / "diaries.blueprint").read_text(encoding="utf-8")
    (folder / "app.blueprint").write_text(text, encoding="utf-8")  # beside it, the window keeps its records
    tab = open_app(text)
    begin(tab, "Ada")
    other = second_window(tab, browser, folder)
    other.settle()
    assert other.text(".person-name") == "Ada"
    sign_out(tab)
    other.wait("document.querySelector('.people-card') !== null")
    assert "Diary" not in other.text("body").replace("A diary", "").replace("Class Diaries", "")
    if isinstance(browser, WebEngine):
        other.close()
