"""What the documents say can be done, done: each command in its order, each link, each picture."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.version import PROGRAM_VERSION

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = tuple(sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))))
NOT_RUN = {
    "": "opens the window; tests/gui does",
    "test": "this is it",
    "open": "opens the window; tests/gui does",
    "gallery": "minutes of Chromium; tests/browser has its parts",
    "screens": "minutes of pictures; tests/gui has its parts",
    "bench": "minutes; tests/model has its parts",
    "train": "hours; tests/model runs the whole way in small",
    "ship": "half a gigabyte and minutes; tests/shipping has its parts, shipping/trials the rest",
    "serve-model": "needs a model by others; tests/unit/cli does",
    "section": "needs a model by others; tests/unit/cli does",
    "models get": "needs the hub; tests/unit/hub does",
    "--by": "needs a model by others; tests/unit/cli does",
}
"""What is not run here, and where it is tried instead."""


def commands(document: Path) -> list[list[str]]:
    """The words behind `python run.py` or `homespun` of every command that stands in a fence, in order."""
    fences = re.findall(r"^```(?:sh)?\n(.*?)^```", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = (line for fence in fences for line in fence.splitlines())
    # Behind two blanks stands what it does.
    told = (re.match(r"(?:\S+=\S+ )?(?:python run\.py|homespun)\b(.*?)(?:   .*)?$", line) for line in lines)
    return [shlex.split(found[1]) for found in told if found]


def reason(words: list[str]) -> str | None:
    """Why a command is not run here; None for one that is."""
    keys = (
        words[0] if words else "",
        " ".join(words[:2]),
        *(word for word in words if word.startswith("--by")),
    )
    return next((NOT_RUN[key] for key in keys if key in NOT_RUN), None)


def test_there_are_documents_and_commands():
    """Else the tests below would say nothing."""
    assert {"README.md", "administrators.md", "teachers.md", "CHANGELOG.md"} <= {
        path.name for path in DOCUMENTS
    }
    assert sum(reason(words) is None for words in commands(ROOT / "README.md")) >= 10


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_does_what_it_is_there_for(document, tmp_path):
    """One after the other in one empty folder, as somebody would who reads on."""
    places = {f"HOMESPUN_{name}": str(tmp_path / name) for name in ("APPS", "SETTINGS", "CACHE", "MODELS")}
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    here = tmp_path / "here"
    here.mkdir()
    for words in commands(document):
        if reason(words) is None:
            command = [sys.executable, "-P", "-m", "desktop", *words]
            done = subprocess.run(
                command, cwd=here, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{shlex.join(words)}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document):
    """Files and pictures that a document points at are there."""
    for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_version_is_todays(document):
    """A name of a package in a text is the name that it has."""
    text = document.read_text(encoding="utf-8")
    for version in re.findall(r"homespun[-_](\d+\.\d+\.\d+)", text):
        assert version == PROGRAM_VERSION
