"""Light colours for the files of an app: comments, texts, words, numbers; one table a language.

Not a parser. What it cannot tell (a regular expression with a quotation mark in it, a style inside a page)
looks a little off for a line, and no more: a file is only read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from desktop.shell.look import Look
from desktop.shell.source.patient_highlighter import PatientHighlighter

COLOURS = {
    "note": ("code_note", False),
    "text": ("code_text", False),
    "word": ("code_word", False),
    "name": ("code_type", False),
    "number": ("code_number", False),
}
_TEXTS = r'(?P<text>"(?:[^"\\]|\\.)*"?|\'(?:[^\'\\]|\\.)*\'?|`(?:[^`\\]|\\.)*`?)'
_NUMBER = r"(?<![\w-])(?P<number>-?\d[\w.%]*)"
_INSIDE, _OUTSIDE = 1, 0


@dataclass(frozen=True, slots=True)
class Language:
    """How the pieces of a file look.

    Attributes:
        pieces: Alternatives with the named groups of `COLOURS`.
        opening, closing: What a comment over several lines is between; "" if there are none.
    """

    pieces: re.Pattern[str]
    opening: str = ""
    closing: str = ""


def _words(listed: str) -> str:
    return rf"\b(?P<word>{'|'.join(listed.split())})\b"


SCRIPT = Language(
    re.compile(
        rf"(?P<note>//.*)|{_TEXTS}|"
        + _words(
            "async await break case catch class const continue default delete do else export extends false "
            "finally for from function if import in instanceof let new null of return static super switch "
            "this throw true try typeof undefined var void while yield"
        )
        + rf"|{_NUMBER}|(?P<name>[\w$]+)(?=\()"
    ),
    "/*",
    "*/",
)
STYLE = Language(
    re.compile(
        rf"{_TEXTS}|(?P<word>@[\w-]+)|(?P<name>--[\w-]+|[\w-]+(?=\s*:\s))"
        r"|(?P<number>#[0-9a-fA-F]{3,8}\b|(?<![\w-])-?\d[\w.%]*)"
    ),
    "/*",
    "*/",
)
PAGE = Language(
    re.compile(rf"(?P<word></?[A-Za-z][\w-]*|/?>|<!\w+)|(?P<name>[\w:-]+)(?==)|{_TEXTS}|(?P<number>&#?\w+;)"),
    "<!--",
    "-->",
)
FACTS = Language(
    re.compile(
        r'(?P<name>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<text>"(?:[^"\\]|\\.)*"?)|'
        rf"{_words('true false null')}|{_NUMBER}"
    )
)
PLAIN = Language(re.compile(r"(?!)"))

LANGUAGES: dict[str, Language] = {
    ".js": SCRIPT,
    ".mjs": SCRIPT,
    ".css": STYLE,
    ".html": PAGE,
    ".htm": PAGE,
    ".svg": PAGE,
    ".xml": PAGE,
    ".json": FACTS,
    ".webmanifest": FACTS,
}
"""By the end of a file's name; others are shown plain."""


class CodeColours(PatientHighlighter):
    """Colours a document in one of the languages."""

    def __init__(self, document: QTextDocument, look: Look, language: Language) -> None:
        super().__init__(document, look)
        self._language = language

    def colour_line(self, text: str) -> None:
        """Colour one line; a comment may go on from the line before, and to the next."""
        language = self._language
        self.setCurrentBlockState(_OUTSIDE)
        start = 0
        if self.previousBlockState() == _INSIDE:
            start = self._note_from(text, 0)
        if not language.opening or language.opening not in text[start:]:
            self._pieces(text, start, len(text))
            return
        while (at := text.find(language.opening, start)) >= 0:
            self._pieces(text, start, at)
            start = self._note_from(text, at)
        self._pieces(text, start, len(text))

    def _note_from(self, text: str, at: int) -> int:
        """Colour a comment to its end, or to the end of the line; return where it ended."""
        end = text.find(self._language.closing, at)
        if end < 0:
            self.setCurrentBlockState(_INSIDE)
            end = len(text)
        else:
            end += len(self._language.closing)
        self.paint(text, at, end, "code_note")
        return end

    def _pieces(self, text: str, start: int, end: int) -> None:
        for found in self._language.pieces.finditer(text, start, end):
            group = found.lastgroup
            if group is not None:
                colour, strong = COLOURS[group]
                self.paint(text, found.start(group), found.end(group), colour, strong=strong)
