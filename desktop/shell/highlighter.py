"""Colours for a blueprint, fed from the language's own tables, so that a new word is coloured at once."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.blueprint.nodes import AGGREGATES, CHART_SHAPES, FIELD_TYPES, FUNCTIONS
from desktop.blueprint.vocabulary import (
    APP_LINES,
    BLOCKS,
    BOOLEANS,
    CLAUSES,
    MODES,
    MODIFIERS,
    MOMENTS,
    SECTION_WORDS,
    THEME_COLOURS,
)
from desktop.shell.look import Look

LINE_WORDS = (*BLOCKS, *APP_LINES, *SECTION_WORDS, "action", "sample")
"""Words that begin a line and say what the line is."""

INNER_WORDS = (
    *CLAUSES, *MODIFIERS, *MODES, *THEME_COLOURS, *AGGREGATES, *CHART_SHAPES, "showing", "descending", "set",
)  # fmt: skip
VALUE_WORDS = (*MOMENTS, *BOOLEANS, *FUNCTIONS)


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


LINE_START = re.compile(rf"^\s*({_any_of(LINE_WORDS)})(?=\s|$)(?!\s*[:=])")
TYPE = re.compile(rf":\s*({_any_of(FIELD_TYPES)}|to(?=\s))(?!\w)")
INNER = re.compile(rf"(?:(?<=; )|(?<=, )|(?<== )|(?<=\s))({_any_of(INNER_WORDS)})(?=\s|,|;|$)")
VALUE = re.compile(rf"(?<![\w-])({_any_of(VALUE_WORDS)}|#[0-9a-fA-F]{{6}}|\d[\d.:-]*)(?![\w-])")
TEXT = re.compile(r'"[^"]*"?')
NOTE = re.compile(r"^\s*#.*$")


class BlueprintHighlighter(QSyntaxHighlighter):
    """Colours a document's blueprint; `dress` changes the colours."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look

    def dress(self, look: Look) -> None:
        """Use the colours of this look from now on."""
        self._look = look
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one line; later patterns win over earlier ones, quoted text and comments over all."""
        for pattern, colour, strong in (
            (VALUE, "code_number", False),
            (INNER, "code_word", False),
            (TYPE, "code_type", False),
            (LINE_START, "code_word", True),
            (TEXT, "code_text", False),
            (NOTE, "code_note", False),
        ):
            shape = QTextCharFormat()
            shape.setForeground(QColor(self._look.colour(colour)))
            if strong:
                shape.setFontWeight(600)
            for found in pattern.finditer(text):
                group = 1 if pattern.groups else 0
                self.setFormat(found.start(group), found.end(group) - found.start(group), shape)
