"""What is different between two versions, in words and by file."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from history_apps import PRICED, RENAMED, change, write

from desktop.blueprint import read
from desktop.blueprint.edits import Statement, edit, parse_script
from desktop.history import History, compare
from desktop.history.telling import tell
from desktop.messages import say

TEXT = """\
app "Shed"

entity Tool
  name: text
  kind: choice Saw | Rake
  sample "A", Saw

page Tools
  table of Tool showing name; search
  text "Hello"

page About
  text "Words"
"""
SCRIPTS = {
    'set name "Hut"': 'The app\'s name is now "Hut".',
    "clear accent": "",
    "add entity Box": "There is a new entity: Box.",
    "remove page About": "The page About is gone.",
    "rename entity Tool to Thing": "The entity Tool is now called Thing.",
    "move page About first": "The page About comes first now.",
    PRICED: "Tool has this new: price: money",
    "in Tool: rename name to title": "In Tool, name is now called title.",
    "in Tool: remove name": "In Tool, name is gone.",
    "in Tool: move name last": "In Tool, name comes last now.",
    "in Tool: move kind before name": "In Tool, kind comes before name now.",
    "on Tools: move text after table": "On the page Tools, “text” comes after table now.",
    "in Tool: remove samples": "Tool has no examples any more.",
    "in Tool: add option Axe to kind": "In Tool, kind can now be Axe.",
    "in Tool: remove option Saw from kind": "In Tool, kind can no longer be Saw.",
    "in Tool: rename option Saw of kind to Handsaw": "In Tool, the choice Saw of kind is now called Handsaw.",
    'on Tools: add text "More"': 'The page Tools has this new: text "More"',
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_statements_are_told(script: str) -> None:
    """Each as one sentence, with the person's own names."""
    app = read(TEXT).app
    assert app is not None
    (statement,) = parse_script(script, app).script
    assert tell(statement) == SCRIPTS[script] or not SCRIPTS[script]


def test_every_statement_of_the_language_is_told() -> None:
    """Whatever can be different has a sentence; a new statement needs one."""
    source = Path(__file__).parents[3].joinpath("desktop/history/telling.py").read_text(encoding="utf-8")
    assert [
        each.__name__
        for each in get_args(Statement)
        if f"case {each.__name__}(" not in source and f"| {each.__name__}" not in source
    ] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write(tmp_path / "app").folder
    change(folder, RENAMED)
    change(folder, PRICED)
    return folder


def test_two_versions_are_compared_in_words_and_by_file(folder: Path) -> None:
    """The words tell of the app, the script makes the one of the other, the files are there line by line."""
    history = History(folder)
    found = compare(history, history.version(1), history.version(3))
    assert set(found.words) == {"Tool has this new: price: money", "In Tool, lent is now called given."}
    old, new = (read(history.blueprint_of(history.version(number))).app for number in (1, 3))
    assert old is not None
    assert edit(old, found.script).app == new
    blueprint = found.files[0]
    assert (blueprint.path, blueprint.kind, blueprint.added, blueprint.removed) == (
        "app.blueprint",
        "changed",
        2,
        1,
    )
    assert "+  price: money" in blueprint.diff.splitlines()
    assert {each.path for each in found.files} == {"app.blueprint", "app.js", "homespun.json"}


def test_a_version_is_the_same_as_itself(folder: Path) -> None:
    """Then there is one sentence, and no file."""
    version = History(folder).version(1)
    found = compare(History(folder), version, version)
    assert (found.words, found.script, found.files) == ((say("history.words_same"),), "", ())


def test_what_no_words_can_tell_is_shown_by_the_files(folder: Path) -> None:
    """A blueprint that cannot be read, a file that is no text, a file that is new, one that is very long."""
    (folder / "app.blueprint").write_bytes(b"\xff\xfe")
    (folder / "custom").mkdir()
    (folder / "custom" / "picture.png").write_bytes(b"\x89PNG\xff")
    (folder / "custom" / "long.html").write_text("line\n" * 6000)
    history = History(folder)
    from desktop.history import Happened
    from desktop.workspace import Project

    history.record(Project(folder, "", None), Happened("edited"))
    found = compare(history, history.version(3), history.version(4))
    assert found.words == (say("history.words_unsound"),)
    kinds = {each.path: (each.kind, each.diff) for each in found.files}
    assert kinds == {
        "app.blueprint": ("changed", ""),
        "custom/picture.png": ("added", ""),
        "custom/long.html": ("added", ""),
    }
