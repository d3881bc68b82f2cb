"""Colours for a blueprint, fed from the language's own tables, so that a new word is coloured at once."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import AGGREGATES, CHART_SHAPES, FIELD_TYPES, FUNCTIONS
from desktop.blueprint.vocabulary import (
    APP_LINES,
    BLOCKS,
    BOOLEANS,
    CLAUSES,
    DESCENDING,
    ENTITY_LINES,
    MODES,
    MODIFIERS,
    MOMENTS,
    REFERENCE_WORDS,
    SECTION_WORDS,
    SHOWING,
    STEP_SHAPES,
    THEME_COLOURS,
    THEME_STYLES,
)
from desktop.shell.source.patient_highlighter import PatientHighlighter

LINE_WORDS = (*BLOCKS, *APP_LINES, *ENTITY_LINES, *SECTION_WORDS)
"""Words that begin a line and say what the line is."""

INNER_WORDS = (
    *CLAUSES, *MODIFIERS, *MODES, *THEME_COLOURS, *THEME_STYLES, *AGGREGATES, *CHART_SHAPES, *STEP_SHAPES,
    SHOWING, DESCENDING,
)  # fmt: skip
VALUE_WORDS = (*MOMENTS, *BOOLEANS, *FUNCTIONS)

COLOURS = {
    "text": ("code_text", False),
    "line": ("code_word", True),
    "type": ("code_type", False),
    "inner": ("code_word", False),
    "value": ("code_number", False),
}


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


PIECES = re.compile(
    rf'(?P<text>"[^"]*"?)'
    rf"|^\s*(?P<line>{_any_of(LINE_WORDS)})(?=\s|$)(?!\s*[:=])"
    rf"|:\s*(?P<type>{_any_of(FIELD_TYPES)}|(?:{_any_of(tuple(REFERENCE_WORDS.values()))})(?=\s))(?!\w)"
    rf"|(?<=\s)(?P<inner>{_any_of(INNER_WORDS)})(?=\s|[,;]|$)"
    rf"|(?<![\w-])(?P<value>{_any_of(VALUE_WORDS)}|#[0-9a-fA-F]{{6}}|\d[\d.:-]*)(?![\w-])"
)


class BlueprintColours(PatientHighlighter):
    """Colours a document that is a blueprint."""

    def colour_line(self, text: str) -> None:
        """Colour one line: a comment whole, else its pieces."""
        if text.lstrip().startswith("#"):
            self.paint(text, 0, len(text), "code_note")
        else:
            self.paint_all(text, PIECES, COLOURS)
