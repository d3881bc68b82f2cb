"""Pieces of statements that several kinds share: names that are known, new names, places, `X to Y`."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.places import WORDS
from desktop.blueprint.edits.statements import Place
from desktop.blueprint.fields import declared_name
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NameSet


def unfinished(piece: Piece, shape: str, problems: Problems) -> None:
    """Report a statement of which something is missing; `shape` says how it is written."""
    problems.add("edit-unfinished", piece.span, word=piece.text, shape=(shape,))


def known_before(piece: Piece, names: Iterable[str], separator: str) -> tuple[Piece, Piece] | None:
    """Cut `X to Y` behind a known name, else at the first separator; None if it is not there."""
    for name in NameSet(names).all_at(piece.text):
        rest = piece.part(len(name)).after(separator)
        if rest is not None:
            return piece.part(0, len(name)), rest
    return piece.cut(f" {separator} ")


def new_name(piece: Piece, problems: Problems) -> str:
    """Return a name where it is introduced; "", and a problem, if it is none."""
    before = len(problems.found())
    name = declared_name(piece, problems)
    return name if len(problems.found()) == before else ""


def with_place(piece: Piece, names: Iterable[str]) -> tuple[str, Place] | None:
    """Read `X first` or `X before Y`; None if there is no place.

    Args:
        piece: What is moved and where to.
        names: What can be moved; what begins with a known name is cut behind it.
    """
    known = list(names)
    for name in NameSet(known).all_at(piece.text):
        place = _place(piece.part(len(name)))
        if place is not None:
            return name, place
    for word in WORDS[:2]:
        if piece.text.endswith(f" {word}"):
            return piece.part(0, len(piece.text) - len(word)).words(), Place(word)
    for word in WORDS[2:]:
        cut = piece.cut(f" {word} ")
        if cut is not None and cut[1].text:
            return cut[0].words(), Place(word, cut[1].words())
    return None


def _place(piece: Piece) -> Place | None:
    if piece.text in WORDS[:2]:
        return Place(piece.text)
    for word in WORDS[2:]:
        rest = piece.after(word)
        if rest is not None and rest.text:
            return Place(word, rest.words())
    return None
