"""Where a text is wrong, on the text: what to underline, which lines get a dot, what to say where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.blueprint import Diagnostic
from desktop.shell.look import Look
from desktop.shell.source.code_area import CodeArea, drawn_on
from desktop.shell.source.columns import to_qt


def show_wrong(area: CodeArea, found: Sequence[Diagnostic], look: Look) -> None:
    """Underline what is wrong, with a dot beside each of its lines."""
    dots: dict[int, str] = {}
    for each in found:
        if each.span.line and (each.severity == "error" or each.span.line not in dots):
            dots[each.span.line] = colour_of(each)
    area.show_dots(dots)
    area.show_layer("wrong", [_squiggle(area, each, look) for each in found if each.span.line])


def said_at(found: Sequence[Diagnostic], text: str, line: int, column: int) -> str:
    """What is wrong at a place, "" for nothing.

    Args:
        found: What is wrong with the whole text.
        text: The line's words.
        line: Its number, from 1.
        column: In characters, from 0.
    """
    for each in found:
        start, end = _underlined(each, text)
        if each.span.line == line and start <= column <= end:
            return f"{each.message}\n{each.hint}".strip()
    return ""


def colour_of(found: Diagnostic) -> str:
    """The name of a problem's colour."""
    return "bad" if found.severity == "error" else "warn"


def icon_of(found: Diagnostic) -> str:
    """The name of a problem's icon."""
    return "problem" if found.severity == "error" else "warning"


def _squiggle(area: CodeArea, found: Diagnostic, look: Look) -> QTextEdit.ExtraSelection:
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    shape.setUnderlineColor(QColor(look.colour(colour_of(found))))
    block = area.document().findBlockByNumber(found.span.line - 1)
    text = block.text()
    start, end = _underlined(found, text)
    cursor = area.cursor_at(block, start)
    cursor.setPosition(block.position() + to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
    return drawn_on(cursor, shape)


def _underlined(found: Diagnostic, text: str) -> tuple[int, int]:
    """The columns to underline: the span, or the whole line where it is empty."""
    start, end = min(found.span.start, len(text)), min(found.span.end, len(text))
    if start < end:
        return start, end
    return (len(text) - len(text.lstrip()), len(text)) if text.strip() else (0, len(text))
