"""Two versions in, what is different out: as sentences about the app, and line by line in its files."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from desktop.blueprint import read
from desktop.blueprint.edits import diff, print_script
from desktop.blueprint.nodes import App
from desktop.errors import HistoryError
from desktop.history.history import History
from desktop.history.telling import tell
from desktop.history.version import Version
from desktop.messages import say

_MOST_LINES = 5000
"""Longer files are not compared line by line: that takes time with the square of their length."""
_CONTEXT_LINES = 3


@dataclass(frozen=True, slots=True)
class FileChange:
    """What is different in one file.

    Attributes:
        path: With `/`.
        kind: `added`, `removed` or `changed`.
        added, removed: How many lines came and went; 0 for a file that is no text, or very long.
        diff: In the unified form of `diff -u`, "" for those.
    """

    path: str
    kind: str
    added: int
    removed: int
    diff: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in a later version.

    Attributes:
        older, newer: The versions, in the order in which they were named.
        words: A sentence for each difference of the app, or one that says why there is none.
        script: The edit script that makes the one of the other; "" if there is none.
        files: The files that differ, the blueprint first.
    """

    older: Version
    newer: Version
    words: tuple[str, ...]
    script: str
    files: tuple[FileChange, ...]


def compare(history: History, older: Version, newer: Version) -> Comparison:
    """Compare two versions of a project.

    Raises:
        HistoryError: The history is damaged or cannot be read.
    """
    words, script = _words(_app(history, older), _app(history, newer))
    old, new = history.files_of(older), history.files_of(newer)
    paths = sorted({*old, *new}, key=lambda path: (path != "app.blueprint", path))
    changed = (_file(path, old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path))
    return Comparison(older, newer, words, script, tuple(changed))


def _app(history: History, version: Version) -> App | None:
    try:
        return read(history.blueprint_of(version)).app
    except HistoryError as problem:
        if problem.key != "history_unsound":
            raise
        return None


def _words(old: App | None, new: App | None) -> tuple[tuple[str, ...], str]:
    if old is None or new is None:
        return (say("history.words_unsound"),), ""
    try:
        script = diff(old, new)
    except ValueError:
        return (say("history.words_none"),), ""
    if not script:
        return (say("history.words_same"),), ""
    return tuple(tell(statement) for statement in script), print_script(script)


def _file(path: str, old: bytes | None, new: bytes | None) -> FileChange:
    kind = "added" if old is None else "removed" if new is None else "changed"
    before, after = _lines(old), _lines(new)
    if before is None or after is None:
        return FileChange(path, kind, 0, 0, "")
    lines = list(difflib.unified_diff(before, after, path, path, lineterm="", n=_CONTEXT_LINES))
    added = sum(line.startswith("+") for line in lines[2:])
    removed = sum(line.startswith("-") for line in lines[2:])
    return FileChange(path, kind, added, removed, "\n".join(lines))


def _lines(content: bytes | None) -> list[str] | None:
    """The lines of a text; None for one that cannot be compared by lines."""
    try:
        lines = (content or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return None
    return lines if len(lines) <= _MOST_LINES else None
