"""Reads an edit script for an app: a statement a line, each in the app as the lines before have left it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint.diagnostics import Diagnostic, Problems
from desktop.blueprint.edits.carrying import carry_out
from desktop.blueprint.edits.reading_statements import read_statement
from desktop.blueprint.edits.statements import Script, Statement
from desktop.blueprint.nodes import App
from desktop.blueprint.source import raw_lines, read_lines


@dataclass(frozen=True, slots=True)
class ScriptReading:
    """A script that was read.

    Attributes:
        script: The statements that could be read.
        diagnostics: What could not be read, or names what is not there, by line of the script.
    """

    script: Script
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether everything could be read."""
        return not self.diagnostics


def parse_script(text: str, app: App) -> ScriptReading:
    """Read a script. Never raises, whatever the text.

    Args:
        text: The script.
        app: The app that it is to change; lines are read by its names.
    """
    problems = Problems()
    script: list[Statement] = []
    for line in read_lines(text, problems):
        for statement in read_statement(line.piece, app, problems):
            script.append(statement)
            done = carry_out(app, statement, problems)
            if done is not None:
                app = done[0]
    return ScriptReading(tuple(script), placed(problems.found(), text))


def placed(found: tuple[Diagnostic, ...], text: str) -> tuple[Diagnostic, ...]:
    """Put problems in the order of a script and give each the line that it is about."""
    lines = raw_lines(text)
    shown = [
        replace(each, line_text=lines[each.span.line - 1]) if 0 < each.span.line <= len(lines) else each
        for each in found
    ]
    return tuple(sorted(shown, key=lambda each: (each.span.line, each.span.start)))
