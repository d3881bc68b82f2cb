"""Numbers and places in the documents, held against what they are taken from."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from desktop import paths, settings
from desktop.blueprint.blocks import BLOCKS
from desktop.cli.processor import VARIANTS
from desktop.engine.prefix_store import Prefixes
from desktop.ledger import LEDGER_FILE
from desktop.messages import languages
from desktop.shell.crash_reports import KEPT
from shipping.documents import ROOT, read_document

MB = 1_000_000
WORDS = {6: "six", 7: "seven", 12: "twelve", 14: "fourteen"}


def model_megabytes() -> int:
    """Of all files of Spindle."""
    manifest = json.loads((ROOT / "models" / "spindle" / "manifest.json").read_text(encoding="utf-8"))
    return sum(file["bytes"] for file in manifest["files"]) // MB


def finished_apps() -> str:
    """How many finished apps ship."""
    return WORDS[len(list((ROOT / "resources" / "examples").glob("*.blueprint")))]


def remembered_apps() -> int:
    """How many whole apps Spindle remembers, by its card."""
    found = re.search(
        r"(\d+) of them whole apps", (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    )
    assert found
    return int(found[1])


def prefix_gigabytes() -> int:
    """How much is kept at most of what models by others have read."""
    return Prefixes(Path("prefixes")).most_bytes // 1024**3


def games() -> int:
    """How many games the language has."""
    return len(BLOCKS["game"].variants)


SAID = (
    ("README.md", "{} games", games),
    ("docs/teachers.md", "{} games", games),
    ("docs/guide.md", "are {} apps; open one", finished_apps),
    ("docs/teachers.md", "{} finished apps", finished_apps),
    ("docs/guide.md", "({} MB, …)", model_megabytes),
    ("docs/administrators.md", "({} MB, …)", model_megabytes),
    ("docs/privacy.md", "the last {} |", lambda: KEPT),
    ("docs/privacy.md", "; {} GB at most", prefix_gigabytes),
    ("docs/privacy.md", "`{}`", lambda: LEDGER_FILE),
    ("docs/building.md", "comes in {} variants", lambda: WORDS[len(VARIANTS)]),
    ("CHANGELOG.md", "in {} variants", lambda: WORDS[len(VARIANTS)]),
    ("CHANGELOG.md", "{} whole apps", remembered_apps),
    ("README.md", "{} languages", lambda: WORDS[len(list((ROOT / "resources/messages/app").iterdir()))]),
)
"""(document, what it says, the number in it)."""


@pytest.mark.parametrize(("document", "words", "number"), SAID)
def test_a_number_is_the_one_it_is_taken_from(document, words, number):
    """Whoever changes the one is told of the other."""
    assert words.format(number()) in (ROOT / document).read_text(encoding="utf-8")


def test_the_windows_languages_are_named():
    """Each that the window speaks, by its English name."""
    text = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    english = {
        "en": "English",
        "de": "German",
        "fr": "French",
        "es": "Spanish",
        "pt": "Portuguese",
        "zh": "Chinese",
    }
    spoken = {code for code, _ in languages() if any((ROOT / "resources/messages" / code).glob("*.toml"))}
    assert spoken == set(english)
    assert all(name in text for name in english.values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the table is Linux's")
def test_the_table_of_places_is_true(monkeypatch):
    """Where things are for somebody who has set nothing."""
    text = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    for name in list(os.environ):
        if name.startswith(("HOMESPUN_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", "/home/mia")
    for place in (
        paths.apps_folder(),
        paths.settings_folder(),
        paths.own_models_folder(),
        paths.cache_folder(),
    ):
        assert f"`{str(place).replace('/home/mia', '~')}`" in text


def test_the_variables_are_those_that_are_read():
    """Each that names a place is told, and none that nobody reads."""
    read = set(
        re.findall(r'"(HOMESPUN_[A-Z]+)"', (ROOT / "desktop" / "paths.py").read_text(encoding="utf-8"))
    )
    told = set(
        re.findall(r"HOMESPUN_[A-Z]+", (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8"))
    )
    assert told == read - {"HOMESPUN_MODEL"}  # which is for those who make models


def test_the_settings_for_everybody_are_understood(monkeypatch, tmp_path):
    """Each entry that the example shows comes to mean what stands there."""
    document = read_document(ROOT / "docs" / "administrators.md")
    (example,) = (fence.text for fence in document.fences() if fence.language == "json")
    file = tmp_path / "settings.json"
    file.write_text(example, encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(file))
    monkeypatch.setenv("HOME", "/home/mia")
    wanted = json.loads(example.replace("~/", "/home/mia/"))
    found = json.loads(json.dumps(asdict(settings.defaults())))
    assert {name: found.get(name) for name in wanted} == wanted
    assert found["language"] in dict(languages())


def test_security_names_tests_that_are_there():
    """Each promise is linked with what tries to break it."""
    document = read_document(ROOT / "SECURITY.md")
    tests = [ROOT / link for link in document.links() if link.endswith(".py")]
    assert len(tests) >= 10
    listed = subprocess.run(
        ["git", "ls-files", "tests"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = {Path(line).name for line in listed.stdout.splitlines()}
    assert {test.name for test in tests} <= names
