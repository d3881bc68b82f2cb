"""What reading a text gives: a tree, and everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint.diagnostics import MAX_PROBLEMS, Diagnostic
from desktop.blueprint.nodes import App
from desktop.blueprint.parser import parse_text
from desktop.blueprint.rules import check
from desktop.blueprint.source import raw_lines


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read.

    Attributes:
        app: The tree; None only if nothing usable could be made out. Fit to be compiled if `ok`.
        diagnostics: All problems, by line.
    """

    app: App | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether there is an app and no error; warnings do no harm."""
        return self.app is not None and all(each.severity != "error" for each in self.diagnostics)


def parse(text: str) -> Reading:
    """Read a text for its form only: nothing is said about unknown names or wrong types."""
    app, found = parse_text(text)
    return Reading(app, _placed(found, text))


def read(text: str) -> Reading:
    """Read a text and check what it says. Never raises; time grows with the length of the text."""
    app, found = parse_text(text)
    if app is not None:
        found = (*found, *check(app))
    return Reading(app, _placed(found[:MAX_PROBLEMS], text))


def _placed(found: tuple[Diagnostic, ...], text: str) -> tuple[Diagnostic, ...]:
    """Put problems in the order of the text and give each the line that it is about."""
    lines = raw_lines(text)
    placed = [
        replace(each, line_text=lines[each.span.line - 1]) if 0 < each.span.line <= len(lines) else each
        for each in found
    ]
    return tuple(sorted(placed, key=lambda each: (each.span.line, each.span.start)))
