"""What could stand at the cursor: words of the language by their tables, and the names there are. Pure.

The line before the cursor is cut as the parser cuts it, at its own separators; the last cut says what kind
of word is due. Names have blanks in them, so what was typed of a word is found by comparing each candidate
with the end of the line, the longest match first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import LANGUAGES
from desktop.blueprint.vocabulary import APP_LINES, BLOCKS, MODES, PAGE_FOR, THEME_COLOURS, THEME_STYLES
from desktop.shell.source.due_in_entities import of_entity
from desktop.shell.source.due_on_pages import block_above, of_page
from desktop.shell.source.known_names import Known, entity_of
from desktop.shell.source.typing_aids import depth_of

MOST_OFFERED = 60

WORD, NAME = "word", "name"
"""Kinds of suggestions: of the language, and of the app."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word that could stand here.

    Attributes:
        text: What is written.
        kind: `word` or `name`.
        typed: How many of its characters stand before the cursor already.
    """

    text: str
    kind: str
    typed: int


def suggestions(lines: Sequence[str], before: str, known: Known) -> tuple[Suggestion, ...]:
    """What could stand at the cursor, or stands there whole: what was typed most of comes first.

    Args:
        lines: The whole lines above the cursor's.
        before: The cursor's line up to the cursor.
        known: What there is to name.
    """
    if before.lstrip().startswith("#") or before.count('"') % 2:
        return ()  # in a comment or a quoted text, where the words are the person's own
    piece = Piece(before, len(lines) + 1, 0)
    found = []
    names = _names(known)
    for word in dict.fromkeys(_due(lines, piece, known)):
        found.append(Suggestion(word, NAME if word in names else WORD, _typed(before, word)))
    found.sort(key=lambda each: -each.typed)
    return tuple(found[:MOST_OFFERED])


def _names(known: Known) -> frozenset[str]:
    return frozenset((*(place.name for place in known.places), *known.pages, *known.roles))


def _typed(before: str, word: str) -> int:
    """How much of a word stands at the end of a line, whatever its capitals, beginning with a word there."""
    end, small = before.casefold(), word.casefold()
    for length in range(min(len(before), len(word)), 0, -1):
        at = len(end) - length
        if small.startswith(end[at:]) and (at == 0 or not (end[at - 1].isalnum() or end[at - 1] == "-")):
            return length
    return 0


def _due(lines: Sequence[str], piece: Piece, known: Known) -> Iterable[str]:
    """What kind of words may stand at the end of a piece of a line."""
    depth = depth_of(piece.text)
    if depth == 0:
        return _of_head(piece, known)
    head = next((line for line in reversed(lines) if line and not line[0].isspace() and line[0] != "#"), "")
    said = Piece(piece.text.lstrip(" "), piece.line, depth)
    match head.split(" ", 1)[0]:
        case "app":
            return _of_app(said, known)
        case "entity":
            return of_entity(said, head.partition(" ")[2].strip(), known)
        case "page":
            block = block_above(lines, depth)
            return of_page(said, block, entity_of([*lines, piece.text], len(lines) + 1, known), known)
    return ()


def _of_head(piece: Piece, known: Known) -> Iterable[str]:
    if " " not in piece.text:
        return BLOCKS
    if piece.text.startswith("page ") and ";" in piece.text:
        clause = piece.text.rpartition(";")[2].lstrip()
        return known.roles if clause.startswith(f"{PAGE_FOR} ") else (PAGE_FOR,)
    return ()


def _of_app(said: Piece, known: Known) -> Iterable[str]:
    word, blank, rest = said.text.partition(" ")
    if not blank:
        return APP_LINES
    if word == "language":
        return LANGUAGES
    if word != "theme":
        return ()
    part = rest.rpartition(",")[2].lstrip()
    first, blank, _ = part.partition(" ")
    if not blank:
        return (*MODES, *THEME_COLOURS, *THEME_STYLES)
    return COLOUR_NAMES if first in THEME_COLOURS else THEME_STYLES.get(first, ())
