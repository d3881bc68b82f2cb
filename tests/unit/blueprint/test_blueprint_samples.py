"""Whole blueprints from very different lives: a folder is a test.

`good/<name>/` holds `input.blueprint` and the plain tree it must give, `problems/<name>/` a blueprint
and the problems it must have. After a change that is meant, run with `HOMESPUN_REWRITE=1` and read
the diff.
"""

import json
import os
from pathlib import Path

import pytest

from desktop.blueprint import parse, print_app, read, to_plain

SAMPLES = Path(__file__).parents[2] / "samples" / "language"
GOOD = sorted((SAMPLES / "good").iterdir())
PROBLEMS = sorted((SAMPLES / "problems").iterdir())


def _name(folder: Path) -> str:
    return folder.name


def _text(folder: Path) -> str:
    return (folder / "input.blueprint").read_text(encoding="utf-8")


def _expected(path: Path, found: object) -> object:
    if os.environ.get("HOMESPUN_REWRITE") == "1":
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", GOOD, ids=_name)
def test_a_good_blueprint_gives_its_plain_tree(folder: Path):
    """It reads without a word, and says what it says."""
    reading = read(_text(folder))
    assert reading.diagnostics == ()
    assert reading.app is not None
    found = to_plain(reading.app)
    assert found == _expected(folder / "plain.json", found)


@pytest.mark.parametrize("folder", GOOD, ids=_name)
def test_a_good_blueprint_is_canonical_and_stable(folder: Path):
    """The samples are written as the printer writes, so printing changes not a letter."""
    text = _text(folder)
    app = parse(text).app
    assert app is not None
    assert print_app(app) == text
    assert parse(print_app(app)).app == app


@pytest.mark.parametrize("folder", PROBLEMS, ids=_name)
def test_a_bad_blueprint_has_its_problems(folder: Path):
    """Code, place, sentence and hint of every problem, in the order of the text."""
    found = [
        {
            "code": each.code,
            "line": each.span.line,
            "marked": each.line_text[each.span.start : each.span.end],
            "severity": each.severity,
            "message": each.message,
            "hint": each.hint,
        }
        for each in read(_text(folder)).diagnostics
    ]
    assert found
    assert found == _expected(folder / "problems.json", found)
