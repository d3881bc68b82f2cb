"""Every blueprint of this project that has to become a good app, and a walk through an app's pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import questions
from signing_in import begin
from tab import Tab

ROOT = Path(__file__).parents[2]
_FOLDERS = (ROOT / "tests" / "samples", ROOT / "resources" / "examples")
_LEFT_OUT = {
    ROOT / "tests" / "samples" / "language" / "problems": "they are meant to be wrong",
    ROOT / "tests" / "samples" / "edits": "an app before or after a change is an app like the others",
}
_LINKS = 'nav a[href^="#/"]'


def sample_files() -> list[Path]:
    """Return the samples of the language, the sample of each block, and the examples."""
    found = [path for folder in _FOLDERS for path in folder.rglob("*.blueprint")]
    return sorted(path for path in found if not _LEFT_OUT.keys() & set(path.parents))


def name_of(path: Path) -> str:
    """Return a short name for a sample, for the names of tests."""
    return path.parent.name if path.stem == "input" else path.stem


every_sample = pytest.mark.parametrize("sample", sample_files(), ids=name_of)
"""Runs a test for each of them; it gets the path as `sample`."""


def walk(tab: Tab) -> Iterator[str]:
    """Go to every page of an open app, and give each one's address while it is shown.

    Where people sign in, the door comes first, as `#`, and then what whoever looks after the app sees.
    """
    if tab.count(".people-card"):
        yield "#"
        begin(tab, "Ada")
    addresses = tab.run(f"[...new Set([...document.querySelectorAll('{_LINKS}')].map((link) => link.hash))]")
    assert isinstance(addresses, list)
    if not addresses:
        yield "#"
    for address in addresses:
        hash_of = json.dumps(address)
        tab.run(f"location.hash = {hash_of}")
        tab.wait(
            f"[...document.querySelectorAll('{_LINKS}[aria-current]')].some((a) => a.hash === {hash_of})"
        )
        tab.run(questions.PAINTED)
        yield str(address)
