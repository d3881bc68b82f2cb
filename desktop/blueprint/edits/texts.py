"""How statements find lines by how they begin."""

from __future__ import annotations

from desktop.blueprint.lexer import Piece


def begins_with(line: str, words: str) -> bool:
    """Return whether a line begins with some words, the last of them whole."""
    if not words or not line.startswith(words):
        return False
    return line[len(words) : len(words) + 1] in ("", " ", ":", ";", ",")


def head_of(line: str) -> str:
    """Return a section's line up to what it shows and its wishes: `cards of Plant`, `quiz "Capitals"`."""
    bare = Piece(line, 0, 0)
    ends = [at for mark in (" showing ", ";", ":", " = ") if (at := bare.unquoted.find(mark)) > 0]
    return line[: min(ends)] if ends else line


def first_part(piece: Piece) -> Piece:
    """Return the first word of a piece as a piece; the whole if it begins with a sign."""
    word = piece.first_word()
    return piece.part(0, len(word)) if word else piece
