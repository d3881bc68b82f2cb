"""Whole apps written by hand, each with the phrases it is known by: the part of memory that is not records.

Tools, timers, quizzes, games and sites are not put together from fields; they are remembered whole and
adapted. `models/data/apps/*.txt` holds them, one after the other:

    === pomodoro timer | timer
    ? pomodoro timer
    ? focus timer with breaks for studying
    app "Focus Time"
      …

A line `=== topic | kind` begins an app, lines with `?` are what people say who want it, the rest is its
blueprint. Kinds are those of `tags.KINDS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.spindle.tags import KINDS

FOLDER = Path(__file__).parent / "apps"
_HEAD = re.compile(r"=== (?P<topic>[^|\n]+?) \| (?P<kind>\w+)")


@dataclass(frozen=True, slots=True)
class WholeApp:
    """An app to remember: its topic, its kind, what people say who want it, and its blueprint as text."""

    topic: str
    kind: str
    phrases: tuple[str, ...]
    blueprint: str
    where: str


def whole_apps(folder: Path = FOLDER) -> tuple[WholeApp, ...]:
    """Return all of them, by file name and place.

    Raises:
        ValueError: If a file is not of the form above.
    """
    found: list[WholeApp] = []
    for path in sorted(folder.glob("*.txt")):
        found.extend(_read(path.read_text("utf-8"), path.name))
    return tuple(found)


def _read(text: str, file: str) -> list[WholeApp]:
    apps = []
    for part in re.split(r"(?m)^(?==== )", text):
        if not part.strip() or part.startswith("#"):
            continue
        head, *lines = part.rstrip().split("\n")
        match = _HEAD.fullmatch(head.strip())
        if match is None or match["kind"] not in KINDS:
            raise ValueError(f"{file}: {head!r} is not `=== topic | kind`")
        phrases = tuple(line[1:].strip() for line in lines if line.startswith("?"))
        blueprint = "\n".join(line for line in lines if not line.startswith("?")).strip() + "\n"
        apps.append(WholeApp(match["topic"], match["kind"], phrases, blueprint, f"{file}: {match['topic']}"))
    return apps
