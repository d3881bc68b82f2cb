"""An edit script changes what it names and what follows from it, and nothing else: a folder is a test.

`tests/samples/edits/<name>/` holds `before.blueprint`, `change.edits`, `after.blueprint`, and `follows.txt`
where something follows. After a change that is meant, run with `HOMESPUN_REWRITE=1` and read the diff.
"""

import os
from pathlib import Path

import pytest

from desktop.blueprint import parse, print_app, read
from desktop.blueprint.edits import apply_script, edit, parse_script, print_script

SAMPLES = Path(__file__).parents[2] / "samples" / "edits"
FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())


def _same(path: Path, found: str) -> None:
    if os.environ.get("HOMESPUN_REWRITE") == "1" and (found or path.exists()):
        path.write_text(found, encoding="utf-8")
    assert found == (path.read_text(encoding="utf-8") if path.exists() else "")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request) -> Path:
    return request.param


def _before(folder: Path):
    own = folder / "before.blueprint"
    text = (own if own.exists() else SAMPLES / "before.blueprint").read_text(encoding="utf-8")
    reading = read(text)
    assert reading.diagnostics == ()
    return reading.app


def test_a_script_gives_its_app(folder: Path):
    """The blueprint after it, and what followed."""
    applied = edit(_before(folder), (folder / "change.edits").read_text(encoding="utf-8"))
    assert [each for each in applied.diagnostics if each.severity == "error"] == []
    _same(folder / "after.blueprint", print_app(applied.app))
    lines = (f"{each.kind}: {each.name} | {each.where} | {each.section}\n" for each in applied.consequences)
    _same(folder / "follows.txt", "".join(lines))


def test_the_result_is_what_its_text_says(folder: Path):
    """Printing and reading the changed app changes nothing."""
    app = edit(_before(folder), (folder / "change.edits").read_text(encoding="utf-8")).app
    assert parse(print_app(app)).app == app


def test_samples_are_canonical(folder: Path):
    """They are written as the printer writes, and reading what is printed gives the same statements."""
    text = (folder / "change.edits").read_text(encoding="utf-8")
    script = parse_script(text, _before(folder)).script
    assert print_script(script) == text
    assert apply_script(_before(folder), script).app == edit(_before(folder), text).app
