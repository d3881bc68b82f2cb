"""Every sentence that the source names exists, fits its facts, is named somewhere, and is translated truly.

The catalogue of diagnostics has a shape of its own and is checked by the tests of `blueprint`.
"""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

from desktop.messages import languages

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = ROOT / "resources" / "messages"
CATALOGUES = MESSAGES / "en"
FORMS = {"one", "other"}
ERRORS = {
    "HomespunError",
    "RequestError",
    "BlueprintError",
    "FolderError",
    "ParcelError",
    "ModelError",
    "HubError",
    "UpdateError",
    "AnswerError",
    "EngineError",
    "Cancelled",
}
OWN_SHAPE = {"diagnostics"}


def sentences_of(language: str) -> dict[str, str | dict[str, str]]:
    """Every entry of a language's catalogues, by its key."""
    return {
        f"{path.stem}.{key}": text
        for path in sorted((MESSAGES / language).glob("*.toml"))
        if path.stem not in OWN_SHAPE
        for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


SENTENCES = sentences_of("en")
TRANSLATED = [
    (code, key, text) for code, _ in languages() if code != "en" for key, text in sentences_of(code).items()
]
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


def forms_of(entry: str | dict[str, str]) -> list[str]:
    """An entry's texts: one, or one for each form of number."""
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def braces_of(entry: str | dict[str, str]) -> set[str]:
    """The facts that an entry names, in whichever of its forms."""
    return {
        name
        for text in forms_of(entry)
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_sentences_are_templates(key):
    """Every sentence can be filled in: its braces name facts, and nothing else is in them."""
    assert all(re.fullmatch(r"[a-z_0-9]+", name) for name in braces_of(SENTENCES[key]))


@pytest.mark.parametrize("key", sorted(key for key, entry in SENTENCES.items() if isinstance(entry, dict)))
def test_numbers_have_both_forms(key):
    """A sentence with forms has both, and names the number that decides."""
    assert set(SENTENCES[key]) == FORMS
    assert "count" in braces_of(SENTENCES[key])


@pytest.mark.parametrize(
    ("code", "key", "text"), TRANSLATED, ids=[f"{code} {key}" for code, key, _ in TRANSLATED]
)
def test_translations_are_true(code, key, text):
    """A translated sentence exists in English too, and names the same facts, with forms where English has them."""
    assert key in SENTENCES
    assert braces_of(text) == braces_of(SENTENCES[key])
    assert isinstance(text, dict) == isinstance(SENTENCES[key], dict)
    if isinstance(text, dict):
        assert set(text) == ({"other"} if code == "zh" else FORMS)
