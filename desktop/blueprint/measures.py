"""Reads what a number on a page is made of: `sum of price of Item where paid is no`."""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import AGGREGATES, Expression, Measure
from desktop.blueprint.scopes import Book
from desktop.blueprint.section_pieces import name_before, one_name


def read_measure(piece: Piece, book: Book, problems: Problems, *, by: bool) -> tuple[Measure, str] | None:
    """Read `count of Plant where …`, with `by FIELD` before the `where` if `by` is wanted."""
    aggregate = piece.first_word()
    words = piece.part(len(aggregate)).after("of")
    if aggregate not in AGGREGATES or words is None:
        problems.add("unknown-measure", piece.span, word=aggregate, among=AGGREGATES)
        return None
    summed = Piece("", words.line, words.start)
    if aggregate != "count":
        cut = _field_of_entity(words, book)
        if cut is None:
            problems.add("measure-without-field", words.span, word=aggregate)
            return None
        summed, words = cut
    separators = (" by ", " where ") if by else (" where ",)
    name, separator, after = name_before(words, book.entities, separators)
    entity = one_name(name, problems)
    grouped = ""
    if separator == " by ":
        group, separator, after = name_before(after, book.scope(entity).fields, (" where ",))
        grouped = one_name(group, problems)
    elif by:
        problems.add("chart-without-by", piece.span)
    where: Expression | None = None
    if separator == " where ":
        where = read_expression(after, book.scope(entity), problems)
    field = summed.words() if aggregate != "count" else ""
    return Measure(aggregate, entity, field, where, piece.span), grouped


def _field_of_entity(words: Piece, book: Book) -> tuple[Piece, Piece] | None:
    """Cut `price of Item where …` at the `of` before a known entity, else at the first `of`."""
    at = words.surface.find(" of ", 1)
    while at >= 0:
        if book.entities.longest_at(words.text, at + len(" of ")):
            return words.part(0, at), words.part(at + len(" of "))
        at = words.surface.find(" of ", at + 1)
    return words.cut(" of ")
