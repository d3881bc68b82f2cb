"""Cuts a text into lines that the parser can trust: no control characters, bounded length, known columns.

Characters are replaced one for one, never removed, so that columns still point into the text that
the person typed. Lines end only at line feeds: other separators that Unicode knows may be pasted
into a text and mean nothing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import Span
from desktop.blueprint.vocabulary import MAX_LINE

_BLANKS = str.maketrans({"\t": " ", "\u00a0": " "})
_STRAY = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its words without the blanks around them, and how far it is indented."""

    piece: Piece
    indented: bool


def raw_lines(text: str) -> list[str]:
    """Return the lines as they were typed, so that a diagnostic can show them."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_lines(text: str, problems: Problems) -> list[Line]:
    """Return the lines that say something, leaving out blank lines and comments."""
    lines = []
    for number, raw in enumerate(raw_lines(text), start=1):
        clean = raw.translate(_BLANKS)
        stray = _STRAY.search(clean)
        if stray:
            problems.add("stray-character", Span(number, stray.start(), stray.end()))
            clean = _STRAY.sub(" ", clean)
        if len(clean) > MAX_LINE:
            problems.add("line-too-long", Span(number, MAX_LINE, len(clean)), limit=MAX_LINE)
            clean = clean[:MAX_LINE]
        piece = Piece(clean, number, 0).strip()
        if piece.text and not piece.text.startswith("#"):
            lines.append(Line(piece, indented=piece.start > 0))
    return lines
