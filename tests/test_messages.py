"""Every sentence that the source names exists, fits its facts, and is named somewhere.

The catalogue of diagnostics has a shape of its own and is checked by the tests of `blueprint`.
"""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "messages" / "en"
ERRORS = {
    "HomespunError",
    "RequestError",
    "BlueprintError",
    "FolderError",
    "ParcelError",
    "ModelError",
    "EngineError",
    "Cancelled",
}
OWN_SHAPE = {"diagnostics"}

SENTENCES = {
    f"{path.stem}.{key}": text
    for path in sorted(CATALOGUES.glob("*.toml"))
    if path.stem not in OWN_SHAPE
    for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
SOURCES = [path for path in sorted((ROOT / "desktop").rglob("*.py")) if "__pycache__" not in path.parts]


def called(node: ast.Call) -> str:
    """The plain name of what is called."""
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def pattern_of(node: ast.expr) -> str | None:
    """A key as a regular expression: exact for a text, with gaps for an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
        return "".join(str(part) for part in parts)
    return None


def named_keys() -> list[tuple[str, str]]:
    """(where, pattern) of every key that a call names."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name, key = called(node), pattern_of(node.args[0])
            where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            if name == "say" and key is not None:
                found.append((where, key))
            elif name in ERRORS and key is not None:
                found.append((where, rf"errors\.{key}"))
    return found


NAMED = named_keys()
WORDS = {
    node.value
    for path in SOURCES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
"""Every text in the source: a key may also reach `say` through a table or a variable."""


@pytest.mark.parametrize(("where", "pattern"), NAMED, ids=[f"{where} {key}" for where, key in NAMED])
def test_named_sentences_exist(where, pattern):
    """A key that the source names is in the catalogue."""
    assert any(re.fullmatch(pattern, key) for key in SENTENCES)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_sentences_are_named(key):
    """A sentence that nobody says any more leaves the catalogue."""
    entry = key.partition(".")[2]
    assert key in WORDS or entry in WORDS or any(re.fullmatch(pattern, key) for _, pattern in NAMED)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_sentences_are_templates(key):
    """Every sentence can be filled in: its braces name facts, and nothing else is in them."""
    names = [name for _, name, _, _ in string.Formatter().parse(SENTENCES[key]) if name is not None]
    assert all(re.fullmatch(r"[a-z_0-9]+", name) for name in names)
