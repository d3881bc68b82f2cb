"""A piece of a line that knows where it stands, and the ways to cut it.

There is no token stream: names are several words long and may contain words of the language, so
each statement is cut at its own separators. Quoted text is never cut. At words such as `where` what
stands in brackets is not cut either, since a name may end in a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from desktop.blueprint.nodes import Span

_BLANKS = re.compile(" +")
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_TIME = re.compile(r"(?<![\w:])\d\d:\d\d(?![\w:])", re.ASCII)
_HIDDEN = "\x00"
_OPENING, _CLOSING = "“„”", "“”"


@dataclass(frozen=True)
class Piece:
    """Some words of one line.

    Attributes:
        text: The words.
        line: 1-based number of the line.
        start: 0-based column of the first character.
    """

    text: str
    line: int
    start: int

    @property
    def span(self) -> Span:
        """Where the piece stands."""
        return Span(self.line, self.start, self.start + len(self.text))

    @cached_property
    def unquoted(self) -> str:
        """The text with everything hidden that stands in quotes, of the same length."""
        if '"' not in self.text:
            return self.text
        return _QUOTED.sub(lambda match: _HIDDEN * len(match.group()), self.text)

    @cached_property
    def surface(self) -> str:
        """The text, of the same length, without quotes, brackets and times of day (`09:30`)."""
        plain = _TIME.sub(_HIDDEN * len("09:00"), self.unquoted) if ":" in self.text else self.unquoted
        if "(" not in self.text:
            return plain
        shown: list[str] = []
        depth = 0
        for character in plain:
            depth += character == "("
            shown.append(_HIDDEN if depth else character)
            depth -= character == ")" and depth > 0
        return "".join(shown)

    def words(self) -> str:
        """Return the text with single blanks, as names are compared."""
        return _BLANKS.sub(" ", self.text) if "  " in self.text else self.text

    def part(self, start: int, end: int | None = None) -> Piece:
        """Return the piece between two offsets, without the blanks around it."""
        return Piece(self.text[start:end], self.line, self.start + start).strip()

    def strip(self) -> Piece:
        """Return the piece without blanks around it."""
        left = self.text.lstrip(" ")
        return Piece(left.rstrip(" "), self.line, self.start + len(self.text) - len(left))

    def split(self, separator: str) -> list[Piece]:
        """Cut at every separator that is not quoted; always at least one piece."""
        pieces, start = [], 0
        while (at := self.unquoted.find(separator, start)) >= 0:
            pieces.append(self.part(start, at))
            start = at + len(separator)
        pieces.append(self.part(start))
        return pieces

    def cut(self, separator: str) -> tuple[Piece, Piece] | None:
        """Cut at the first place outside brackets where a separator leaves something on its left.

        Returns:
            What stands before and after it; None if it is not there.
        """
        at = self.surface.find(separator, 1)
        return (self.part(0, at), self.part(at + len(separator))) if at >= 0 else None

    def cut_before_expression(self, word: str) -> tuple[Piece, Piece] | None:
        """Cut like `cut`, but of several such words in a row at the last.

        No expression begins with `to` or `where`, so in `set to to 5` it is a field `to` that is set.
        """
        at = self.surface.find(word, 1)
        if at < 0:
            return None
        while self.surface.startswith(word, at + len(word) - 1):
            at += len(word) - 1
        return self.part(0, at), self.part(at + len(word))

    def after(self, word: str) -> Piece | None:
        """Return what follows `word` if the piece begins with it as a whole word, else None."""
        if self.text == word:
            return self.part(len(word))
        return self.part(len(word)) if self.text.startswith(word + " ") else None

    def first_word(self) -> str:
        """Return what stands before the first blank, colon, comma or equals sign."""
        for at, character in enumerate(self.text):
            if character in ' :,;="':
                return self.text[:at]
        return self.text

    def quoted(self) -> str | None:
        """Return the content if the piece is exactly one quoted text, else None.

        Typographic quotes around the whole are read like straight ones: texts are often pasted.
        """
        text = self.text
        if len(text) < 2:
            return None
        if text[0] == '"':
            return text[1:-1] if text.find('"', 1) == len(text) - 1 else None
        if text[0] in _OPENING and text[-1] in _CLOSING and '"' not in text:
            return text[1:-1]
        return None

    def opening_text(self) -> tuple[str, Piece] | None:
        """Return the quoted text that the piece begins with and what follows it, else None."""
        if not self.text.startswith('"'):
            return None
        end = self.text.find('"', 1)
        return (self.text[1:end], self.part(end + 1)) if end > 0 else None
