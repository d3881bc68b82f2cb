"""Problems in a blueprint are values: what is wrong, where, and what to do about it.

The person's panel, the tests and the model's repair all read the same ones. Their texts live in one
catalogue for each language, such as `resources/messages/en/diagnostics.toml`, where each code has a message,
a hint, and a wrong and a right example; the tests run every example.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from desktop.blueprint.nearest import nearest
from desktop.blueprint.nodes import Span
from desktop.blueprint.vocabulary import MAX_LINE
from desktop.messages import ENGLISH, say, spoken
from desktop.paths import resources_folder

Severity = Literal["error", "warning"]

MAX_PROBLEMS = 500
"""How many problems are reported of one text; a text with more is not a blueprint."""

MAX_FACT = 48
"""Longest piece of the person's text, in characters, that a message repeats."""

EDIT = "edit"
"""Where the examples of a problem stand that only an edit script can have."""

SHOWN_BEFORE, SHOWN_WIDTH = 60, 100
"""How many characters of a line are shown before a problem, and in all."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem.

    Attributes:
        code: Stable name, the key of the catalogue, e.g. `unknown-field`.
        message: What is wrong, as a sentence.
        span: Where; line 0 if it concerns no line.
        hint: What to do about it, as a sentence.
        severity: `error`, or `warning` for what works but was hardly meant.
        line_text: The whole line that the span points into, or "" if there is no text.
    """

    code: str
    message: str
    span: Span
    hint: str
    severity: Severity = "error"
    line_text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says about one code.

    Attributes:
        message, hint: Templates.
        wrong: A whole blueprint that has this problem.
        right: The same without it.
        edited: The blueprint that `wrong` and `right` are edit scripts for; "" if they are blueprints.
    """

    code: str
    message: str
    hint: str
    severity: Severity
    wrong: str
    right: str
    edited: str = ""


@cache
def catalogue(language: str = ENGLISH) -> dict[str, Entry]:
    """Return every code and its texts; of another language those that it has."""
    path = resources_folder() / "messages" / language / "diagnostics.toml"
    if language != ENGLISH and not path.is_file():
        return {}
    with path.open("rb") as file:
        table: dict[str, dict[str, str]] = tomllib.load(file)
    frame = table.pop("frame")["text"]
    return {code: _entry(code, texts, frame) for code, texts in table.items()}


def _entry(code: str, texts: dict[str, str], frame: str) -> Entry:
    severity: Severity = "warning" if texts.get("severity") == "warning" else "error"
    said = (code, texts["message"], texts["hint"], severity)
    if texts.get("in") == EDIT:
        wrong, right = (texts[key].lstrip("\n") for key in ("wrong", "right"))
        return Entry(*said, wrong, right, edited=_framed("", "page", frame))
    wrong, right = (_framed(texts[key], texts.get("in", ""), frame) for key in ("wrong", "right"))
    return Entry(*said, wrong, right)


def _framed(lines: str, place: str, frame: str) -> str:
    """Put the lines of an example into the frame at `@place`, or return them if they are a whole."""
    text = lines.replace("@long", "long " * MAX_LINE)
    if place:
        whole = frame.replace(f"@{place}", text.strip("\n"))
        text = "\n".join(line for line in whole.split("\n") if not line.startswith("@"))
    return text.lstrip("\n")


def problem(
    code: str, span: Span, *, word: str = "", among: Iterable[str] = (), meant: str = "", **facts: object
) -> Diagnostic:
    """Make the diagnostic for `code`.

    Args:
        code: A key of the catalogue.
        span: Where the problem is.
        word: The word that is wrong; a fact of the message, and what `among` is searched for.
        among: The words that would have been right; the nearest one is offered in the hint.
        meant: What to offer instead, where that is known without searching.
        **facts: The other facts that the message and the hint name; several words of the language as a
            tuple, which is written whole.
    """
    entry = catalogue(spoken()).get(code) or catalogue()[code]
    known = {key: _fact(value) for key, value in facts.items()} | {"word": _short(word)}
    hint = entry.hint.format(**known)
    near = meant or nearest(word, among)
    if near:
        hint = say("blueprint.did_you_mean", near=_short(near)) + " " + hint
    return Diagnostic(code, entry.message.format(**known), span, hint.strip(), entry.severity)


def _fact(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= MAX_FACT else text[: MAX_FACT - 1] + "…"


class Problems:
    """Collects what the parser finds, up to a bound, in the order in which it is found."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        span: Span,
        *,
        word: str = "",
        among: Iterable[str] = (),
        meant: str = "",
        **facts: object,
    ) -> None:
        """Report one problem; see `problem` for the arguments."""
        if len(self._found) < MAX_PROBLEMS:
            self._found.append(problem(code, span, word=word, among=among, meant=meant, **facts))

    def found(self) -> tuple[Diagnostic, ...]:
        """Return what was reported so far."""
        return tuple(self._found)


def render(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as plain text: the message, the line with a caret under it, the hint.

    Of a long line only what is near the span is shown.
    """
    span = diagnostic.span
    if not span.line:
        return f"{diagnostic.message}\n  {diagnostic.hint}"
    lines = [f"{say('blueprint.where', line=span.line)}: {diagnostic.message}"]
    if diagnostic.line_text:
        first = max(0, span.start - SHOWN_BEFORE)
        shown = diagnostic.line_text[first : first + SHOWN_WIDTH].replace("\t", " ")
        width = max(1, min(span.end - first, len(shown)) - (span.start - first))
        lines += [shown.rstrip(), " " * (span.start - first) + "^" * width]
    return "\n  ".join([*lines, diagnostic.hint])
