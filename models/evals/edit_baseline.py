"""The baseline for edits: no model, only the words that nearly everybody uses, and the names in the app.

Its readings go through the very code that carries out the reader's, so the difference is what the reader is
worth.
"""

from __future__ import annotations

import re

import numpy as np

from desktop.blueprint.nodes import App
from desktop.spindle.colours import css_colour
from desktop.spindle.editing.finding import find
from desktop.spindle.editing.things import things_of
from desktop.spindle.reading import Ask, Mark, Reading
from desktop.spindle.tags import VIEW_TAGS

_WORDS: tuple[tuple[str, str], ...] = (
    ("undo", r"\bundo\b|\bgo back\b"),
    ("rename", r"\brenam\w*|\bcall (?:it|the)\b|\binstead of\b"),
    ("remove", r"\b(?:remove|delete|drop|get rid of|take away|without)\b"),
    ("sort", r"\b(?:sort|order|newest|oldest|alphabetical\w*)\b"),
    ("filter", r"\bfilter\b"),
    ("search", r"\bsearch\b"),
    ("hide", r"\bhide\b"),
    ("move", r"\b(?:move|put .* (?:first|last|top|bottom))\b"),
    ("require", r"\b(?:required|mandatory|must be filled)\b"),
    ("style", r"\b(?:colou?r|dark|light|font|background)\b"),
    ("view", r"\b(?:as|into) (?:cards|a table|a list|a board|a calendar)\b"),
    ("set", r"\b\d+ (?:minutes|seconds|rounds|levels|lives)\b"),
    ("add", r"\b(?:add|also|need|want|new|include)\b"),
)


def read_by_keywords(request: str, app: App) -> Reading:
    """A reading of a request without any model."""
    asks = []
    for match in re.finditer(r"[^.;\n]+", request):
        part = match[0]
        operation = next((op for op, words in _WORDS if re.search(words, part, re.I)), "none")
        marks = _marks(part, match.start(), operation, app)
        asks.append(Ask(operation, match.start(), match.end(), 1.0, tuple(marks)))
    marks = tuple(mark for ask in asks for mark in ask.marks)
    return Reading(request, "edit", 1.0, marks, np.zeros(1, np.float32), tuple(asks))


def _marks(part: str, start: int, operation: str, app: App) -> list[Mark]:
    found: list[Mark] = []

    def mark(tag: str, match: re.Match[str], group: int = 0, type_: str = "") -> None:
        found.append(
            Mark(tag, match[group], start + match.start(group), start + match.end(group), 1.0, type_)
        )

    if operation == "add":
        for tag in VIEW_TAGS:
            if match := re.search(rf"\b{tag[2:]}s?\b", part, re.I):
                mark(tag, match)
        added = re.search(
            r"(?i)\b(?:add|include|need|want)(?: also)?(?: an?| the)? ([a-z]+(?: [a-z]+)?)", part
        )
        if added and not found:
            type_ = "date" if "date" in added[1].lower() else "text"
            mark("f", added, 1, type_)
    elif operation == "style":
        for match in re.finditer(r"(?i)[a-z]{3,}", part):
            if css_colour(match[0].lower()):
                mark("bg" if "background" in part.lower() else "accent", match)
        if match := re.search(r"\bdark\b", part, re.I):
            mark("dark", match)
    elif operation == "rename":
        if match := re.search(r"(?i)\b(?:rename|call) (?:the )?(.+?) (?:to|into|as) (.+)$", part):
            mark("old", match, 1)
            mark("new", match, 2)
    else:
        for length in (3, 2, 1):
            for match in re.finditer(rf"(?=\b(\w+(?: \w+){{{length - 1}}})\b)", part):
                thing = find(match[1], things_of(app), least=0.95)
                if thing is not None and thing.kind not in ("app", "about"):
                    mark("by" if operation in ("sort", "filter") else "old", match, 1)
                    return found
    return found
