"""Pieces of lines that several sections share: the entity after `of`, names and what ends them, numbers."""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.fields import plain_number
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NameSet


def after_of(rest: Piece, what: str, problems: Problems) -> Piece | None:
    """Return what follows `of`; None, and a problem, if nothing does."""
    words = rest.after("of")
    if words is None or not words.text:
        problems.add("missing-entity", rest.span, word=what)
        return None
    return words


def name_before(
    piece: Piece, known: NameSet, separators: tuple[str, ...], misplaced: tuple[str, ...] = ()
) -> tuple[Piece, str, Piece]:
    """Take a name off the front of a piece.

    Args:
        piece: A name, and perhaps a separator and more.
        known: Names that are recognised whatever words they are made of.
        separators: What may follow; after a name that is not known, the first of them that is found.
        misplaced: What is recognised after a known name only, because it should not be here.

    Returns:
        The name, the separator after it ("" at the end), and what follows that.
    """
    name = known.longest_at(piece.text)
    if name:
        rest = piece.part(len(name))
        if not rest.text:
            return piece, "", rest
        for separator in (*separators, *misplaced):
            after = rest.after(separator.strip())
            if after is not None:
                return piece.part(0, len(name)), separator, after
    for separator in separators:
        cut = piece.cut_before_expression(separator) if separator == " where " else piece.cut(separator)
        if cut:
            return cut[0], separator, cut[1]
    return piece, "", piece.part(len(piece.text))


def read_names(piece: Piece, problems: Problems) -> tuple[str, ...]:
    """Read names with commas between, reporting places where one is missing."""
    names = []
    for each in piece.split(","):
        if each.text:
            names.append(each.words())
        else:
            problems.add("missing-name", each.span)
    return tuple(names)


def read_whole(piece: Piece, clause: str, low: int, high: int, problems: Problems) -> int | None:
    """Read a whole number between two bounds, inclusive; None, and a problem, if it is none."""
    number = plain_number(piece.text)
    if number is None:
        problems.add("clause-not-number", piece.span, word=piece.text, clause=clause)
    elif not low <= number <= high or not number.is_integer():
        problems.add("clause-bounds", piece.span, word=piece.text, clause=clause, low=low, high=high)
    else:
        return int(number)
    return None


def one_name(piece: Piece, problems: Problems) -> str:
    """Return a name with single blanks, reporting one that is missing."""
    if not piece.text:
        problems.add("missing-name", piece.span)
    return piece.words()
